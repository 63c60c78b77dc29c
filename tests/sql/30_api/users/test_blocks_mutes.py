"""Blocks and mutes, and what people are to each other, for many at once."""

import pytest


@pytest.fixture
def ada(people):
    return people.user("ada")


@pytest.fixture
def bob(people):
    return people.user("bob")


def test_a_block_ends_follows_and_requests_both_ways(act, ada, bob, conn, counted, people):
    cid = people.user("cid", visibility="followers")
    act(ada, "follow_user", username="bob")
    act(bob, "follow_user", username="ada")
    act(ada, "follow_user", username="cid")
    act(cid, "follow_user", username="ada")
    answer = act(ada, "block_user", username="bob")
    assert answer == {
        "id": bob.external_id, "username": "bob", "follows": False, "followed_by": False, "friend": False,
        "requested": False, "requested_by": False, "blocked": True, "muted": False,
    }  # fmt: skip
    assert counted() == {"ada": (1, 0), "cid": (0, 1)}
    assert act(cid, "block_user", username="ada")["requested_by"] is False
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (0,)
    assert counted() == {}
    # what ended does not come back
    assert act(ada, "unblock_user", username="bob")["follows"] is False
    assert counted() == {}


def test_again_is_the_same(act, ada, bob, names):
    for _ in range(2):
        assert act(ada, "block_user", username="bob")["blocked"] is True
        assert act(ada, "mute_user", username="bob")["muted"] is True
    assert names(act(ada, "list_blocks")) == names(act(ada, "list_mutes")) == ["bob"]
    for _ in range(2):
        assert act(ada, "unmute_user", username="bob")["muted"] is False
        assert act(ada, "unblock_user", username="bob")["blocked"] is False
    assert names(act(ada, "list_blocks")) == names(act(ada, "list_mutes")) == []


@pytest.mark.parametrize("function", ["block_user", "unblock_user", "mute_user", "unmute_user"])
def test_whom_it_cannot_be_about(act, ada, bob, conn, refused, function):
    assert refused(ada, function, username="ada") == (422, "not_yourself")
    assert refused(ada, function, username="nobody") == (404, "user_not_found")
    conn.execute("update iwm.users set visibility = 'private' where id = %s", [bob.id])
    assert refused(ada, function, username="bob") == (404, "user_not_found")
    conn.execute("update iwm.users set visibility = 'public' where id = %s", [bob.id])
    act(bob, "block_user", username="ada")
    assert refused(ada, function, username="bob") == (404, "user_not_found")


def test_a_private_follower_can_be_blocked_and_unblocked(act, ada, bob, conn, names, refused):
    act(bob, "follow_user", username="ada")
    conn.execute("update iwm.users set visibility = 'private' where id = %s", [bob.id])
    assert act(ada, "block_user", username="bob")["blocked"] is True
    assert names(act(ada, "list_blocks")) == ["bob"]
    assert act(ada, "unblock_user", username="bob")["blocked"] is False
    assert refused(ada, "block_user", username="bob") == (404, "user_not_found")


def test_when_both_block_each_ends_its_own(act, ada, bob, conn, names, refused):
    act(ada, "block_user", username="bob")
    conn.execute("insert into iwm.user_blocks (user_id, blocked_id) values (%s, %s)", [bob.id, ada.id])
    assert names(act(ada, "list_blocks")) == ["bob"]
    assert names(act(bob, "list_blocks")) == ["ada"]
    assert act(ada, "unblock_user", username="bob")["blocked"] is False
    assert refused(ada, "get_user", username="bob") == (404, "user_not_found")
    assert names(act(ada, "list_blocks")) == []
    act(bob, "unblock_user", username="ada")
    assert act(ada, "get_user", username="bob")["username"] == "bob"


def test_who_is_not_verified_may_block_and_mute(act, bob, people):
    new = people.user("new", verified=False)
    assert act(new, "mute_user", username="bob")["muted"] is True
    assert act(new, "block_user", username="bob")["blocked"] is True


def test_a_mute_changes_nothing_else(act, ada, bob, counted, names):
    act(ada, "follow_user", username="bob")
    answer = act(ada, "mute_user", username="bob")
    assert (answer["follows"], answer["muted"]) == (True, True)
    assert act(ada, "get_user", username="bob")["relation"]["muted"] is True
    assert act(bob, "get_user", username="ada")["relation"]["muted"] is False
    assert names(act(ada, "list_following", username="ada")) == ["bob"]
    assert counted() == {"ada": (0, 1), "bob": (1, 0)}


@pytest.mark.parametrize(("what", "function"), [("block_user", "list_blocks"), ("mute_user", "list_mutes")])
def test_lists_page_by_page(act, ada, bob, conn, names, people, refused, what, function):
    for second, name in enumerate(("cid", "dan", "eve"), 1):
        person = people.user(name)
        conn.execute("select set_config('iwm.now', (now() + make_interval(secs => %s))::text, true)", [float(second)])
        act(ada, what, username=person.username)
    assert names(act(ada, function)) == ["eve", "dan", "cid"]
    assert act(ada, function)["total"] == 3
    assert names(act(ada, function, page=2, per_page=2)) == ["cid"]
    assert act(ada, function, page=100000, per_page=100) == {"items": [], "total": 3}
    assert names(act(bob, function)) == []
    conn.execute("update iwm.users set deactivated_at = iwm.now() where username = 'dan'")
    assert names(act(ada, function)) == ["eve", "cid"]
    assert refused(None, function) == (401, "unauthenticated")
    conn.execute("update iwm.sessions set scopes = '{follows:write}' where user_id = %s", [ada.id])
    assert refused(ada, function) == (403, "insufficient_scope")


def test_relations_of_many(act, ada, bob, conn, people):
    cid, dan, eve = (people.user(name) for name in ("cid", "dan", "eve"))
    act(ada, "follow_user", username="bob")
    act(ada, "block_user", username="cid")
    act(dan, "block_user", username="ada")
    conn.execute("update iwm.users set visibility = 'private' where id = %s", [eve.id])
    asked = ["cid", bob.external_id, "ada", "BOB", "nobody", "dan", "eve"]
    found = act(ada, "list_relations", users=asked)
    assert [(r["username"], r["follows"], r["blocked"]) for r in found] == [("cid", False, True), ("bob", True, False)]
    assert act(ada, "list_relations", users=[]) == []
    assert cid.username == "cid"


def test_relations_of_at_most_a_hundred(act, ada, refused):
    assert act(ada, "list_relations", users=[f"user{number}" for number in range(100)]) == []
    assert refused(ada, "list_relations", users=[f"user{number}" for number in range(101)]) == (422, "too_many_users")
    assert refused(None, "list_relations", users=["bob"]) == (401, "unauthenticated")
