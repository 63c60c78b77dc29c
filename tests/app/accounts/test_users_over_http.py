"""Users over HTTP: the paths, what stands beside each other in them, statuses, feeds and what is not kept."""

from collections.abc import Callable

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from tests.app.http.support import ONE_LOOP, problem
from tests.support.accounts import People, Person

pytestmark = ONE_LOOP


@pytest.fixture
def bearer(client: httpx.AsyncClient) -> Callable[[Person], dict[str, str]]:
    """bearer(person): the header that says who calls."""
    settings = client.app.runtime.settings  # type: ignore[attr-defined]
    tokens = Tokens(Keys(settings), settings)
    return lambda person: {"Authorization": f"Bearer {tokens.access(person.external_id, person.session_id)}"}


@pytest.fixture
def both(owner: psycopg.Connection, people: People) -> tuple[Person, Person]:
    """Ada and Bob, and nobody else."""
    owner.execute("delete from iwm.users")
    return people.user("ada"), people.user("bob")


async def test_following_and_what_is_told_of_it(client, both, bearer) -> None:
    ada, _ = both
    seen = await client.get("/v1/users/bob")
    assert seen.json()["data"]["followers"] == 0
    for _ in range(2):
        answer = await client.put("/v1/users/bob/follow", headers=bearer(ada))
        assert answer.status_code == 200, answer.text
        assert answer.json()["data"]["follows"] is True
    # at once, also for those who are not signed in
    assert (await client.get("/v1/users/bob")).json()["data"]["followers"] == 1
    page = (await client.get("/v1/users/bob/followers?limit=1")).json()
    assert [user["username"] for user in page["data"]] == ["ada"]
    assert page["pagination"] == {"next_cursor": None}
    assert (await client.get("/v1/users/ada", headers=bearer(both[1]))).json()["data"]["relation"][
        "followed_by"
    ] is True
    assert (await client.delete("/v1/users/bob/follow", headers=bearer(ada))).json()["data"]["follows"] is False
    problem(await client.put("/v1/users/bob/follow"), 401)


async def test_requests(client, both, bearer, owner) -> None:
    ada, bob = both
    owner.execute("update iwm.users set visibility = 'followers' where id = %s", [bob.id])
    assert (await client.put("/v1/users/bob/follow", headers=bearer(ada))).json()["data"]["requested"] is True
    [sent] = (await client.get("/v1/me/follow-requests/sent", headers=bearer(ada))).json()["data"]
    [waiting] = (await client.get("/v1/me/follow-requests", headers=bearer(bob))).json()["data"]
    assert (sent["id"], waiting["user"]["username"]) == (waiting["id"], "ada")
    told = problem(await client.get("/v1/users/bob/followers", headers=bearer(ada)), 403)
    assert told["code"] == "followers_only"
    approve = f"/v1/me/follow-requests/{waiting['id']}/approve"
    assert (await client.post(approve, headers=bearer(bob))).json()["data"]["followed_by"] is True
    assert problem(await client.post(approve, headers=bearer(bob)), 404)["code"] == "follow_request_not_found"
    assert (await client.delete("/v1/me/followers/ada", headers=bearer(bob))).status_code == 200
    await client.put("/v1/users/bob/follow", headers=bearer(ada))
    assert (await client.delete("/v1/me/follow-requests/sent/bob", headers=bearer(ada))).status_code == 200


async def test_paths_beside_a_username(client, both, bearer) -> None:
    ada, _ = both
    assert (await client.get("/v1/users/suggestions", headers=bearer(ada))).json()["data"] == []
    found = (await client.get("/v1/users?q=bbo")).json()
    assert found["pagination"]["total"] == len(found["data"])
    assert [u["username"] for u in (await client.get("/v1/users?q=bob")).json()["data"]] == ["bob"]
    relations = (await client.get("/v1/me/relations?users=bob,ADA,nobody", headers=bearer(ada))).json()["data"]
    assert [r["username"] for r in relations] == ["bob"]
    problem(await client.get("/v1/users"), 422)
    problem(await client.get("/v1/users/_"), 422)
    problem(await client.get("/v1/users/bob/followers?cursor=1"), 422)


async def test_blocks_and_mutes(client, both, bearer) -> None:
    ada, bob = both
    for what, flag in (("block", "blocked"), ("mute", "muted")):
        assert (await client.put(f"/v1/users/bob/{what}", headers=bearer(ada))).json()["data"][flag] is True
        listed = (await client.get(f"/v1/me/{what}s", headers=bearer(ada))).json()
        assert [user["username"] for user in listed["data"]] == ["bob"]
        assert listed["pagination"]["total"] == 1
    for person, name in ((ada, "bob"), (bob, "ada")):
        assert problem(await client.get(f"/v1/users/{name}", headers=bearer(person)), 404)["code"] == "user_not_found"
    assert (await client.get("/v1/users/bob")).status_code == 200
    assert problem(await client.put("/v1/users/bob/follow", headers=bearer(ada)), 409)["code"] == "you_block_user"
    for what in ("block", "mute"):
        assert (await client.delete(f"/v1/users/bob/{what}", headers=bearer(ada))).status_code == 200


async def test_reports(client, both, bearer) -> None:
    ada, _ = both
    report = {"reason": "spam", "details": "Links."}
    answer = await client.post("/v1/users/bob/reports", json=report, headers=bearer(ada))
    assert answer.status_code == 201
    assert answer.json()["data"]["state"] == "open"
    again = problem(await client.post("/v1/users/bob/reports", json=report, headers=bearer(ada)), 409)
    assert again["code"] == "already_reported"
    problem(await client.post("/v1/users/bob/reports", json={"reason": "dislike"}, headers=bearer(ada)), 422)
    told = problem(await client.post("/v1/users/bob/reports", json={"reason": "other"}, headers=bearer(ada)), 422)
    assert told["code"] == "details_needed"


async def test_a_profile_that_becomes_private_is_gone_at_once(client, both, owner) -> None:
    assert (await client.get("/v1/users/bob")).headers["cache-control"] == "no-cache"
    owner.execute("update iwm.users set visibility = 'private' where username = 'bob'")
    problem(await client.get("/v1/users/bob"), 404)
