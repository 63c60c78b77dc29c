"""Following and unfollowing: what is possible, what is answered, what is counted."""

import psycopg
import pytest

OF_A_STRANGER = {
    "follows": False, "followed_by": False, "friend": False, "requested": False, "requested_by": False,
    "blocked": False, "muted": False,
}  # fmt: skip


@pytest.fixture
def ada(people):
    return people.user("ada")


@pytest.fixture
def bob(people):
    return people.user("bob")


def show(conn, person, visibility):
    conn.execute("update iwm.users set visibility = %s where id = %s", [visibility, person.id])


def test_a_public_profile_is_followed_at_once(act, ada, bob, counted):
    known = {"id": bob.external_id, "username": "bob"} | OF_A_STRANGER
    assert act(ada, "follow_user", username="BOB") == known | {"follows": True}
    assert counted() == {"ada": (0, 1), "bob": (1, 0)}
    assert act(bob, "follow_user", username=ada.external_id)["friend"] is True
    assert counted() == {"ada": (1, 1), "bob": (1, 1)}
    assert act(ada, "unfollow_user", username="bob") == known | {"followed_by": True}
    assert counted() == {"ada": (1, 0), "bob": (0, 1)}


def test_again_is_the_same(act, ada, bob, counted):
    for _ in range(3):
        assert act(ada, "follow_user", username="bob")["follows"] is True
    assert counted() == {"ada": (0, 1), "bob": (1, 0)}
    for _ in range(3):
        assert act(ada, "unfollow_user", username="bob")["follows"] is False
    assert counted() == {}


def test_a_profile_for_followers_is_asked(act, ada, bob, conn, counted):
    show(conn, bob, "followers")
    for _ in range(2):
        answer = act(ada, "follow_user", username="bob")
        assert (answer["follows"], answer["requested"]) == (False, True)
    assert act(bob, "get_user", username="ada")["relation"]["requested_by"] is True
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (1,)
    assert counted() == {}
    # unfollowing withdraws
    assert act(ada, "unfollow_user", username="bob")["requested"] is False
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (0,)


def test_a_private_profile_cannot_be_asked(act, ada, bob, conn, people, refused):
    mod = people.user("mod", "moderator")
    act(ada, "follow_user", username="bob")
    show(conn, bob, "private")
    # who follows already goes on
    assert act(ada, "follow_user", username="bob")["follows"] is True
    for other in (people.user("cid"), mod):
        assert refused(other, "follow_user", username="bob") == (404, "user_not_found")
    # and cannot come back
    assert act(ada, "unfollow_user", username="bob")["follows"] is False
    assert refused(ada, "follow_user", username="bob") == (404, "user_not_found")


def test_nobody_follows_themselves(ada, refused):
    for name in ("ada", "ADA", ada.external_id):
        for function in ("follow_user", "unfollow_user"):
            assert refused(ada, function, username=name) == (422, "not_yourself")


def test_unknown_users(act, ada, refused):
    for function in ("follow_user", "unfollow_user"):
        assert refused(ada, function, username="nobody") == (404, "user_not_found")


def test_the_answer_does_not_tell_a_private_user_from_an_unknown_one(act, ada, bob, conn):
    show(conn, bob, "private")
    told = []
    for name in (bob.external_id, "usr_unknown"):
        with pytest.raises(psycopg.Error) as failure, conn.transaction():
            act(ada, "follow_user", username=name)
        told.append(failure.value.diag.message_primary.replace(name, "…"))
    assert told == ["No user has the name ….", "No user has the name …."]


def test_who_blocks_and_who_is_blocked(act, ada, bob, refused):
    act(bob, "block_user", username="ada")
    assert refused(ada, "follow_user", username="bob") == (404, "user_not_found")
    assert refused(ada, "unfollow_user", username="bob") == (404, "user_not_found")
    assert refused(bob, "follow_user", username="ada") == (409, "you_block_user")
    act(bob, "unblock_user", username="ada")
    assert act(bob, "follow_user", username="ada")["follows"] is True


@pytest.mark.parametrize(
    ("column", "answer"),
    [
        ("suspended_at", (403, "user_suspended")),
        ("deactivated_at", (404, "user_not_found")),
        ("deletion_due_at", (404, "user_not_found")),
    ],
)
def test_accounts_that_are_not_there(ada, bob, conn, refused, column, answer):
    conn.execute(f"update iwm.users set {column} = iwm.now() where id = %s", [bob.id])
    assert refused(ada, "follow_user", username="bob") == answer


def test_who_is_suspended_can_be_unfollowed(act, ada, bob, conn, counted):
    act(ada, "follow_user", username="bob")
    conn.execute("update iwm.users set suspended_at = iwm.now() where id = %s", [bob.id])
    assert act(ada, "follow_user", username="bob")["follows"] is True
    assert act(ada, "unfollow_user", username="bob")["follows"] is False
    assert counted() == {}


def test_an_address_that_is_not_verified_follows_nobody(act, bob, conn, people, refused):
    new = people.user("new", verified=False)
    assert refused(new, "follow_user", username="bob") == (403, "email_not_verified")
    conn.execute("update iwm.account_policy set verified_to_reach_others = false")
    assert act(new, "follow_user", username="bob")["follows"] is True


def test_only_so_many(act, ada, conn, people, refused):
    conn.execute("update iwm.account_policy set most_follows = 2")
    for name in ("bob", "cid", "dan"):
        people.user(name)
    conn.execute("update iwm.users set visibility = 'followers' where username = 'cid'")
    act(ada, "follow_user", username="bob")
    act(ada, "follow_user", username="cid")  # a request counts
    assert refused(ada, "follow_user", username="dan") == (422, "too_many_follows")
    # those that there are stay possible, also when the request becomes a follow
    assert act(ada, "follow_user", username="bob")["follows"] is True
    conn.execute("update iwm.users set visibility = 'public' where username = 'cid'")
    answer = act(ada, "follow_user", username="cid")
    assert (answer["follows"], answer["requested"]) == (True, False)
    act(ada, "unfollow_user", username="bob")
    assert act(ada, "follow_user", username="dan")["follows"] is True


def test_a_follower_is_removed(act, ada, bob, conn, counted, refused):
    act(bob, "follow_user", username="ada")
    # also one who is private, whom ada does not find
    show(conn, bob, "private")
    assert act(ada, "remove_follower", username="bob")["followed_by"] is False
    assert counted() == {}
    assert refused(ada, "remove_follower", username="bob") == (404, "user_not_found")
    show(conn, bob, "public")
    assert act(ada, "remove_follower", username="bob")["followed_by"] is False
    assert refused(ada, "remove_follower", username="ada") == (422, "not_yourself")
    # the other direction stays
    act(ada, "follow_user", username="bob")
    assert act(ada, "remove_follower", username="bob")["follows"] is True


@pytest.mark.parametrize("function", ["follow_user", "unfollow_user", "remove_follower", "block_user", "mute_user"])
def test_tokens_and_strangers(bob, call, people, refused, conn, ada, function):
    assert refused(None, function, username="bob") == (401, "unauthenticated")
    conn.execute("update iwm.sessions set scopes = '{follows:read}' where user_id = %s", [ada.id])
    assert refused(ada, function, username="bob") == (403, "insufficient_scope")


def test_a_user_without_counters_gets_them(act, ada, bob, conn, counted):
    conn.execute("delete from iwm.user_stats")
    act(ada, "follow_user", username="bob")
    assert counted() == {"ada": (0, 1), "bob": (1, 0)}
