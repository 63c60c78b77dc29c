"""The outbox: nothing is missed, nothing waits for a long transaction."""

import psycopg


def events(connection: psycopg.Connection, horizon: str | None) -> tuple[str, list[list[str]]]:
    rows = connection.execute("select tags, horizon from api.cache_events(%s)", [horizon]).fetchall()
    return rows[0][1], [tags for tags, _ in rows if tags]


def test_a_late_commit_is_seen_and_an_early_one_does_not_wait(base_dsn: str) -> None:
    with (
        psycopg.connect(base_dsn, autocommit=True) as reader,
        psycopg.connect(base_dsn) as slow,
        psycopg.connect(base_dsn, autocommit=True) as quick,
    ):
        horizon, seen = events(reader, None)
        assert seen == []
        slow.execute("select ops.touch('slow')")
        quick.execute("select ops.touch('quick', 'quick', '')")
        horizon, seen = events(reader, horizon)
        assert seen == [["quick"]]
        slow.commit()
        horizon, seen = events(reader, horizon)
        assert ["slow"] in seen
        assert events(reader, horizon)[1] == []


def test_touching_nothing_writes_nothing(db: psycopg.Connection) -> None:
    db.execute("select ops.touch('')")
    assert db.execute("select count(*) from ops.cache_outbox").fetchone() == (0,)


def test_old_events_are_deleted(db: psycopg.Connection) -> None:
    db.execute("insert into ops.cache_outbox (tags, at) values ('{old}', clock_timestamp() - interval '61 minutes')")
    db.execute("select ops.touch('new')")
    assert db.execute("select api.cache_prune()").fetchone() == (1,)
    assert db.execute("select tags from ops.cache_outbox").fetchall() == [(["new"],)]
