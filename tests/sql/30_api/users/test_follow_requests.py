"""Requests to follow: in, sent, answered, withdrawn, and what a changed visibility does to them."""

import pytest

NOT_FOUND = (404, "follow_request_not_found")


@pytest.fixture
def ada(people):
    return people.user("ada", visibility="followers")


@pytest.fixture
def others(people):
    return [people.user(name) for name in ("bob", "cid", "dan")]


@pytest.fixture
def asked(act, ada, conn, others):
    """Bob, Cid and Dan ask to follow Ada, in this order, a second apart."""
    for second, person in enumerate(others):
        conn.execute("select set_config('iwm.now', (now() + make_interval(secs => %s))::text, true)", [float(second)])
        act(person, "follow_user", username="ada")
    return others


def test_in_and_sent(act, ada, asked, names):
    bob = asked[0]
    page = act(ada, "list_follow_requests")
    assert names(page) == ["dan", "cid", "bob"]
    assert set(page["items"][0]) == {"id", "user", "created_at"}
    assert page["next_cursor"] is None
    assert names(act(bob, "list_sent_follow_requests")) == ["ada"]
    assert act(bob, "list_sent_follow_requests")["items"][0]["id"] == page["items"][2]["id"]
    assert names(act(bob, "list_follow_requests")) == []
    assert names(act(ada, "list_sent_follow_requests")) == []


@pytest.mark.parametrize("sent", [False, True])
def test_page_by_page(act, ada, asked, conn, names, people, sent):
    if sent:
        reader, function, expected = asked[0], "list_sent_follow_requests", ["fay", "eve", "ada"]
        for second, name in enumerate(("eve", "fay"), 10):
            people.user(name, visibility="followers")
            conn.execute("select set_config('iwm.now', (now() + make_interval(secs => %s))::text, true)", [second])
            act(reader, "follow_user", username=name)
    else:
        reader, function, expected = ada, "list_follow_requests", ["dan", "cid", "bob"]
    first = act(reader, function, limit=2)
    assert names(first) == expected[:2]
    rest = act(reader, function, limit=2, cursor=first["next_cursor"])
    assert names(rest) == expected[2:]
    assert rest["next_cursor"] is None


def test_approved(act, ada, asked, counted, names, refused):
    bob = asked[0]
    request = act(bob, "list_sent_follow_requests")["items"][0]["id"]
    answer = act(ada, "approve_follow_request", request_id=request)
    assert (answer["username"], answer["followed_by"], answer["requested_by"]) == ("bob", True, False)
    assert counted() == {"ada": (1, 0), "bob": (0, 1)}
    assert names(act(ada, "list_follow_requests")) == ["dan", "cid"]
    for function in ("approve_follow_request", "deny_follow_request"):
        assert refused(ada, function, request_id=request) == NOT_FOUND


def test_denied(act, ada, asked, counted, refused):
    bob = asked[0]
    request = act(bob, "list_sent_follow_requests")["items"][0]["id"]
    answer = act(ada, "deny_follow_request", request_id=request)
    assert (answer["followed_by"], answer["requested_by"]) == (False, False)
    assert counted() == {}
    for function in ("approve_follow_request", "deny_follow_request"):
        assert refused(ada, function, request_id=request) == NOT_FOUND
    assert act(bob, "follow_user", username="ada")["requested"] is True  # may ask again


def test_only_who_was_asked_answers(act, ada, asked, counted, refused):
    bob, cid, _ = asked
    request = act(bob, "list_sent_follow_requests")["items"][0]["id"]
    for person in (bob, cid):
        for function in ("approve_follow_request", "deny_follow_request"):
            assert refused(person, function, request_id=request) == NOT_FOUND
    assert refused(ada, "approve_follow_request", request_id="frq_unknown") == NOT_FOUND
    assert refused(ada, "cancel_follow_request", request_id=request) == NOT_FOUND
    assert refused(cid, "cancel_follow_request", request_id=request) == NOT_FOUND
    assert counted() == {}


@pytest.mark.parametrize("by", ["id", "username", "user id"])
def test_withdrawn(act, ada, asked, names, refused, by):
    bob = asked[0]
    request = act(bob, "list_sent_follow_requests")["items"][0]["id"]
    key = {"id": request, "username": "ADA", "user id": ada.external_id}[by]
    assert act(bob, "cancel_follow_request", request_id=key)["requested"] is False
    assert refused(bob, "cancel_follow_request", request_id=key) == NOT_FOUND
    assert refused(ada, "approve_follow_request", request_id=request) == NOT_FOUND
    assert names(act(ada, "list_follow_requests")) == ["dan", "cid"]


