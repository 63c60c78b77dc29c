"""Staff operations over HTTP: nothing that is sent is an error of ours."""

import httpx
import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from tests.app.http.support import ONE_LOOP
from tests.sql.catalogue import Catalogue
from tests.support.accounts import People

pytestmark = ONE_LOOP

VALUES = [
    None, True, 0, -1, 1e308, 10**30, "", " ", "x" * 5000, "a\u0000b", [], [None], [[]], {}, {"a": None}, "NaN",
    "infinity", "2001-02-30", "{}", "null", "'; drop table iwm.movies; --", "%s", "../..", "😀" * 400,
]  # fmt: skip


@pytest.fixture
def headers(client: httpx.AsyncClient, owner: psycopg.Connection, people: People) -> dict[str, str]:
    """Those of an administrator who has seen every version; there are a film, a person and a moderator."""
    for table in ("credits", "movie_external_ids", "movies", "people", "users"):
        owner.execute(f"delete from iwm.{table}")  # type: ignore[arg-type]
    catalogue = Catalogue(owner)
    catalogue.movie("tt1", "Alpha", genres=("drama",))
    catalogue.person("per_1", "Ann")
    people.user("mo", "moderator")
    ada = people.user("ada", "admin")
    settings = client.app.runtime.settings  # type: ignore[attr-defined]
    token = Tokens(Keys(settings), settings).access(ada.external_id, ada.session_id)
    return {"Authorization": f"Bearer {token}", "If-Match": "*"}


@pytest.mark.parametrize(
    ("method", "path", "fields"),
    [
        ("POST", "/staff/movies", "title year release_date status external_ids genres companies credits"),
        ("PATCH", "/staff/movies/tt1", "title year release_date budget kind adult trivia"),
        ("PUT", "/staff/movies/tt1/genres", "genres"),
        ("PUT", "/staff/movies/tt1/countries", "countries"),
        ("PUT", "/staff/movies/tt1/credits", "credits"),
        ("PUT", "/staff/movies/tt1/companies", "companies"),
        ("PUT", "/staff/movies/tt1/timeline", "timeline"),
        ("PUT", "/staff/movies/tt1/external-ids", "external_ids"),
        ("PUT", "/staff/movies/tt1/alternative-titles", "titles"),
        ("PUT", "/staff/movies/tt1/keywords", "keywords"),
        ("POST", "/staff/movies/tt1/merge", "into"),
        ("POST", "/staff/movies/bulk", "movies"),
        ("PATCH", "/staff/people/per_1", "name birthday death_year"),
        ("POST", "/staff/people/per_1/merge", "into"),
        ("POST", "/staff/genres", "name slug"),
        ("PATCH", "/staff/genres/drama", "slug"),
        ("PUT", "/staff/users/mo/role", "role"),
        ("POST", "/staff/users/mo/suspend", "reason until"),
        ("PATCH", "/staff/policy", "session_idle most_follows"),
        ("PATCH", "/staff/rate-limits/bulk", "client_seconds"),
    ],
)
async def test_bodies(client, headers, method, path, fields) -> None:
    for field in fields.split():
        for value in VALUES:
            row = {field: value, "external_ids": [{"source": "imdb", "id": "tt99"}], "title": value}
            for sent in (value, [value], [row]):
                body = {field: sent} if method == "PATCH" else {"reason": "x", field: sent}
                answer = await client.request(method, f"/v1{path}", json=body, headers=headers)
                assert answer.status_code < 500, (field, sent, answer.text)


@pytest.mark.parametrize(
    "query",
    [
        "/staff/movies?cursor=zz",
        "/staff/movies?cursor=" + "f" * 32,
        "/staff/movies?limit=0",
        "/staff/movies?state=lost",
        "/staff/people?cursor=" + "7" + "f" * 15,
        "/staff/users?q=%25%00",
        "/staff/users?q=%25",
        "/staff/users?state=dead",
        "/staff/users?role=king",
        "/staff/users?cursor=" + "0" * 16,
        "/staff/audit-log?since=0001-01-01T00:00:00Z",
        "/staff/audit-log?since=yesterday",
        "/staff/audit-log?entity=movie&id=%27",
        "/staff/audit-log?actor=" + "a" * 60,
        "/staff/api-usage?since=9999-12-31",
        "/staff/api-usage?until=0001-01-01",
        "/staff/api-usage?page=100000&per_page=100",
        "/staff/users/" + "a" * 51,
        "/staff/users/mo/events?cursor=" + "8" + "0" * 15,
        "/staff/movies/" + "%F0%9F%98%80",
        "/staff/rate-limits/NOPE",
    ],
)
async def test_queries(client, headers, query) -> None:
    answer = await client.get(f"/v1{query}", headers=headers)
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("version", ['"1", "2"', "W/1", '"', "x" * 300, "*", '"*"', "'; --"])
async def test_versions(client, headers, version) -> None:
    answer = await client.patch("/v1/staff/movies/tt1", json={}, headers=headers | {"If-Match": version})
    assert answer.status_code < 500, answer.text
