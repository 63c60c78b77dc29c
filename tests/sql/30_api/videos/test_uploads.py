"""Uploads in chunks: where they are, when they are given up, how they become videos; files without a row."""

import pytest

from tests.support.calls import refused
from tests.support.videos import PROBE, SHA256


@pytest.fixture
def upload(studio, ada):
    """An upload of 100 bytes."""
    return studio.act(ada, "create_upload", file_name="../dir/My film.mkv", bytes=100)


def finish(studio, person, upload, **probe):
    return studio.act(person, "finish_upload", upload_id=upload["id"], sha256=SHA256, probe={**PROBE, **probe})


def move(studio, person, upload, start, end):
    return studio.act(person, "move_upload", upload_id=upload["id"], **{"from": start, "to": end})


def test_an_upload(studio, ada, upload):
    assert upload["id"].startswith("upl_")
    assert (upload["file_name"], upload["title"], upload["bytes"], upload["offset"]) == ("My film.mkv", None, 100, 0)
    state = studio.act(ada, "upload_state", upload_id=upload["id"])
    assert state["upload"] == upload
    assert state["key"].startswith("videos/")
    assert studio.act(ada, "list_uploads") == [upload]


def test_chunk_by_chunk(studio, ada, upload):
    assert move(studio, ada, upload, 0, 60)["offset"] == 60
    with refused("upload_offset", 409), studio.conn.transaction():
        move(studio, ada, upload, 0, 40)
    with refused("upload_offset", 409), studio.conn.transaction():
        studio.act(ada, "upload_state", upload_id=upload["id"], offset=61)
    with refused("upload_incomplete", 409), studio.conn.transaction():
        finish(studio, ada, upload)
    assert move(studio, ada, upload, 60, 100)["offset"] == 100
    key = studio.act(ada, "upload_state", upload_id=upload["id"], offset=100)["key"]
    video = finish(studio, ada, upload)
    assert (video["title"], video["bytes"], studio.key_of(video)) == ("My film", 100, key)
    assert studio.one("select count(*) from iwm.files_to_remove") == 0
    with refused("upload_not_found", 404, "upload_id"), studio.conn.transaction():
        finish(studio, ada, upload)
    assert studio.act(ada, "list_uploads") == []


def test_what_was_said_at_the_beginning_holds(studio, ada, catalogue):
    catalogue.movie("tt1")
    upload = studio.act(ada, "create_upload", file_name="a.mp4", bytes=5, title="The end", movie_id="tt1", role="clip")
    assert upload["title"] == "The end"
    move(studio, ada, upload, 0, 5)
    video = finish(studio, ada, upload)
    assert (video["title"], video["movie_id"], video["role"]) == ("The end", "tt1", "clip")


def test_what_is_no_video_stays_an_upload_until_it_is_deleted(studio, ada, upload):
    move(studio, ada, upload, 0, 100)
    with refused("not_a_video", 422), studio.conn.transaction():
        finish(studio, ada, upload, container="hls")
    assert studio.act(ada, "list_uploads")[0]["offset"] == 100
    key = studio.act(ada, "upload_state", upload_id=upload["id"])["key"]
    assert studio.act(ada, "delete_upload", upload_id=upload["id"]) == {"id": upload["id"], "removed": True}
    assert studio.to_remove() == {key}
    with refused("upload_not_found", 404):
        studio.act(ada, "delete_upload", upload_id=upload["id"])


@pytest.mark.parametrize("function", ["upload_state", "delete_upload"])
def test_nobody_elses(studio, bob, mona, upload, function):
    for person in (bob, mona):
        with refused("upload_not_found", 404, "upload_id"), studio.conn.transaction():
            studio.act(person, function, upload_id=upload["id"])


