"""Staff over HTTP: versions as ETags, cached answers that end with a change, power that ends with a role."""

from collections.abc import Callable
from typing import Any

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from tests.app.http.support import ONE_LOOP, problem
from tests.sql.catalogue import Catalogue
from tests.support.accounts import People, Person

pytestmark = ONE_LOOP

Bearer = Callable[[Person], dict[str, str]]


@pytest.fixture
def bearer(client: httpx.AsyncClient) -> Bearer:
    """bearer(person): the header that says who calls."""
    settings = client.app.runtime.settings  # type: ignore[attr-defined]
    tokens = Tokens(Keys(settings), settings)
    return lambda person: {"Authorization": f"Bearer {tokens.access(person.external_id, person.session_id)}"}


@pytest.fixture
def films(owner: psycopg.Connection) -> Catalogue:
    """Two films with a person, and no others; nothing of them is cached."""
    for table in ("credits", "movie_external_ids", "movies", "people"):
        owner.execute(f"delete from iwm.{table}")  # type: ignore[arg-type]
    catalogue = Catalogue(owner)
    catalogue.movie("tt1", "Alpha", (10, 80), ("drama",), year=1999)
    catalogue.movie("tt2", "Beta", (10, 80), ("drama",))
    catalogue.external_id("movie", "tt1", "wikidata", "Q1")
    catalogue.external_id("movie", "tt2", "wikidata", "Q2")
    catalogue.person("per_1", "Ann")
    catalogue.credit("tt1", "per_1", "Director")
    return catalogue


@pytest.fixture
def staff(owner: psycopg.Connection, people: People, films: Catalogue) -> tuple[Person, Person]:
    """A moderator and an administrator."""
    owner.execute("delete from iwm.users")
    return people.user("mo", "moderator"), people.user("ada", "admin")


