"""Videos: what is taken and under which name, how they change, lists of them."""

import pytest

from tests.support.calls import refused
from tests.support.videos import PROBE, SHA256


def fails(studio, code, status, person, function, field=None, **arguments):
    """What a person asks for is refused; the rest of the test goes on."""
    with refused(code, status, field), studio.conn.transaction():
        studio.act(person, function, **arguments)


@pytest.fixture
def film(catalogue):
    catalogue.movie("tt0133093", "The Matrix")
    return "tt0133093"


def test_a_video_as_it_was_probed(studio, ada):
    video = studio.video(ada, file_name="My first_clip.MP4", size=12345)
    assert video.pop("id").startswith("vid_")
    url, created = video.pop("url"), video.pop("created_at")
    assert url.endswith("/file")
    assert created is not None
    assert video.pop("owner")["username"] == "ada"
    assert video == {
        "title": "My first clip",
        "file_name": "My first_clip.MP4",
        "media_type": "video/mp4",
        "bytes": 12345,
        "sha256": SHA256,
        "duration_seconds": 12.5,
        "width": 640,
        "height": 360,
        "frames_per_second": 25.0,
        "container": "mov",
        "video_codec": "h264",
        "audio_codec": "aac",
        "bit_rate": 800000,
        "movie_id": None,
        "role": None,
        "mine": True,
        "files": 0,
        "version": 1,
        "updated_at": None,
    }


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\clip.mp4", "clip.mp4"),
        ("a\nb\r\nc\x1b[31m.mp4", "a b c [31m.mp4"),
        ("photo_\u202egpj.exe", "photo_ gpj.exe"),
        ("..", "video"),
        ("/", "video"),
        (" .mp4", "mp4"),
        (".", "video"),
        ('<script>"|?*:.webm', "script .webm"),
        ("\u200b\ufeff", "video"),
        ("é" * 400 + ".mp4", "é" * 251 + ".mp4"),
        ("日本語.mkv", "日本語.mkv"),
    ],
)
def test_hostile_names(studio, ada, given, kept):
    video = studio.video(ada, file_name=given)
    assert video["file_name"] == kept
    assert 1 <= len(video["title"]) <= 200


@pytest.mark.parametrize(
    ("container", "video", "audio", "media_type"),
    [
        ("matroska", "vp9", "opus", "video/webm"),
        ("matroska", "vp8", None, "video/webm"),
        ("matroska", "h264", "aac", "video/x-matroska"),
        ("avi", "mpeg4", "mp3", "video/x-msvideo"),
        ("mpegts", "h264", "aac", "video/mp2t"),
        ("mpeg", "mpeg2video", "mp2", "video/mpeg"),
        ("ogg", "theora", None, "video/ogg"),
        ("flv", "flv1", "mp3", "video/x-flv"),
        ("asf", "wmv2", "wmav2", "video/x-ms-wmv"),
    ],
)
def test_media_types(studio, ada, container, video, audio, media_type):
    probe = {"container": container, "video_codec": video, "audio_codec": audio}
    assert studio.video(ada, probe=probe)["media_type"] == media_type


@pytest.mark.parametrize(
    ("probe", "code"),
    [
        ({"container": "hls"}, "not_a_video"),
        ({"duration_seconds": 0}, "not_a_video"),
        ({"width": None}, "not_a_video"),
        ({"duration_seconds": 14401}, "video_too_long"),
        ({"width": 8193}, "video_too_large"),
        ({"height": 99999}, "video_too_large"),
    ],
)
def test_what_is_not_taken(studio, ada, probe, code):
    with refused(code, 422, "file"):
        studio.video(ada, probe=probe)


def test_at_the_limits(studio, ada):
    video = studio.video(
        ada, probe={"duration_seconds": 14400, "width": 8192, "height": 8192, "frames_per_second": 1e6}
    )
    assert (video["width"], video["frames_per_second"]) == (8192, 9999.0)


def test_a_rate_that_nobody_knows(studio, ada):
    assert studio.video(ada, probe={"frames_per_second": None})["frames_per_second"] is None


def test_the_file_is_claimed_with_the_row(studio, ada):
    """From its first byte on, a file is one to be removed, until there is a row for it."""
    key = studio.place(ada)
    assert studio.one(
        "select at > clock_timestamp() + interval '23 hours' from iwm.files_to_remove where storage_key = %s", key
    )
    studio.act(ada, "forget_file", key=key)
    assert studio.one("select count(*) from iwm.files_to_remove") == 0
    video = studio.video(ada)
    assert studio.one("select count(*) from iwm.files_to_remove") == 0
    assert studio.key_of(video).startswith("videos/")


