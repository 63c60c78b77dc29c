-- Videos, what is made of them, and how they come in.

create type api.video as (
    id text, -- Public id
    title text, -- Title
    file_name text, -- Name of the file, as it was given, without folders and the like
    media_type text, -- Kind of the file, as in video/mp4
    bytes bigint, -- Size of the file
    sha256 text, -- SHA-256 of the file, in hex
    duration_seconds numeric, -- Length
    width integer, -- Of the pictures, in pixels
    height integer, -- Of the pictures, in pixels
    frames_per_second numeric, -- Pictures a second @null
    container text, -- How the streams are packed, as ffmpeg calls it
    video_codec text, -- Codec of the pictures
    audio_codec text, -- Codec of the sound; null: there is none @null
    bit_rate bigint, -- Bits a second @null
    movie_id text, -- Film that it belongs to @null
    role iwm.video_role, -- What it is to the film @null
    owner api.user_card, -- Who uploaded it; null where you may not know @null
    mine boolean, -- Whether that is you
    files integer, -- How many files were made of it
    url text, -- Where the file can be had
    version integer, -- Counts the changes
    created_at timestamptz, -- When it was uploaded
    updated_at timestamptz -- When it was last changed @null
);
comment on type api.video is 'A video.';

create type api.video_feed as (
    items api.video[], -- Videos of this page
    next_cursor text -- For the next page; null on the last @null
);
comment on type api.video_feed is 'A part of a list of videos, the newest first.';

create type api.video_patch as (
    title iwm.video_title, -- Title
    movie_id iwm.public_id, -- Film that it belongs to; null: none @null
    role iwm.video_role -- What it is to the film @null
);
comment on type api.video_patch is 'What can be changed of a video.';

create type api.video_asset as (
    id text, -- Public id
    video_id text, -- Video that it was made of
    operation_id text, -- Operation that made it @null
    kind iwm.video_operation_type, -- What made it
    file_name text, -- Name to save it under
    media_type text, -- Kind of the file, as in image/jpeg
    bytes bigint, -- Size of the file
    width integer, -- Of the pictures, in pixels @null
    height integer, -- Of the pictures, in pixels @null
    duration_seconds numeric, -- Length @null
    url text, -- Where the file can be had
    created_at timestamptz -- When it was made
);
comment on type api.video_asset is 'A file that was made of a video.';

create type api.video_asset_feed as (
    items api.video_asset[], -- Files of this page
    next_cursor text -- For the next page; null on the last @null
);
comment on type api.video_asset_feed is 'A part of the files of a video, the newest first.';

create type api.video_operation as (
    id text, -- Id of the job: GET /v1/jobs/{id}, and topic job:{id} of the live feed
    operation_id text, -- Public id of the operation
    video_id text, -- Video
    type iwm.video_operation_type, -- What is made
    parameters jsonb, -- How, with everything that was not given filled in
    state jobs.state, -- queued, running, completed, failed (trying again would not help), cancelled, dead (tried often enough)
    progress integer, -- 0 to 100
    attempt integer, -- How often it was begun
    message text, -- What it says about itself @null
    error text, -- Why it failed @null
    asset api.video_asset, -- The file, once it is there @null
    created_at timestamptz, -- When it was asked for
    started_at timestamptz, -- When it began @null
    finished_at timestamptz -- When it ended @null
);
comment on type api.video_operation is 'Something that is made of a video, and the job that makes it.';

create type api.video_operation_feed as (
    items api.video_operation[], -- Operations of this page
    next_cursor text -- For the next page; null on the last @null
);
comment on type api.video_operation_feed is 'A part of the operations of a video, the newest first.';

create type api.video_upload as (
    id text, -- Public id
    file_name text, -- Name of the file
    title text, -- Title that the video will have @null
    bytes bigint, -- Size of the file
    "offset" bigint, -- How many bytes are there: where the next chunk begins
    created_at timestamptz, -- When it began
    expires_at timestamptz -- When it is given up; each chunk puts that off
);
comment on type api.video_upload is 'An upload in chunks.';

create type api.video_quota as (
    videos integer, -- Videos that you have
    most_videos integer, -- How many you may have
    bytes bigint, -- Bytes of your videos, of what was made of them, and of uploads under way
    most_bytes bigint, -- How many they may have
    most_bytes_of_a_file bigint, -- Largest file that can be uploaded
    most_seconds integer, -- Longest video
    most_pixels integer, -- Largest width and height of a video
    uploads integer, -- Uploads in chunks under way
    most_uploads integer, -- How many there may be
    active_operations integer, -- Operations that wait or run
    most_active_operations integer -- How many there may be
);
comment on type api.video_quota is 'How much room somebody has for videos, and how much of it is taken.';

create type api.video_link as (
    url text, -- Address of the file, for <video src> and its like: needs no Authorization header
    expires_at timestamptz -- Until when it is good
);
comment on type api.video_link is 'A link to a file that is good for a short time.';

create type api.video_removed as (
    id text, -- Public id of what was removed
    removed boolean -- true
);
comment on type api.video_removed is 'Something was removed.';