def test_given_up(studio, ada, upload, conn):
    """A day after its last chunk; its place in the quota is free again at once."""
    key = studio.act(ada, "upload_state", upload_id=upload["id"])["key"]
    conn.execute("update iwm.sessions set expires_at = now() + interval '1 week'")
    conn.execute("select set_config('iwm.now', (now() + interval '23 hours')::text, true)")
    move(studio, ada, upload, 0, 10)
    conn.execute("select set_config('iwm.now', (now() + interval '46 hours')::text, true)")
    assert studio.act(ada, "upload_state", upload_id=upload["id"])["upload"]["offset"] == 10
    assert studio.one("select ops.cleanup_videos() ->> 'uploads'") == "0"
    conn.execute("select set_config('iwm.now', (now() + interval '48 hours')::text, true)")
    with refused("upload_not_found", 404), conn.transaction():
        move(studio, ada, upload, 10, 20)
    assert studio.act(ada, "get_quota")["bytes"] == 0
    cleaned = studio.one("select ops.cleanup_videos()")
    assert cleaned == {"operations": 0, "uploads": 1, "videos": 0, "done": True}
    assert studio.to_remove() == {key}
    assert studio.one("select count(*) from jobs.jobs where task = 'videos.remove_files'") == 1


def test_offsets_stay_within(studio, ada, upload):
    with pytest.raises(Exception, match="video_uploads_range"):
        move(studio, ada, upload, 0, 101)


def test_files_are_removed_once(studio, ada, conn):
    keys = {studio.key_of(studio.video(ada)) for _ in range(3)}
    conn.execute("delete from iwm.videos")
    taken = studio.one("select jobs.files_to_remove(2)")
    assert len(taken) == 2
    rest = studio.one("select jobs.files_to_remove(2)")
    assert set(taken) | set(rest) == keys
    assert studio.one("select jobs.files_removed(%s)", taken) == 2
    assert studio.one("select jobs.files_to_remove()") == []
    # whoever took the last one did not come back
    conn.execute("update iwm.files_to_remove set taken_at = taken_at - interval '11 minutes'")
    assert studio.one("select jobs.files_to_remove()") == rest


def test_what_was_not_taken_is_not_forgotten(studio, ada):
    key = studio.key_of(studio.video(ada))
    studio.conn.execute("delete from iwm.videos")
    assert studio.one("select jobs.files_removed(%s)", [key]) == 0
    assert studio.to_remove() == {key}


def test_what_was_not_written_is_not_looked_for(studio, ada, conn):
    """Whoever was to write a file took it away: its row goes, unless somebody removes it just now."""
    key, taken = studio.place(ada), studio.place(ada)
    conn.execute("update iwm.files_to_remove set taken_at = now() where storage_key = %s", [taken])
    assert [studio.one("select jobs.file_unwritten(%s)", one) for one in (key, key, taken)] == [True, False, False]
    assert studio.one("select array_agg(storage_key::text) from iwm.files_to_remove") == [taken]


def test_rows_of_deleted_videos_go_in_a_month(studio, ada, conn):
    video = studio.video(ada)
    studio.act(ada, "delete_video", video_id=video["id"])
    for days, gone in ((29, 0), (31, 1)):
        conn.execute("select set_config('iwm.now', (now() + make_interval(days => %s))::text, true)", [days])
        assert studio.one("select (ops.cleanup_videos() ->> 'videos')::int") == gone
    assert studio.one("select count(*) from iwm.videos") == 0


def test_the_schedule_is_there(conn):
    assert conn.execute(
        "select cron, kind::text, command from ops.schedules where name = 'cleanup-videos'"
    ).fetchone() == (
        "50 * * * *",
        "sql",
        "select ops.cleanup_videos()",
    )


def test_workers_may_call_what_they_need(studio, conn, act_as):
    with act_as(conn, "iwm_worker"):
        assert studio.one("select jobs.video_work('vop_x', 1, 1)") is None
        assert studio.one("select jobs.video_done('vop_x', 1, 1, 'assets/x', 1)") is None
        assert studio.one("select jobs.files_to_remove()") == []
        assert studio.one("select jobs.files_removed('{}')") == 0