@pytest.fixture
def do(client: httpx.AsyncClient, staff, bearer: Bearer):
    """do(method, path, body, version=…): the data of a successful call by the moderator (or `who`)."""

    async def do(
        method: str, path: str, body: Any = None, version: int | None = None, who: Person | None = None
    ) -> Any:
        headers = bearer(who or staff[0])
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        answer = await client.request(method, f"/v1{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()["data"] if answer.content else None

    return do


async def cached(client: httpx.AsyncClient, *paths: str) -> None:
    """Asks twice for each, so that the answers are kept."""
    client.app.runtime.cache.clear()  # type: ignore[attr-defined]
    for path in paths * 2:
        assert (await client.get(f"/v1{path}")).status_code == 200
    hits = client.app.runtime.cache.hits  # type: ignore[attr-defined]
    for path in paths:
        await client.get(f"/v1{path}")
    assert client.app.runtime.cache.hits >= hits + len(paths)  # type: ignore[attr-defined]


async def test_a_cached_film_changes_at_once(client, do) -> None:
    pages = (
        "/movies/tt1",
        "/movies/Q1",
        "/movies/tt1?append=external_ids",
        "/movies",
        "/search/movies?q=alpha",
        "/people/per_1",
    )
    await cached(client, *pages)
    await do("PATCH", "/staff/movies/Q1", {"title": "Alpha Omega"}, version=1)
    for page in pages:
        answer = await client.get(f"/v1{page}")
        assert "Alpha Omega" in answer.text, page


async def test_cached_lists_of_a_film_change_at_once(client, do) -> None:
    pages = (
        "/movies/tt1",
        "/movies/Q1/credits",
        "/movies/Q1/keywords",
        "/movies/Q1/trivia",
        "/genres/comedy",
        "/movies?genre=comedy",
    )
    await cached(client, *pages)
    await do("PUT", "/staff/movies/tt1/genres", {"genres": ["comedy"]}, version=1)
    await do("PUT", "/staff/movies/tt1/keywords", {"keywords": ["robot"]}, version=2)
    await do(
        "PUT", "/staff/movies/tt1/trivia", {"trivia": [{"question": "Q?", "category": "c", "answer": "A."}]}, version=3
    )
    await do("POST", "/staff/movies/tt1/credits", {"person_id": "per_1", "job": "Actor", "character": "Neo"})
    for page, expected in zip(pages, ("comedy", "Neo", "robot", "Q?", '"movie_count":1', "Alpha"), strict=True):
        assert expected in (await client.get(f"/v1{page}")).text, page


async def test_a_deleted_film_is_gone_at_once_and_back_at_once(client, do) -> None:
    pages = ("/movies/tt1", "/movies/Q1", "/movies/tt2?append=similar", "/movies", "/genres/drama")
    await cached(client, *pages)
    await do("DELETE", "/staff/movies/tt1?reason=a+hoax", version=1)
    problem(await client.get("/v1/movies/tt1"), 404)
    problem(await client.get("/v1/movies/Q1"), 404)
    for page in pages[2:4]:
        assert "Alpha" not in (await client.get(f"/v1{page}")).text, page
    assert (await client.get("/v1/genres/drama")).json()["data"]["movie_count"] == 1
    await do("POST", "/staff/movies/tt1/restore", {}, version=2)
    for page in pages[:4]:
        assert "Alpha" in (await client.get(f"/v1{page}")).text, page


async def test_a_merged_film_answers_with_the_other_one_at_once(client, do) -> None:
    await cached(client, "/movies/tt1", "/movies/Q1", "/movies/tt1/credits", "/movies/tt2")
    await do("POST", "/staff/movies/Q1/merge", {"into": "tt2"}, version=1)
    for page in ("/movies/tt1", "/movies/Q1", "/movies/tt2"):
        found = (await client.get(f"/v1{page}")).json()["data"]
        assert (found["id"], found["vote_count"]) == ("tt2", 20), page
    assert (await client.get("/v1/movies/tt1/credits")).json()["data"]["crew"][0]["name"] == "Ann"


async def test_people_and_genres_change_on_the_pages_of_films_at_once(client, do) -> None:
    pages = ("/movies/tt1", "/people/per_1", "/people", "/movies/tt1/credits")
    await cached(client, *pages, "/genres", "/movies")
    await do("PATCH", "/staff/people/per_1", {"name": "Anne Other"}, version=1)
    genre = await do("GET", "/staff/genres/drama")
    await do("PATCH", "/staff/genres/drama", {"name": "Tragedy"}, version=genre["version"])
    for page in pages:
        assert "Anne Other" in (await client.get(f"/v1{page}")).text, page
    for page in ("/genres", "/movies", "/movies/tt1"):
        assert "Tragedy" in (await client.get(f"/v1{page}")).text, page
    await do("PATCH", "/staff/genres/drama", {"name": "Drama"}, version=genre["version"] + 1)


async def test_versions_as_etags(client, staff, bearer) -> None:
    headers = bearer(staff[0])
    read = await client.get("/v1/staff/movies/tt1", headers=headers)
    assert read.headers["etag"].startswith('"1')
    assert read.json()["data"]["version"] == 1
    told = problem(await client.patch("/v1/staff/movies/tt1", json={"title": "B"}, headers=headers), 428)
    assert told["code"] == "precondition_required"
    headers["If-Match"] = read.headers["etag"]
    written = await client.patch("/v1/staff/movies/tt1", json={"title": "B"}, headers=headers)
    assert written.status_code == 200
    assert written.headers["etag"].startswith('"2')
    told = problem(await client.patch("/v1/staff/movies/tt1", json={"title": "C"}, headers=headers), 412)
    assert told["code"] == "precondition_failed"
    headers["If-Match"] = "*"
    assert (await client.patch("/v1/staff/movies/tt1", json={}, headers=headers)).headers["etag"].startswith('"2')


async def test_a_film_from_its_making_to_its_page(client, staff, bearer, owner) -> None:
    body = {
        "title": "Gamma", "release_date": "2001-02-03", "status": "Post Production", "genres": ["drama", "horror"],
        "countries": ["SU"], "external_ids": [{"source": "imdb", "id": "tt3"}],
        "companies": [{"name": "Studio", "role": "production"}],
        "credits": [{"person_id": "per_1", "job": "Actor", "character": 'Dr. "X", {Y} \\'}],
    }  # fmt: skip
    made = await client.post("/v1/staff/movies", json=body, headers=bearer(staff[0]))
    assert made.status_code == 201, made.text
    assert (made.json()["data"]["id"], made.json()["message"]) == ("tt3", "Created")
    page = (await client.get("/v1/movies/tt3?append=credits")).json()["data"]
    assert (page["year"], page["status"], page["credits"]["cast"][0]["character"]) == (
        2001,
        "post-production",
        'Dr. "X", {Y} \\',
    )
    told = problem(await client.post("/v1/staff/movies", json=body, headers=bearer(staff[0])), 409)
    assert told["code"] == "external_id_taken"


async def test_bulk(client, do, staff, bearer) -> None:
    films = [
        {"external_ids": [{"source": "imdb", "id": f"tt{n}"}], "title": f"Film {n}", "genres": ["drama"]}
        for n in (1, 7, 8)
    ]
    films[2]["genres"] = ["nope"]
    await cached(client, "/movies/tt1", "/movies")
    summary = await do("POST", "/staff/movies/bulk", {"movies": films})
    assert [(r["result"], r["code"]) for r in summary["results"]] == [
        ("updated", None),
        ("created", None),
        ("failed", "unknown_value"),
    ]
    assert (await client.get("/v1/movies/tt1")).json()["data"]["title"] == "Film 1"
    assert (await client.get("/v1/movies")).json()["pagination"]["total"] == 3
    many = {"movies": films[:1] * 501}
    assert (
        problem(await client.post("/v1/staff/movies/bulk", json=many, headers=bearer(staff[0])), 422)["code"]
        == "invalid_list"
    )


async def test_a_role_that_is_taken_is_power_that_is_gone(client, do, staff, bearer) -> None:
    moderator, admin = staff
    headers = bearer(moderator)
    assert (await client.get("/v1/staff/movies/tt1", headers=headers)).status_code == 200
    await do("PUT", "/staff/users/mo/role", {"role": "user"}, who=admin)
    assert problem(await client.get("/v1/staff/movies/tt1", headers=headers), 403)["code"] == "forbidden"
    assert (
        problem(await client.delete("/v1/staff/movies/tt1", headers=headers | {"If-Match": "*"}), 403)["code"]
        == "forbidden"
    )
    assert (await client.get("/v1/me", headers=headers)).status_code == 200
    await do("PUT", "/staff/users/mo/role", {"role": "moderator"}, who=admin)
    assert (await client.get("/v1/staff/movies/tt1", headers=headers)).status_code == 200


async def test_a_suspended_user_is_out_with_the_same_token(client, do, staff, bearer, people) -> None:
    mia = people.user("mia")
    headers = bearer(mia)
    assert (await client.get("/v1/me", headers=headers)).status_code == 200
    user = await do("POST", "/staff/users/mia/suspend", {"reason": "spam", "until": "2090-01-02T03:04:05Z"})
    assert user["state"] == "suspended"
    assert problem(await client.get("/v1/me", headers=headers), 403)["code"] == "account_suspended"
    assert (
        problem(await client.patch("/v1/me", json={"name": "M"}, headers=headers | {"If-Match": "*"}), 403)["code"]
        == "account_suspended"
    )
    await do("POST", "/staff/users/mia/unsuspend", {})
    assert (await client.get("/v1/me", headers=headers)).status_code == 200
    assert (await do("POST", "/staff/users/mia/sign-out", {})) == {"ended": 1}
    assert problem(await client.get("/v1/me", headers=headers), 401)["code"] == "invalid_token"


async def test_every_call_of_staff_that_changes_something_is_in_the_log(client, do, staff) -> None:
    await do("PATCH", "/staff/movies/tt1", {"title": "B"}, version=1)
    await do("PUT", "/staff/users/mo/role", {"role": "admin", "reason": "earned it"}, who=staff[1])
    await do("PATCH", "/staff/rate-limits/bulk", {"account_seconds": 61}, version=1, who=staff[1])
    feed = await do("GET", "/staff/audit-log?limit=3")
    assert [(e["actor"], e["action"], e["entity"], e["reason"]) for e in feed] == [
        ("ada", "update", "rate_limit", None), ("ada", "role", "user", "earned it"), ("mo", "update", "movie", None),
    ]  # fmt: skip
    assert (feed[2]["changed"], feed[2]["previous"]) == ({"title": "B"}, {"title": "Alpha"})


async def test_policy_and_limits_hold_at_once(client, do, staff) -> None:
    policy = await do("GET", "/staff/policy", who=staff[1])
    body = {"email": "new@example.org", "password": "correct horse battery", "name": "New"}
    await do("PATCH", "/staff/policy", {"registration_open": False}, version=policy["version"], who=staff[1])
    assert (await client.post("/v1/auth/register", json=body)).status_code == 403
    await do("PATCH", "/staff/policy", {"registration_open": True}, version=policy["version"] + 1, who=staff[1])
    assert (await client.post("/v1/auth/register", json=body)).status_code == 201
