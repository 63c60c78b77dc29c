"""Operations: at most one of a kind, what the worker is told and tells, how they end."""

import pytest

from tests.support.calls import refused


@pytest.fixture
def video(studio, ada):
    """A clip of 12.5 seconds, 640 x 360, with sound."""
    return studio.video(ada)


def test_the_job(studio, ada, video):
    operation = studio.start(ada, video, "resize", width=320)
    assert operation["id"].startswith("job_")
    assert operation["operation_id"].startswith("vop_")
    shown = {
        name: operation[name]
        for name in ("video_id", "type", "state", "progress", "attempt", "error", "asset", "finished_at")
    }
    assert shown == {
        "video_id": video["id"],
        "type": "resize",
        "state": "queued",
        "progress": 0,
        "attempt": 0,
        "error": None,
        "asset": None,
        "finished_at": None,
    }
    job = studio.one("select to_jsonb(j) from jobs.jobs as j where id = jobs.id_of(%s)", operation["id"])
    assert (job["task"], job["subject"], job["user_id"]) == ("videos.resize", f"video:{video['id']}", ada.id)
    assert job["args"] == {"operation_id": operation["operation_id"]}


def test_at_most_one_of_the_same(studio, ada, video):
    first = studio.start(ada, video, "convert")
    assert studio.start(ada, video, "convert", quality="medium", format="mp4")["id"] == first["id"]
    assert studio.start(ada, video, "convert", quality="low")["id"] != first["id"]
    [job, _] = studio.claim()
    assert studio.start(ada, video, "convert")["state"] == "running"
    assert studio.done(job, studio.work(job)["key"])
    again = studio.start(ada, video, "convert")  # what is done is not in the way
    assert (again["state"], again["id"] != first["id"]) == ("queued", True)


def test_one_that_is_being_cancelled_is_not_in_the_way(studio, ada, video):
    first = studio.start(ada, video, "convert")
    [job] = studio.claim()
    studio.one("select jobs.cancel(%s)", job[0])
    assert studio.start(ada, video, "convert")["id"] != first["id"]


def test_so_many_at_once(studio, ada, bob, video, conn):
    conn.execute("update iwm.video_policy set most_active_operations = 3, most_at_once = 2")
    for width in (100, 102, 104):
        studio.start(ada, video, "resize", width=width)
    with refused("too_many_operations", 409), conn.transaction():
        studio.start(ada, video, "resize", width=106)
    assert studio.act(ada, "get_quota")["active_operations"] == 3
    others = studio.video(bob)
    studio.start(bob, others, "convert")
    assert len(studio.claim()) == 3  # two of Ada's, and Bob's
    assert (
        studio.start(ada, video, "resize", width=104)["state"] == "queued"
    )  # one that is there is answered all the same


def test_what_is_to_be_done_and_what_came_of_it(studio, ada, video):
    studio.start(ada, video, "preview", width=320, format="webm")
    [job] = studio.claim()
    work = studio.work(job)
    key = work.pop("key")
    assert key.startswith("assets/")
    assert key.endswith(".webm")
    assert work == {
        "type": "preview",
        "parameters": {"start": 0, "seconds": 5, "width": 320, "height": 180, "format": "webm"},
        "format": "webm",
        "source": studio.key_of(video),
        "duration": 12.5,
        "width": 640,
        "height": 360,
        "sound": True,
        "frames_per_second": 25.0,
        "most_bytes": 2147483648,
    }
    assert studio.one("select count(*) from iwm.files_to_remove where storage_key = %s", key) == 1
    result = studio.done(job, key, 4321)
    assert studio.one("select count(*) from iwm.files_to_remove") == 0
    assert studio.one("select result from jobs.history where id = %s", job[0]) == result
    [operation] = studio.operations(ada, video)
    assert (operation["state"], operation["progress"], operation["finished_at"] is not None) == ("completed", 100, True)
    asset = operation["asset"]
    assert asset["id"] == result["asset_id"]
    assert (
        asset["kind"],
        asset["media_type"],
        asset["bytes"],
        asset["file_name"],
        asset["width"],
        asset["duration_seconds"],
    ) == (
        "preview",
        "video/webm",
        4321,
        "clip-preview.webm",
        320,
        5.0,
    )
    assert studio.act(ada, "list_video_assets", video_id=video["id"])["items"] == [asset]
    assert studio.act(ada, "get_video", video_id=video["id"])["files"] == 1
    assert studio.act(ada, "asset_file", asset_id=asset["id"])["key"] == key


def test_told_twice_it_is_done_once(studio, ada, video):
    studio.start(ada, video, "thumbnail")
    [job] = studio.claim()
    key = studio.work(job)["key"]
    assert studio.done(job, key) == studio.done(job, key)
    assert studio.one("select count(*) from iwm.video_assets") == 1


def test_a_late_finisher_is_fenced(studio, ada, video):
    """A worker that lost its job comes back: its file belongs to nobody and is removed."""
    studio.start(ada, video, "thumbnail")
    [first] = studio.claim()
    late = studio.work(first)["key"]
    studio.one("select jobs.fail(%s, %s, 'lost', false, interval '0')", first[0], first[1])
    [second] = studio.claim()
    assert second[1] == 2
    assert studio.work(first) is None
    key = studio.work(second)["key"]
    assert studio.to_remove() == {late}  # the second attempt gives up what the first may have left
    assert studio.done(first, late) is None
    assert late in studio.to_remove()
    assert studio.done(second, key) is not None
    assert studio.one("select count(*) from iwm.video_assets") == 1


