"""Whom to follow: friends of friends, then the most followed; never those whom one knows or does not want."""

import pytest


@pytest.fixture
def six(people):
    """Ada to Gus by their first letters."""
    return {name[0]: people.user(name) for name in ("ada", "bob", "cid", "dan", "eve", "fay", "gus")}


@pytest.fixture
def edges(conn, six):
    """edges('ab', 'ba'): a follows b, b follows a."""

    def follow(*pairs):
        for one, other in pairs:
            conn.execute(
                "insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", [six[one].id, six[other].id]
            )

    return follow


def told(found):
    return [(item["user"]["username"], item["mutual"]) for item in found]


def test_friends_of_friends_then_the_most_followed(act, edges, six):
    # ada follows bob and cid, who both follow dan; cid follows eve; gus has most followers
    edges("ab", "ac", "bd", "cd", "ce", "eg", "dg", "fg", "ef")
    assert told(act(six["a"], "suggest_users")) == [("dan", 2), ("eve", 1), ("gus", 0), ("fay", 0)]
    assert told(act(six["a"], "suggest_users", limit=3)) == [("dan", 2), ("eve", 1), ("gus", 0)]
    assert told(act(six["a"], "suggest_users", limit=1)) == [("dan", 2)]


def test_who_is_left_out(act, conn, edges, people, six):
    edges("ab", "bc", "bd", "be", "bf", "bg", "ba", "ac")
    assert told(act(six["a"], "suggest_users")) == [("dan", 1), ("eve", 1), ("fay", 1), ("gus", 1)]
    act(six["a"], "block_user", username="dan")
    act(six["e"], "block_user", username="ada")
    act(six["a"], "mute_user", username="fay")
    conn.execute("update iwm.users set visibility = 'private' where username = 'gus'")
    assert told(act(six["a"], "suggest_users")) == []
    hal = people.user("hal", visibility="followers")
    conn.execute("insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", [six["b"].id, hal.id])
    assert told(act(six["a"], "suggest_users")) == [("hal", 1)]
    act(six["a"], "follow_user", username="hal")
    assert told(act(six["a"], "suggest_users")) == []
    act(six["a"], "unfollow_user", username="hal")
    for column in ("suspended_at", "deactivated_at", "deletion_due_at"):
        conn.execute(f"update iwm.users set {column} = iwm.now() where id = %s", [hal.id])
        assert told(act(six["a"], "suggest_users")) == []
        conn.execute(f"update iwm.users set {column} = null where id = %s", [hal.id])


def test_who_does_not_want_to_be_found(act, edges, six):
    edges("ab", "bc", "bd", "ec")
    assert told(act(six["a"], "suggest_users")) == [("cid", 1), ("dan", 1)]
    act(six["c"], "patch_settings", if_match=None, patch='{"privacy": {"searchable": false}}')
    assert told(act(six["a"], "suggest_users")) == [("dan", 1)]


def test_whom_a_blocked_or_suspended_one_follows_tells_nothing(act, conn, edges, six):
    edges("ab", "bd", "ed")
    conn.execute("update iwm.users set suspended_at = iwm.now() where username = 'bob'")
    assert told(act(six["a"], "suggest_users")) == [("dan", 0)]


def test_alone(act, refused, people):
    assert act(people.user("ada"), "suggest_users") == []
    assert refused(None, "suggest_users") == (401, "unauthenticated")
