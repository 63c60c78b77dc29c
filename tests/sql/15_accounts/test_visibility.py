"""Who sees whom, as the lists of other areas ask it."""

import itertools

import pytest

from tests.support.accounts import People


@pytest.fixture
def crowd(conn):
    """A viewer, a moderator, and users in every combination of visibility, state, and relation to the viewer."""
    people = People(conn)
    viewer, moderator = people.user("viewer"), people.user("moderator", "moderator")
    rows = {}
    for visibility, state, relation in itertools.product(
        ("public", "followers", "private"),
        (None, "suspended_at", "deactivated_at", "deletion_due_at"),
        ("stranger", "followed", "follower", "blocked", "blocking", "muted", "asking"),
    ):
        columns = {"visibility": visibility} | ({state: "2024-01-01"} if state else {})
        person = people.user(f"{visibility}-{state and state[:3]}-{relation}".lower(), **columns)
        if state == "suspended_at":
            assert conn.execute("select suspended_at from iwm.users where id = %s", [person.id]).fetchone()[0]
        one, other, table = {
            "followed": (viewer, person, "user_follows (follower_id, following_id)"),
            "follower": (person, viewer, "user_follows (follower_id, following_id)"),
            "blocked": (viewer, person, "user_blocks (user_id, blocked_id)"),
            "blocking": (person, viewer, "user_blocks (user_id, blocked_id)"),
            "muted": (viewer, person, "user_mutes (user_id, muted_id)"),
            "asking": (viewer, person, "follow_requests (external_id, user_id, requester_id)"),
        }.get(relation, (None, None, None))
        if table:
            request = "iwm.new_id('frq'), " if relation == "asking" else ""
            conn.execute(f"insert into iwm.{table} values ({request}%s, %s)", [one.id, other.id])
        rows[person.id] = (visibility, state, relation)
    return viewer, moderator, rows


def sight(conn, viewer_id):
    found = conn.execute(
        "select user_id, visible, listed, content, muted, known from iwm.user_sight(%s)", [viewer_id]
    ).fetchall()
    return {row[0]: row[1:] for row in found}


def expected(visibility, state, relation, staff):
    """The rules again, in other words: visible, listed, content, muted, known."""
    gone = state in ("deactivated_at", "deletion_due_at")
    apart = relation in ("blocked", "blocking")
    visible = not gone and not apart and (visibility != "private" or relation == "followed" or staff)
    listed = visible and (state is None or staff)
    content = listed and (visibility == "public" or relation == "followed" or staff)
    muted = relation == "muted"
    known = not gone and (visible or relation in ("blocked", "muted", "follower", "asking"))
    return visible, listed, content, muted, known


def test_every_combination(conn, crowd):
    viewer, _, rows = crowd
    seen = sight(conn, viewer.id)
    assert {rows[i]: seen[i] for i in rows} == {row: expected(*row, staff=False) for row in rows.values()}


def test_anonymous_and_staff(conn, crowd):
    _, moderator, rows = crowd
    for viewer_id, staff in ((None, False), (moderator.id, True)):
        seen = sight(conn, viewer_id)
        told = {rows[i]: seen[i] for i in rows}
        assert told == {row: expected(row[0], row[1], "stranger", staff) for row in rows.values()}


def test_oneself_always(conn, crowd):
    viewer, _, _ = crowd
    for columns in ("visibility = 'private'", "suspended_at = iwm.now()", "deletion_due_at = iwm.now()"):
        conn.execute(f"update iwm.users set {columns} where id = %s", [viewer.id])
        assert sight(conn, viewer.id)[viewer.id] == (True, True, True, False, True)


def test_who_minds_to_be_found_is_found_by_followers(conn, crowd):
    viewer, _, rows = crowd
    found = "select user_id, found from iwm.user_sight(%s)"
    seen = sight(conn, viewer.id)
    assert dict(conn.execute(found, [viewer.id]).fetchall()) == {user_id: row[1] for user_id, row in seen.items()}
    conn.execute("""update iwm.user_settings set settings = '{"privacy": {"searchable": false}}'""")
    told = dict(conn.execute(found, [viewer.id]).fetchall())
    assert told.pop(viewer.id) is True
    assert {rows[i] for i in rows if told[i]} == {(v, None, "followed") for v in ("public", "followers", "private")}
    assert not any(shown for _, shown in conn.execute(found, [None]))
    conn.execute("delete from iwm.user_settings")
    assert dict(conn.execute(found, [viewer.id]).fetchall()) == {user_id: row[1] for user_id, row in seen.items()}
    conn.execute("update iwm.setting_definitions set initial = 'false' where key = 'privacy.searchable'")
    assert {rows[i] for i, shown in conn.execute(found, [viewer.id]) if shown and i in rows} == {
        (v, None, "followed") for v in ("public", "followers", "private")
    }


def test_the_filter_of_lists_and_the_question_about_one(conn, crowd):
    viewer, moderator, rows = crowd
    for viewer_id in (viewer.id, moderator.id, None):
        seen = sight(conn, viewer_id)
        hidden = {row[0] for row in conn.execute("select user_id from iwm.hidden_users(%s)", [viewer_id])}
        assert hidden == {i for i, (_, _, content, muted, _) in seen.items() if not content or muted}
        asked = conn.execute(
            "select i, iwm.may_see_content(%s, i) from unnest(%s::bigint[]) as i", [viewer_id, list(rows)]
        ).fetchall()
        assert dict(asked) == {i: seen[i][2] for i in rows}
    assert conn.execute("select iwm.may_see_content(null, -1)").fetchone() == (False,)


def test_the_filter_is_inlined(conn, crowd):
    """A list of some authors looks those up, and does not go through all users."""
    conn.execute(
        "insert into iwm.users (external_id, email, username, name)"
        " select 'u' || i, i || '@example.org', 'user' || i, 'User' from generate_series(1, 5000) as i"
    )
    conn.execute("analyze iwm.users")
    plan = "\n".join(
        row[0]
        for row in conn.execute(
            "explain select r.user_id from unnest('{1,2,3}'::bigint[]) as r(user_id)"
            " where not exists (select from iwm.hidden_users(7) as h where h.user_id = r.user_id)"
        )
    )
    assert "users_pkey" in plan, plan
    assert "Seq Scan on users" not in plan, plan
    assert "hidden_users" not in plan, plan
    # nor gathers all whom the viewer follows
    assert "hashed SubPlan" not in plan, plan
