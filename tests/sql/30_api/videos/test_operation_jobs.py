"""The jobs of operations: how long they may take, how many run at once, what begins again gives way."""

import pytest

from app.loader.project import ROOT
from tests.support.calls import refused


@pytest.fixture
def video(studio, ada):
    """A clip of 12.5 seconds, 640 x 360, with sound."""
    return studio.video(ada)


def test_one_that_begins_again_gives_way_to_a_later_one(studio, ada, video):
    """Staff lets a dead job begin again (jobs.redrive) while what was asked for since makes the same."""
    studio.start(ada, video, "convert")
    [old] = studio.claim()
    studio.one("select jobs.fail(%s, %s, 'no luck', true)", old[0], old[1])
    new = studio.start(ada, video, "convert")
    studio.one("select jobs.redrive(%s)", old[0])
    jobs = {job[2]: job for job in studio.claim()}
    assert len(jobs) == 2
    again = jobs.pop(old[2])
    with refused("too_many_operations", 409), studio.conn.transaction():
        studio.work(again)
    [later] = jobs.values()
    assert later[2] == new["operation_id"]
    assert studio.done(later, studio.work(later)["key"]) is not None
    assert studio.work(again) is not None  # what is done is not in the way


def test_the_first_one_is_no_reason_for_the_later_one_to_wait(studio, ada, video):
    """Where both were over and both begin again, one of them goes on."""
    jobs = []
    for _ in range(2):
        studio.start(ada, video, "convert")
        [job] = studio.claim()
        studio.one("select jobs.fail(%s, %s, 'no luck', true)", job[0], job[1])
        jobs.append(job)
    for job in jobs:
        studio.one("select jobs.redrive(%s)", job[0])
    first, second = studio.claim()
    with refused("too_many_operations", 409), studio.conn.transaction():
        studio.work(first)
    assert studio.work(second) is not None


@pytest.mark.parametrize(
    ("type", "parameters", "probe", "minutes"),
    [
        ("thumbnail", {}, {}, 10),
        ("thumbnail", {}, {"size": 2 << 30}, 10 + 2048 / 60),  # a second for each MiB that comes from a bucket
        ("convert", {}, {"size": 600 << 20}, 10 + 10 + 12.5 * (10 + 15 * 640 * 360 / 1e6) / 60),
        ("convert", {}, {"frames_per_second": 240}, 10 + 12.5 * (10 + 15 * 640 * 360 / 1e6 * 9.6) / 60),
        ("convert", {}, {"frames_per_second": None}, 10 + 12.5 * (10 + 15 * 640 * 360 / 1e6) / 60),
        ("resize", {"width": 3840}, {}, 10 + 12.5 * (10 + 15 * 8.2944) / 60),
        ("extract_audio", {}, {"duration_seconds": 600}, 20),
        ("convert", {}, {}, 10 + 12.5 * (10 + 15 * 640 * 360 / 1e6) / 60),
        ("convert", {}, {"duration_seconds": 14000}, 240),
        ("trim", {"end": 5}, {"duration_seconds": 14000}, 10 + 5 * (10 + 15 * 640 * 360 / 1e6) / 60),
        ("preview", {"seconds": 5}, {"duration_seconds": 14000}, 10 + 5 * (10 + 15 * 640 * 360 / 1e6) / 60),
        ("resize", {"width": 320}, {"duration_seconds": 60, "width": 3840, "height": 2160}, 10 + 10 + 15 * 8.2944),
    ],
)
def test_a_job_has_the_time_that_its_work_takes(studio, ada, type, parameters, probe, minutes):
    size = probe.get("size", 1000)
    operation = studio.start(ada, studio.video(ada, probe=probe, size=size), type, **parameters)
    seconds = studio.one("select timeout_seconds from jobs.jobs where id = jobs.id_of(%s)", operation["id"])
    assert seconds == pytest.approx(minutes * 60, abs=1)


def test_room_that_a_form_keeps_is_no_end_of_what_waits(studio, ada, video):
    """It is given back in minutes; a job that found no room would be over for good."""
    studio.conn.execute("update iwm.video_policy set most_bytes_in_all = 1000000")
    studio.start(ada, video, "convert")
    studio.place(ada)
    assert studio.act(ada, "get_quota")["bytes"] == 1_000_000
    [job] = studio.claim()
    assert studio.work(job)["most_bytes"] == 1_000_000 - video["bytes"]


def test_videos_leave_a_place_for_all_else(studio, people):
    """A worker runs five jobs at once: videos, whoever they belong to, never take the last of them."""
    assert studio.one("select max_running from jobs.queues where name = 'videos'") == 4
    for name in ("ann", "ben", "cleo"):
        person = people.user(name)
        video = studio.video(person)
        for kind in ("convert", "extract_audio"):
            studio.start(person, video, kind)
    assert len(studio.claim()) == 4


@pytest.mark.parametrize(("before", "after"), [(None, 4), (2, 2), (9, 9)])
def test_what_an_operator_has_set_stays(conn, before, after):
    """The limit comes to a database whose queue has been there for long."""
    conn.execute("update jobs.queues set max_running = %s, limit_xid = null where name = 'videos'", [before])
    conn.execute((ROOT / "migrations/0025.pre.videos__queue.sql").read_bytes())
    row = conn.execute("select max_running, limit_xid is not null from jobs.queues where name = 'videos'").fetchone()
    assert row == (after, before is None)  # what runs already is going to be counted