def test_a_video_that_was_deleted_meanwhile(studio, ada, video):
    studio.start(ada, video, "thumbnail")
    [job] = studio.claim()
    key = studio.work(job)["key"]
    studio.act(ada, "delete_video", video_id=video["id"])
    assert studio.work(job) is None
    assert studio.done(job, key) is None
    assert studio.one("select count(*) from iwm.video_assets") == 0
    assert studio.one("select count(*) from iwm.files_to_remove where storage_key = %s", key) == 1


@pytest.mark.parametrize(("final", "state"), [(True, "failed"), (False, "dead")])
def test_a_failure_says_why(studio, ada, video, final, state):
    studio.start(ada, video, "thumbnail")
    for _ in range(1 if final else 3):
        [job] = studio.claim()
        studio.work(job)
        studio.one("select jobs.fail(%s, %s, 'no picture there', %s, interval '0')", job[0], job[1], final)
    [operation] = studio.operations(ada, video)
    assert (operation["state"], operation["error"], operation["asset"]) == (state, "no picture there", None)
    # the history of jobs is kept for a while only
    assert studio.one("select ops.cleanup_videos() ->> 'operations'") == "1"
    studio.conn.execute("delete from jobs.history")
    [operation] = studio.operations(ada, video)
    assert (operation["state"], operation["error"]) == (state, "no picture there")
    assert operation["finished_at"] is not None


def test_what_is_tried_again_tells_its_last_error(studio, ada, video):
    studio.start(ada, video, "thumbnail")
    [job] = studio.claim()
    studio.one("select jobs.fail(%s, %s, 'for now', false, interval '1 hour')", job[0], job[1])
    [operation] = studio.operations(ada, video)
    assert (operation["state"], operation["error"], operation["attempt"], operation["finished_at"]) == (
        "queued",
        "for now",
        1,
        None,
    )


def test_an_operation_without_any_job_is_over(studio, ada, video, conn):
    studio.start(ada, video, "thumbnail")
    conn.execute("delete from jobs.jobs")
    assert studio.operations(ada, video)[0]["state"] == "failed"
    assert studio.one("select ops.cleanup_videos() ->> 'operations'") == "0"
    conn.execute("select set_config('iwm.now', (now() + interval '2 days')::text, true)")
    assert studio.one("select ops.cleanup_videos() ->> 'operations'") == "1"


def test_lists_page_by_page(studio, ada, bob, video):
    for width in (100, 102, 104):
        studio.make(ada, video, "resize", width=width)
    studio.make(ada, video, "thumbnail")

    def widths(function, **arguments):
        page = studio.act(ada, function, video_id=video["id"], limit=2, **arguments)
        return [item.get("parameters", item)["width"] for item in page["items"]], page["next_cursor"]

    first, cursor = widths("list_video_operations")
    rest, end = widths("list_video_operations", cursor=cursor)
    assert (first + rest, end) == ([640, 104, 102, 100], None)
    first, cursor = widths("list_video_assets", kind="resize")
    rest, end = widths("list_video_assets", kind="resize", cursor=cursor)
    assert (len(first + rest), end) == (3, None)
    with refused("video_not_found", 404), studio.conn.transaction():
        studio.act(bob, "list_video_operations", video_id=video["id"])


def test_files_can_be_deleted(studio, ada, bob, video):
    asset = studio.make(ada, video)["asset"]
    key = studio.one("select storage_key from iwm.video_assets")
    with refused("asset_not_found", 404, "asset_id"), studio.conn.transaction():
        studio.act(bob, "delete_asset", asset_id=asset["id"])
    assert studio.act(ada, "delete_asset", asset_id=asset["id"]) == {"id": asset["id"], "removed": True}
    assert studio.to_remove() == {key}
    [operation] = studio.operations(ada, video)
    assert (operation["state"], operation["asset"]) == ("completed", None)
    with refused("asset_not_found", 404), studio.conn.transaction():
        studio.act(ada, "delete_asset", asset_id=asset["id"])


def test_the_live_topic(studio, ada, bob, mona, video):
    operation = studio.start(ada, video, "thumbnail")

    def watch(person, staff=False, name=None):
        return studio.one("select iwm.watch_video(%s, %s, %s)", name or video["id"], person.id, staff)

    assert watch(ada)["operations"] == [
        {
            "job": operation["id"],
            "operation_id": operation["operation_id"],
            "type": "thumbnail",
            "state": "queued",
            "progress": 0,
        }
    ]
    assert watch(mona, True) == watch(ada)
    assert watch(bob) is None
    assert watch(ada, name="vid_none") is None
    topics = studio.act(ada, "live_topics", topics=[f"video:{video['id']}"])["states"]
    assert topics[f"video:{video['id']}"]["title"] == "clip"
    empty = studio.video(ada)
    assert watch(ada, name=empty["id"])["operations"] == []
    studio.act(ada, "delete_video", video_id=video["id"])
    assert watch(ada) is None
