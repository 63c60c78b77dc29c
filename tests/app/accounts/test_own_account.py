"""One's own account, settings and export over HTTP: bodies, headers and statuses, from registration to deletion."""

import json

import httpx
import psycopg
import pytest_asyncio

from tests.app.http.support import ONE_LOOP, problem

pytestmark = ONE_LOOP
PASSWORD = "correct horse battery"


class Member:
    """Calls with the token of one who is signed in."""

    def __init__(self, client: httpx.AsyncClient, tokens: dict) -> None:
        self.client = client
        self.user = tokens["user"]
        self.bearer = {"Authorization": f"Bearer {tokens['access_token']}"}

    async def __call__(self, method: str, path: str, body: object = None, **headers: str) -> httpx.Response:
        extra = {} if body is None else {"json": body}
        return await self.client.request(method, f"/v1{path}", headers={**self.bearer, **headers}, **extra)


async def signed_in(client: httpx.AsyncClient, email: str) -> Member:
    answer = await client.post("/v1/auth/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return Member(client, answer.json()["data"])


@pytest_asyncio.fixture(loop_scope="module")
async def ada(client: httpx.AsyncClient, owner: psycopg.Connection) -> Member:
    """A user of this test alone."""
    owner.execute("delete from iwm.users where email = 'ada@example.org'")
    body = {"email": "ada@example.org", "password": PASSWORD, "name": "Ada Lovelace", "username": "ada"}
    answer = await client.post("/v1/auth/register", json=body)
    assert answer.status_code == 201, answer.text
    return Member(client, answer.json()["data"])


async def test_reading_and_changing_the_profile(ada: Member) -> None:
    answer = await ada("GET", "/me")
    before = answer.json()["data"]
    assert before == ada.user
    changed = await ada(
        "PATCH", "/me", {"bio": "Writes notes.", "website": None}, **{"If-Match": answer.headers["etag"]}
    )
    assert changed.json()["data"] == {
        **before, "bio": "Writes notes.", "version": 2, "updated_at": changed.json()["data"]["updated_at"],
    }  # fmt: skip
    late = await ada("PATCH", "/me", {"bio": None}, **{"If-Match": answer.headers["etag"]})
    assert problem(late, 412)["code"] == "precondition_failed"
    assert (await ada("PATCH", "/me", {"bio": None}, **{"If-Match": changed.headers["etag"]})).json()["data"][
        "bio"
    ] is None


async def test_every_wrong_field_is_named(ada: Member) -> None:
    body = {"name": None, "website": "nowhere", "email": "x@y.org", "visibility": "hidden"}
    errors = {error["field"] for error in problem(await ada("PATCH", "/me", body), 422)["errors"]}
    assert errors == {"name", "website", "email", "visibility"}
    assert problem(await ada("PATCH", "/me", {"username": "root"}), 422)["errors"][0]["field"] == "username"


async def test_settings(ada: Member) -> None:
    answer = await ada("GET", "/me/settings")
    assert answer.json()["data"]["version"] == 1
    body = {"display": {"theme": "dark"}, "region": {"time_zone": "Europe/Berlin"}}
    changed = await ada("PATCH", "/me/settings", body, **{"If-Match": answer.headers["etag"]})
    assert changed.json()["data"]["settings"]["display"]["theme"] == "dark"
    problem(await ada("PATCH", "/me/settings", body, **{"If-Match": answer.headers["etag"]}), 412)
    wrong = problem(await ada("PATCH", "/me/settings", {"display": {"thme": "dark"}}), 422)
    assert (wrong["code"], wrong["errors"][0]["field"]) == ("unknown_setting", "display.thme")
    wrong = problem(await ada("PATCH", "/me/settings", {"display": {"theme": 5}}), 422)
    assert (wrong["code"], wrong["errors"][0]["field"]) == ("invalid_setting", "display.theme")
    problem(await ada("PATCH", "/me/settings", []), 422)
    reset = (await ada("DELETE", "/me/settings/display")).json()["data"]
    assert (reset["version"], reset["settings"]["display"]["theme"]) == (3, "system")
    problem(await ada("DELETE", "/me/settings/weather"), 404)


async def test_the_schema_of_settings_is_public_and_kept(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/settings/schema")
    assert "max-age" in answer.headers["cache-control"]
    theme = next(item for item in answer.json()["data"] if item["key"] == "display.theme")
    assert (theme["kind"], theme["initial"], theme["allowed"]) == ("choice", "system", ["system", "light", "dark"])


async def test_preferences(ada: Member) -> None:
    body = {"likes": ["drama", "sci-fi"], "dislikes": ["horror"]}
    assert (await ada("PUT", "/me/preferences/genres", body)).json()["data"]["dislikes"][0]["slug"] == "horror"
    wrong = problem(await ada("PUT", "/me/preferences/genres", {"likes": ["drama", "nope"]}), 422)
    assert (wrong["code"], wrong["errors"][0]["field"]) == ("unknown_genre", "likes")
    problem(await ada("PUT", "/me/preferences/genres", {"likes": ["No Slug"]}), 422)
    problem(await ada("PUT", "/me/preferences/genres", {"likes": ["drama"], "dislikes": ["drama"]}), 422)
    disliked = await ada("PUT", "/me/preferences/genres/comedy", {"preference": "dislike"})
    assert [genre["slug"] for genre in disliked.json()["data"]["dislikes"]] == ["comedy", "horror"]
    await ada("PUT", "/me/preferences/genres/horror")
    await ada("DELETE", "/me/preferences/genres/comedy")
    found = (await ada("GET", "/me/preferences/genres")).json()["data"]
    assert [genre["slug"] for genre in found["likes"]] == ["drama", "horror", "sci-fi"]
    assert found["dislikes"] == []
    problem(await ada("PUT", "/me/preferences/genres/nope"), 404)
    assert (await ada("GET", "/me/onboarding/genres")).json()["data"]


async def test_notification_preferences(ada: Member) -> None:
    rows = (await ada("PATCH", "/me/notification-preferences", {"mention": {"email": False}})).json()["data"]
    assert next(row for row in rows if row["type"] == "mention")["email"] is False
    wrong = problem(await ada("PATCH", "/me/notification-preferences", {"security": {"email": False}}), 422)
    assert (wrong["code"], wrong["errors"][0]["field"]) == ("notification_mandatory", "security.email")
    assert (await ada("GET", "/me/notification-preferences")).json()["data"] == rows


async def test_the_export_as_an_answer_and_as_a_file(ada: Member) -> None:
    answer = await ada("GET", "/me/export")
    export = answer.json()["data"]
    assert export["account"]["email"] == "ada@example.org"
    assert len(export["data"]["sessions"]) == 1
    file = await ada("GET", "/me/export/file")
    assert file.headers["content-disposition"] == 'attachment; filename="iwm-export.json"'
    assert file.headers["cache-control"] == "no-store"
    saved = json.loads(file.content)["data"]
    assert saved["account"] == export["account"]
    for document in (saved, export):
        document["data"].pop("mails")  # one is on its way
    assert saved["data"] == export["data"]
    for path in ("/me/export", "/me/export/file"):
        problem(await ada.client.get(f"/v1{path}"), 401)


async def test_deactivating_and_coming_back(ada: Member) -> None:
    assert (await ada("POST", "/me/deactivate")).json()["data"]["deactivated"] is True
    assert problem(await ada("GET", "/me"), 401)["code"] == "invalid_token"
    back = await signed_in(ada.client, "ada@example.org")
    assert (await back("GET", "/me")).json()["data"]["deactivated"] is False


async def test_deleting_and_taking_it_back(ada: Member) -> None:
    other = await signed_in(ada.client, "ada@example.org")
    due = (await ada("DELETE", "/me")).json()["data"]["deletion_due_at"]
    assert due is not None
    problem(await other("GET", "/me"), 401)
    again = await signed_in(ada.client, "ada@example.org")
    assert (await again("GET", "/me")).json()["data"]["deletion_due_at"] == due
    assert (await again("POST", "/me/restore")).json()["data"]["deletion_due_at"] is None


async def test_a_session_of_an_hour_ago_cannot_delete(ada: Member, owner: psycopg.Connection) -> None:
    owner.execute("update iwm.sessions set created_at = now() - interval '1 hour'")
    assert problem(await ada("DELETE", "/me"), 403)["code"] == "fresh_sign_in_needed"
    assert (await ada("GET", "/me")).json()["data"]["deletion_due_at"] is None
    again = await signed_in(ada.client, "ada@example.org")
    assert (await again("DELETE", "/me")).status_code == 200


async def test_after_the_time_of_grace_the_name_is_free(ada: Member, owner: psycopg.Connection) -> None:
    assert (await ada("DELETE", "/me")).status_code == 200
    owner.execute("update iwm.users set deletion_due_at = now() where username = 'ada'")
    owner.execute("select ops.cleanup_sessions()")
    problem(await ada("GET", "/me"), 401)
    login = {"email": "ada@example.org", "password": PASSWORD}
    problem(await ada.client.post("/v1/auth/login", json=login), 401)
    body = {**login, "name": "Another Ada", "username": "ada"}
    assert (await ada.client.post("/v1/auth/register", json=body)).status_code == 201


async def test_nothing_of_it_is_for_strangers(client: httpx.AsyncClient) -> None:
    for method, path in (
        ("GET", "/me"), ("PATCH", "/me"), ("DELETE", "/me"), ("GET", "/me/settings"), ("PATCH", "/me/settings"),
        ("DELETE", "/me/settings/display"), ("GET", "/me/preferences/genres"), ("POST", "/me/deactivate"),
        ("POST", "/me/restore"), ("GET", "/me/notification-preferences"), ("GET", "/me/onboarding/genres"),
    ):  # fmt: skip
        body = {"json": {}} if method == "PATCH" else {}
        problem(await client.request(method, f"/v1{path}", **body), 401)
