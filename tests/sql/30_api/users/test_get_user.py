"""Profiles: who sees which part of whom."""

import pytest

NOT_FOUND = (404, "user_not_found")
FULL = {"bio": "Counts.", "location": "London", "website": "https://ada.example", "cover_url": "https://ada.example/c"}


@pytest.fixture
def ada(people):
    return people.user("Ada", name="Ada Lovelace", avatar_url="https://ada.example/a", **FULL)


@pytest.fixture
def bob(people):
    return people.user("bob")


@pytest.fixture
def moderator(people):
    return people.user("mod", "moderator")


def show(conn, person, visibility):
    conn.execute("update iwm.users set visibility = %s where id = %s", [visibility, person.id])


def follow(conn, follower, other):
    conn.execute("insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", [follower.id, other.id])


def test_a_public_profile(act, ada, conn, bob):
    follow(conn, bob, ada)
    profile = act(None, "get_user", username="Ada")
    assert profile.pop("created_at")
    assert profile == {
        "id": ada.external_id, "username": "Ada", "name": "Ada Lovelace", "avatar_url": "https://ada.example/a", **FULL,
        "visibility": "public", "suspended": False, "content_visible": True, "followers": 1, "following": 0,
        "relation": None,
    }  # fmt: skip


def test_what_somebody_says_of_themselves_waits_for_the_verification(act, ada, bob, conn, moderator):
    conn.execute("update iwm.users set email_verified_at = null where id = %s", [ada.id])
    follow(conn, bob, ada)
    for viewer in (None, bob):
        profile = act(viewer, "get_user", username="ada")
        assert profile["name"] == "Ada Lovelace"
        assert {profile[part] for part in (*FULL, "avatar_url")} == {None}
    for viewer in (ada, moderator):
        assert act(viewer, "get_user", username="ada")["bio"] == "Counts."
    conn.execute("update iwm.account_policy set verified_to_reach_others = false")
    assert act(None, "get_user", username="ada")["bio"] == "Counts."


def test_the_name_in_any_case_or_the_public_id(act, ada):
    for name in ("Ada", "ada", "ADA", ada.external_id):
        assert act(None, "get_user", username=name)["id"] == ada.external_id


def test_nobody_has_the_name(refused, bob):
    for person in (None, bob):
        assert refused(person, "get_user", username="nobody-here") == NOT_FOUND
        assert refused(person, "get_user", username="usr_00000000000000000000000000000000") == NOT_FOUND


def test_what_they_are_to_the_viewer(act, ada, bob, conn):
    assert act(ada, "get_user", username="ada")["relation"] is None
    follow(conn, ada, bob)
    assert act(bob, "get_user", username="ada")["relation"] == {
        "id": ada.external_id, "username": "Ada", "follows": False, "followed_by": True, "friend": False,
        "requested": False, "requested_by": False, "blocked": False, "muted": False,
    }  # fmt: skip
    follow(conn, bob, ada)
    assert act(bob, "get_user", username="ada")["relation"]["friend"] is True


def test_for_followers_the_card_alone_is_for_all(act, ada, bob, conn, moderator):
    show(conn, ada, "followers")
    for viewer in (None, bob):
        profile = act(viewer, "get_user", username="ada")
        assert profile["avatar_url"] == "https://ada.example/a"
        assert profile["visibility"] == "followers"
        assert profile["content_visible"] is False
        assert [profile[name] for name in (*FULL, "followers", "following", "created_at")] == [None] * 7
    follow(conn, bob, ada)
    for viewer in (bob, ada, moderator):
        profile = act(viewer, "get_user", username="ada")
        assert profile["content_visible"] is True
        assert profile["bio"] == "Counts."
        assert profile["followers"] == 1


def test_a_private_profile_is_there_for_owner_followers_and_staff(act, refused, ada, bob, conn, moderator, people):
    show(conn, ada, "private")
    for viewer in (None, bob):
        assert refused(viewer, "get_user", username="ada") == NOT_FOUND
        assert refused(viewer, "get_user", username=ada.external_id) == NOT_FOUND
    # that she follows somebody does not show her to them
    follow(conn, ada, bob)
    assert refused(bob, "get_user", username="ada") == NOT_FOUND
    follow(conn, bob, ada)
    for viewer in (bob, ada, moderator, people.user("boss", "admin")):
        assert act(viewer, "get_user", username="ada")["bio"] == "Counts."


@pytest.mark.parametrize("column", ["deactivated_at", "deletion_due_at"])
def test_who_leaves_is_not_found(act, refused, ada, bob, conn, moderator, column):
    follow(conn, bob, ada)
    conn.execute(f"update iwm.users set {column} = iwm.now() where id = %s", [ada.id])
    for viewer in (None, bob, moderator):
        assert refused(viewer, "get_user", username="ada") == NOT_FOUND
    if column == "deletion_due_at":
        assert act(ada, "get_user", username="ada")["bio"] == "Counts."


def test_of_a_suspended_account_the_names_are_shown(act, refused, ada, bob, conn, moderator):
    follow(conn, bob, ada)
    conn.execute(
        "update iwm.users set suspended_at = iwm.now(), suspended_until = iwm.now() + interval '1 day' where id = %s",
        [ada.id],
    )
    profile = act(bob, "get_user", username="ada")
    assert (profile["name"], profile["suspended"], profile["content_visible"]) == ("Ada Lovelace", True, False)
    assert [profile[name] for name in ("avatar_url", *FULL, "followers", "created_at")] == [None] * 7
    for name in ("followers", "following", "friends"):
        assert refused(None, f"list_{name}", username="ada") == (403, "user_suspended")
    assert act(moderator, "get_user", username="ada")["bio"] == "Counts."
    conn.execute("select set_config('iwm.now', (now() + interval '2 days')::text, true)")
    assert act(None, "get_user", username="ada")["suspended"] is False


def test_a_suspended_private_account_stays_unknown(refused, ada, conn):
    show(conn, ada, "private")
    conn.execute("update iwm.users set suspended_at = iwm.now() where id = %s", [ada.id])
    assert refused(None, "get_user", username="ada") == NOT_FOUND


def test_a_block_hides_both_from_each_other(act, refused, ada, bob, people):
    cid = people.user("cid")
    act(ada, "block_user", username="bob")
    for function in ("get_user", "list_followers", "list_following", "list_friends", "list_mutuals"):
        assert refused(bob, function, username="ada") == NOT_FOUND
        assert refused(ada, function, username="bob") == NOT_FOUND
    assert act(cid, "get_user", username="ada")["username"] == "Ada"
    assert act(None, "get_user", username="bob")["username"] == "bob"


def test_a_block_holds_for_staff_too(act, refused, ada, moderator):
    act(ada, "block_user", username="mod")
    assert refused(moderator, "get_user", username="ada") == NOT_FOUND


def test_a_demoted_moderator_sees_as_any_other(refused, ada, conn, moderator):
    show(conn, ada, "private")
    conn.execute("update iwm.admin_user_meta set role = 'user' where user_id = %s", [moderator.id])
    assert refused(moderator, "get_user", username="ada") == NOT_FOUND