def test_who_takes_no_requests(act, ada, asked, conn, counted, names, people, refused):
    eve = people.user("eve")
    act(ada, "patch_settings", if_match=None, patch='{"privacy": {"allow_follow_requests": false}}')
    assert refused(eve, "follow_user", username="ada") == (403, "no_follow_requests")
    # who asked before still waits for an answer, and may ask again without harm
    assert act(asked[0], "follow_user", username="ada")["requested"] is True
    request = act(asked[0], "list_sent_follow_requests")["items"][0]["id"]
    assert act(ada, "approve_follow_request", request_id=request)["followed_by"] is True
    assert names(act(ada, "list_follow_requests")) == ["dan", "cid"]
    # of a public profile nobody asks
    conn.execute("update iwm.users set visibility = 'public' where id = %s", [ada.id])
    assert act(eve, "follow_user", username="ada")["follows"] is True
    conn.execute("update iwm.users set visibility = 'followers' where id = %s", [ada.id])
    assert act(eve, "follow_user", username="ada")["follows"] is True
    act(eve, "unfollow_user", username="ada")
    act(ada, "patch_settings", if_match=None, patch='{"privacy": {"allow_follow_requests": null}}')
    assert act(eve, "follow_user", username="ada")["requested"] is True


def test_who_asks_is_shown_also_when_private(act, ada, asked, conn, names, refused):
    bob = asked[0]
    conn.execute("update iwm.users set visibility = 'private' where id = %s", [bob.id])
    assert names(act(ada, "list_follow_requests")) == ["dan", "cid", "bob"]
    assert refused(ada, "get_user", username="bob") == (404, "user_not_found")
    # and can be blocked, which ends the request
    act(ada, "block_user", username="bob")
    assert names(act(ada, "list_follow_requests")) == ["dan", "cid"]


def test_requests_of_those_who_left_are_not_shown(act, ada, asked, conn, names):
    conn.execute("update iwm.users set deactivated_at = iwm.now() where id = %s", [asked[1].id])
    assert names(act(ada, "list_follow_requests")) == ["dan", "bob"]
    conn.execute("update iwm.users set deactivated_at = iwm.now() where id = %s", [ada.id])
    assert names(act(asked[0], "list_sent_follow_requests")) == []


def test_public_approves_all_that_wait(act, ada, asked, conn, counted, names):
    conn.execute("update iwm.users set visibility = 'public' where id = %s", [ada.id])
    assert conn.execute("select iwm.visibility_changed(%s)", [ada.id]).fetchone() == (3,)
    assert conn.execute("select iwm.visibility_changed(%s)", [ada.id]).fetchone() == (0,)
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (0,)
    assert names(act(None, "list_followers", username="ada")) == ["dan", "cid", "bob"]
    assert counted() == {"ada": (3, 0), "bob": (0, 1), "cid": (0, 1), "dan": (0, 1)}


def test_private_ends_the_requests_and_keeps_the_followers(act, ada, asked, conn, counted, names):
    bob = asked[0]
    act(ada, "approve_follow_request", request_id=act(bob, "list_sent_follow_requests")["items"][0]["id"])
    conn.execute("update iwm.users set visibility = 'private' where id = %s", [ada.id])
    assert conn.execute("select iwm.visibility_changed(%s)", [ada.id]).fetchone() == (0,)
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (0,)
    assert counted() == {"ada": (1, 0), "bob": (0, 1)}


def test_for_followers_changes_nothing(ada, asked, conn, counted):
    assert conn.execute("select iwm.visibility_changed(%s)", [ada.id]).fetchone() == (0,)
    assert conn.execute("select count(*) from iwm.follow_requests").fetchone() == (3,)
    assert counted() == {}


@pytest.mark.parametrize("function", ["list_follow_requests", "list_sent_follow_requests"])
def test_tokens_and_strangers(ada, conn, refused, function):
    assert refused(None, function) == (401, "unauthenticated")
    conn.execute("update iwm.sessions set scopes = '{profile:read}' where user_id = %s", [ada.id])
    assert refused(ada, function) == (403, "insufficient_scope")
