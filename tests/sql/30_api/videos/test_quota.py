"""What the deletion of a video takes along, and how much somebody may have."""

from tests.support.calls import refused


def fails(studio, code, status, person, function, field=None, **arguments):
    """What a person asks for is refused; the rest of the test goes on."""
    with refused(code, status, field), studio.conn.transaction():
        studio.act(person, function, **arguments)


def room(studio, person):
    """How many bytes an upload of a person may have that begins now, and is given up."""
    place = studio.act(person, "begin_video")
    studio.act(person, "forget_file", key=place["key"])
    return place["most_bytes"]


def test_deletion_takes_everything_along(studio, ada, bob, mona):
    video = studio.video(ada)
    asset = studio.make(ada, video)["asset"]
    waiting = studio.start(ada, video, "convert")
    keys = {studio.key_of(video), studio.one("select storage_key from iwm.video_assets")}
    fails(studio, "video_not_found", 404, bob, "delete_video", video_id=video["id"])
    assert studio.act(ada, "delete_video", video_id=video["id"]) == {"id": video["id"], "removed": True}
    assert studio.to_remove() == keys
    assert studio.one("select state::text from jobs.history where id = jobs.id_of(%s)", waiting["id"]) == "cancelled"
    assert studio.one("select count(*) from jobs.jobs where task = 'videos.remove_files'") == 1
    for person in (ada, mona):
        fails(studio, "video_not_found", 404, person, "get_video", video_id=video["id"])
        fails(studio, "asset_not_found", 404, person, "asset_file", asset_id=asset["id"])
    assert studio.act(ada, "list_my_videos")["items"] == []
    assert studio.act(ada, "get_quota")["bytes"] == 0
    assert studio.act(ada, "delete_video", video_id=video["id"])["removed"] is True  # again: nothing changes
    fails(studio, "video_not_found", 404, mona, "delete_video", video_id=video["id"])


def test_staff_deletes(studio, ada, mona):
    video = studio.video(ada)
    asset = studio.make(ada, video)["asset"]
    assert studio.act(mona, "delete_asset", asset_id=asset["id"])["removed"]
    assert studio.act(mona, "delete_video", video_id=video["id"])["removed"]


def test_the_account_goes_and_its_files_too(studio, ada):
    video = studio.video(ada)
    studio.make(ada, video)
    studio.act(ada, "create_upload", file_name="more.mp4", bytes=10)
    keys = {studio.key_of(video)}
    keys |= {studio.one(f"select storage_key from iwm.{table}") for table in ("video_assets", "video_uploads")}
    studio.conn.execute("delete from iwm.users where id = %s", [ada.id])
    assert studio.to_remove() == keys


def test_quota(studio, ada):
    studio.conn.execute(
        "update iwm.video_policy set most_bytes = 1000, most_bytes_in_all = 2500, most_videos = 4, most_uploads = 1"
    )
    assert room(studio, ada) == 1000
    fails(studio, "file_too_large", 413, ada, "begin_video", bytes=1001)
    fails(studio, "file_too_large", 413, ada, "create_upload", file_name="a", bytes=10**10)
    video = studio.video(ada, size=1000)
    studio.video(ada, size=700)
    upload = studio.act(ada, "create_upload", file_name="a", bytes=300)
    fails(studio, "quota_exceeded", 409, ada, "create_upload", file_name="a", bytes=1)  # one at a time
    quota = studio.act(ada, "get_quota")
    assert (quota["videos"], quota["uploads"], quota["bytes"], quota["most_bytes"]) == (2, 1, 2000, 2500)
    assert room(studio, ada) == 500
    fails(studio, "quota_exceeded", 409, ada, "begin_video", bytes=501)
    studio.make(ada, video)  # 500 bytes more
    fails(studio, "quota_exceeded", 409, ada, "begin_video")
    fails(studio, "quota_exceeded", 409, ada, "start_video_operation", video_id=video["id"], type="convert")
    studio.act(ada, "delete_video", video_id=video["id"])
    studio.act(ada, "delete_upload", upload_id=upload["id"])
    assert studio.act(ada, "get_quota")["bytes"] == 700
    for _ in range(3):
        studio.video(ada, size=1)
    fails(studio, "quota_exceeded", 409, ada, "begin_video")
