"""Followers, following, friends, mutual: who stands in them, for whom, and in which order."""

import pytest

LISTS = ("list_followers", "list_following", "list_friends")


@pytest.fixture
def six(people):
    """Ada to Fay by their first letters."""
    return {name[0]: people.user(name) for name in ("ada", "bob", "cid", "dan", "eve", "fay")}


@pytest.fixture
def edges(conn, six):
    """edges('ab', 'ba'): a follows b, b follows a, in this order."""

    def follow(*pairs):
        for one, other in pairs:
            conn.execute(
                "insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", [six[one].id, six[other].id]
            )

    return follow


def test_the_newest_first(act, edges, names, six):
    edges("ba", "ca", "ab", "da", "ac", "af")
    assert names(act(None, "list_followers", username="ada")) == ["dan", "cid", "bob"]
    assert names(act(None, "list_following", username="ada")) == ["fay", "cid", "bob"]
    assert names(act(None, "list_friends", username="ada")) == ["cid", "bob"]
    assert names(act(six["e"], "list_followers", username="ada")) == ["dan", "cid", "bob"]


def test_a_card_is_all_that_is_shown(act, edges, six):
    edges("ba")
    assert act(None, "list_followers", username="ada") == {
        "items": [{"id": six["b"].external_id, "username": "bob", "name": "Bob", "avatar_url": None}],
        "next_cursor": None,
    }


@pytest.mark.parametrize("function", LISTS)
def test_page_by_page(act, edges, names, function):
    edges("ab", "ac", "ad", "ae", "af", "ba", "ca", "da", "ea", "fa")
    seen, cursor = [], None
    for size in (2, 2, 1):
        page = act(None, function, username="ada", cursor=cursor, limit=2)
        assert len(page["items"]) == size
        seen += names(page)
        cursor = page["next_cursor"]
    assert seen == ["fay", "eve", "dan", "cid", "bob"]
    assert cursor is None
    # exactly full is the last page too
    assert act(None, function, username="ada", limit=5)["next_cursor"] is None


def test_pages_do_not_shift_while_others_come_and_go(act, conn, edges, names, six):
    edges("ba", "ca", "da", "ea")
    page = act(None, "list_followers", username="ada", limit=2)
    assert names(page) == ["eve", "dan"]
    edges("fa")
    conn.execute("delete from iwm.user_follows where follower_id = %s", [six["d"].id])
    rest = act(None, "list_followers", username="ada", cursor=page["next_cursor"])
    assert names(rest) == ["cid", "bob"]


def test_a_cursor_does_not_tell_the_number_of_a_row(act, conn, edges):
    edges("ba", "ca")
    cursor = act(None, "list_followers", username="ada", limit=1)["next_cursor"]
    (number,) = conn.execute("select max(id) from iwm.user_follows").fetchone()
    assert int(cursor, 16) > 2**32
    assert f"{number:016x}" != cursor
    # one from elsewhere is some place in the list, never an error
    for other in ("0" * 16, "f" * 16, "0123456789abcdef" * 2):
        assert set(act(None, "list_followers", username="ada", cursor=other)) == {"items", "next_cursor"}


@pytest.mark.parametrize("function", LISTS)
def test_lists_of_a_profile_for_followers(act, conn, edges, names, people, refused, six, function):
    edges("ba", "ab")
    conn.execute("update iwm.users set visibility = 'followers' where id = %s", [six["a"].id])
    for viewer in (None, six["c"]):
        assert refused(viewer, function, username="ada") == (403, "followers_only")
    for viewer in (six["a"], six["b"], people.user("mod", "moderator")):
        assert names(act(viewer, function, username="ada")) == ["bob"]
    conn.execute("update iwm.users set visibility = 'private' where id = %s", [six["a"].id])
    for viewer in (None, six["c"]):
        assert refused(viewer, function, username="ada") == (404, "user_not_found")
    assert names(act(six["b"], function, username="ada")) == ["bob"]


@pytest.mark.parametrize("function", LISTS)
def test_rows_that_others_may_not_see(act, conn, edges, names, people, six, function):
    edges("ab", "ba", "ac", "ca", "ad", "da", "ae", "ea", "af", "fa", "fb")
    conn.execute("update iwm.users set visibility = 'private' where username = 'bob'")
    conn.execute("update iwm.users set suspended_at = iwm.now() where username = 'cid'")
    conn.execute("update iwm.users set deactivated_at = iwm.now() where username = 'dan'")
    conn.execute("update iwm.users set visibility = 'followers' where username = 'eve'")
    assert names(act(None, function, username="ada")) == ["fay", "eve"]
    # fay follows the private bob; ada's own lists lack only those that are gone; staff sees the suspended too
    assert names(act(six["f"], function, username="ada")) == ["fay", "eve", "bob"]
    assert names(act(six["a"], function, username="ada")) == ["fay", "eve", "cid", "bob"]
    assert names(act(people.user("mod", "moderator"), function, username="ada")) == ["fay", "eve", "cid", "bob"]


@pytest.mark.parametrize("function", LISTS)
def test_blocked_rows_are_left_out_both_ways(act, edges, names, six, function):
    edges("ab", "ba", "ac", "ca")
    act(six["d"], "block_user", username="bob")
    act(six["c"], "block_user", username="dan")
    assert names(act(six["d"], function, username="ada")) == []
    assert names(act(six["b"], function, username="ada")) == ["cid", "bob"]


def test_whom_i_follow_of_their_followers(act, conn, edges, names, refused, six):
    edges("ab", "ac", "ad", "bf", "cf", "ef", "af")
    assert names(act(six["a"], "list_mutuals", username="fay")) == ["cid", "bob"]
    page = act(six["a"], "list_mutuals", username="fay", limit=1)
    assert names(page) == ["cid"]
    assert names(act(six["a"], "list_mutuals", username="fay", cursor=page["next_cursor"])) == ["bob"]
    assert refused(None, "list_mutuals", username="fay") == (401, "unauthenticated")
    conn.execute("update iwm.users set visibility = 'followers' where username = 'fay'")
    assert refused(six["d"], "list_mutuals", username="fay") == (403, "followers_only")


def test_an_empty_list(act, six):
    assert act(six["a"], "list_friends", username="ada") == {"items": [], "next_cursor": None}
