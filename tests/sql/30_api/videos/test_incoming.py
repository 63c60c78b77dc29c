"""Room that is kept while a file comes: many at once do not get the same room, and nothing keeps it for ever."""

import psycopg
import pytest

from tests.support import databases
from tests.support.accounts import People
from tests.support.calls import refused
from tests.support.videos import PROBE, SHA256, Studio


@pytest.fixture
def small(studio):
    """A policy of 1,500 bytes a user."""
    studio.conn.execute("update iwm.video_policy set most_bytes = 1000, most_bytes_in_all = 1500")
    return studio


def taken(studio, person):
    return studio.act(person, "get_quota")["bytes"]


def fails(studio, code, status, person, function, **arguments):
    with refused(code, status), studio.conn.transaction():
        studio.act(person, function, **arguments)


def test_the_second_gets_what_the_first_leaves(small, ada, bob):
    first = small.act(ada, "begin_video")
    assert (first["most_bytes"], first["user"], taken(small, ada)) == (1000, ada.external_id, 1000)
    assert small.act(ada, "begin_video")["most_bytes"] == 500
    fails(small, "quota_exceeded", 409, ada, "begin_video")
    fails(small, "quota_exceeded", 409, ada, "create_upload", file_name="a.mp4", bytes=1)
    assert small.act(bob, "begin_video")["most_bytes"] == 1000


def test_who_says_how_many_come_gets_no_more(small, ada):
    assert small.act(ada, "begin_video", bytes=100, most=300)["most_bytes"] == 300
    assert small.act(ada, "begin_video", bytes=100, most=2**53 - 1)["most_bytes"] == 1000
    assert taken(small, ada) == 1300
    assert small.act(ada, "begin_video", bytes=100, most=300)["most_bytes"] == 200
    fails(small, "file_too_large", 413, ada, "begin_video", bytes=1001, most=2000)


def test_it_is_free_again_when_the_row_is_there(small, ada):
    key = small.place(ada)
    small.act(ada, "add_video", key=key, bytes=600, sha256=SHA256, file_name="x", probe=PROBE)
    assert taken(small, ada) == 600


def test_it_is_free_again_when_nothing_comes_of_it(small, ada):
    key = small.place(ada)
    small.act(ada, "forget_file", key=key)
    assert taken(small, ada) == 0


def test_it_is_free_again_while_the_file_is_still_there(small, ada):
    key = small.place(ada)
    small.act(ada, "forget_file", key=key, removed=False)
    assert taken(small, ada) == 0
    assert small.one("select array_agg(storage_key::text) from iwm.files_to_remove") == [key]


def test_nobody_gives_up_or_holds_the_room_of_another(small, ada, bob):
    key = small.place(ada)
    small.act(bob, "forget_file", key=key)
    assert small.act(bob, "hold_video", key=key) is False
    assert taken(small, ada) == 1000


def test_it_is_kept_as_long_as_the_server_says_so(small, ada, conn):
    """A server that was killed says nothing: five minutes later the room is free."""
    key = small.place(ada)
    conn.execute("update iwm.sessions set expires_at = now() + interval '1 week'")
    for minutes in (4, 8):
        conn.execute("select set_config('iwm.now', (now() + make_interval(mins => %s))::text, true)", [minutes])
        assert small.act(ada, "hold_video", key=key) is True
        assert taken(small, ada) == 1000
    conn.execute("select set_config('iwm.now', (now() + interval '13 minutes')::text, true)")
    assert taken(small, ada) == 0
    assert small.act(ada, "begin_video")["most_bytes"] == 1000
    assert small.act(ada, "hold_video", key=key) is False
    conn.execute("select set_config('iwm.now', (now() + interval '1 hour')::text, true)")
    small.one("select ops.cleanup_videos()")
    assert small.one("select count(*) from iwm.incoming_videos") == 0


def test_so_many_at_once(studio, ada, bob):
    keys = [studio.place(ada, bytes=1, most=10) for _ in range(4)]
    fails(studio, "quota_exceeded", 409, ada, "begin_video", bytes=1, most=10)
    studio.place(bob)
    studio.act(ada, "forget_file", key=keys[0])
    studio.place(ada, bytes=1, most=10)


def test_what_the_quota_has_no_room_for_any_more_is_not_taken(small, ada):
    """The room that was kept has lapsed, and somebody else has it."""
    key = small.place(ada)
    small.conn.execute("delete from iwm.incoming_videos")
    small.video(ada, size=1000)
    fails(small, "quota_exceeded", 409, ada, "add_video", key=key, bytes=600, sha256=SHA256, file_name="x", probe=PROBE)


def test_two_that_begin_at_the_same_moment(owner_dsn, template):
    with databases.cloned(owner_dsn, template, prefix="incoming") as dsn, psycopg.connect(dsn) as one:
        person = People(one).user("ada")
        one.execute("update iwm.video_policy set most_bytes_in_all = 1500")
        one.commit()
        with psycopg.connect(dsn, options="-c lock_timeout=200") as other:
            assert Studio(one).act(person, "begin_video", bytes=1000, most=1000)["most_bytes"] == 1000
            with pytest.raises(psycopg.errors.LockNotAvailable):
                Studio(other).act(person, "begin_video", bytes=1000, most=1000)
            other.rollback()
            one.commit()
            with refused("quota_exceeded", 409):
                Studio(other).act(person, "begin_video", bytes=1000, most=1000)