def test_a_file_that_is_being_removed_becomes_no_video(studio, ada):
    key = studio.place(ada)
    studio.conn.execute("update iwm.files_to_remove set at = now() - interval '1 hour'")
    assert studio.one("select jobs.files_to_remove()") == [key]
    with refused("upload_not_found", 404):
        studio.act(
            ada,
            "add_video",
            key=key,
            bytes=1,
            sha256=SHA256,
            file_name="x",
            probe={"container": "mov", "duration_seconds": 1, "width": 2, "height": 2, "video_codec": "h264"},
        )


def test_changes(studio, ada, film):
    video = studio.video(ada)

    def patch(if_match=None, **patch):
        return studio.act(ada, "patch_video", if_match=if_match, video_id=video["id"], patch=patch)

    changed = patch(title="  A\nbetter\u202e title ")
    assert (changed["title"], changed["version"], changed["updated_at"] is not None) == ("A better title", 2, True)
    assert patch(title="A better title")["version"] == 2  # nothing changed
    assert patch(movie_id=film, role="teaser")["role"] == "teaser"
    assert patch(role=None)["role"] is None
    assert patch(movie_id=None)["movie_id"] is None
    assert patch(if_match="5", title="again")["version"] == 6
    fails(
        studio, "precondition_failed", 412, ada, "patch_video", if_match="5", video_id=video["id"], patch={"title": "z"}
    )
    for wrong, field in (
        ({"role": "clip"}, "role"),
        ({"title": None}, "title"),
        ({"nonsense": 1}, "nonsense"),
        ({"title": "\u200b"}, "title"),
    ):
        fails(studio, "invalid_input", 422, ada, "patch_video", field, if_match=None, video_id=video["id"], patch=wrong)
    fails(
        studio,
        "movie_not_found",
        404,
        ada,
        "patch_video",
        if_match=None,
        video_id=video["id"],
        patch={"movie_id": "tt9"},
    )


def test_a_role_needs_a_film(studio, ada, film):
    with refused("invalid_input", 422, "role"), studio.conn.transaction():
        studio.video(ada, role="trailer")
    fails(studio, "invalid_input", 422, ada, "create_upload", "role", file_name="a", bytes=1, role="trailer")
    assert studio.video(ada, role="trailer", movie_id=film)["role"] == "trailer"


def test_lists_page_by_page(studio, ada, bob, film):
    ids = [studio.video(ada, movie_id=film if number % 2 else None)["id"] for number in range(5)]
    studio.video(bob)
    first = studio.act(ada, "list_my_videos", limit=3)
    rest = studio.act(ada, "list_my_videos", limit=3, cursor=first["next_cursor"])
    assert [v["id"] for v in first["items"] + rest["items"]] == ids[::-1]
    assert rest["next_cursor"] is None
    assert [v["id"] for v in studio.act(ada, "list_my_videos", movie_id=film)["items"]] == [ids[3], ids[1]]
    assert studio.act(ada, "list_my_videos", movie_id="tt404")["items"] == []
    page = studio.act(None, "list_movie_videos", movie_id=film, limit=1)
    assert [v["id"] for v in page["items"]] == [ids[3]]
    page = studio.act(None, "list_movie_videos", movie_id=film, limit=1, cursor=page["next_cursor"])
    assert ([v["id"] for v in page["items"]], page["next_cursor"]) == ([ids[1]], None)


def test_videos_of_a_film_by_role(studio, ada, film):
    trailer = studio.video(ada, movie_id=film, role="trailer")
    studio.video(ada, movie_id=film, role="clip")
    assert [v["id"] for v in studio.act(None, "list_movie_videos", movie_id=film, role="trailer")["items"]] == [
        trailer["id"]
    ]


def test_merged_films_share_their_videos(studio, ada, film, catalogue, conn):
    catalogue.movie("tt2")
    video = studio.video(ada, movie_id="tt2", role="clip")
    upload = studio.act(ada, "create_upload", file_name="a", bytes=1, movie_id="tt2")
    conn.execute("select iwm.merge_movies(iwm.movie_id_of('tt2'), iwm.movie_id_of(%s))", [film])
    for name in (film, "tt2"):
        [found] = studio.act(None, "list_movie_videos", movie_id=name)["items"]
        assert (found["id"], found["movie_id"]) == (video["id"], film)
    studio.act(ada, "move_upload", upload_id=upload["id"], **{"from": 0, "to": 1})
    finished = studio.act(ada, "finish_upload", upload_id=upload["id"], sha256=SHA256, probe=PROBE)
    assert finished["movie_id"] == film
