"""What tests of the dashboard share: somebody's cookie, what buttons do, jobs in every state."""

import datetime
from typing import Any

import httpx
import psycopg
from psycopg.types.json import Jsonb

from app.accounts.keys import Keys
from app.dashboard import cookie
from app.settings import Settings
from tests.support.accounts import Person


def cookie_of(person: Person) -> str:
    """The value of the cookie with which somebody is signed in."""
    _, header = cookie.set_cookie(Keys(Settings()), person.viewer, secure=False)
    return header.decode().partition(";")[0].partition("=")[2]


def become(client: httpx.AsyncClient, person: Person) -> str:
    """The client has the cookie of somebody from now on; the token that goes with what it asks for."""
    client.cookies.clear()
    client.cookies.set(cookie.NAME, cookie_of(person), domain="iwm.test", path="/dashboard")
    return cookie.csrf(Keys(Settings()), person.viewer)


async def act(client: httpx.AsyncClient, csrf: str, action: str, target: str) -> httpx.Response:
    """Does what a button does."""
    return await client.post("/dashboard/act", json={"action": action, "target": target, "csrf": csrf})


def is_sign_in(answer: httpx.Response) -> bool:
    """Whether a page asks to sign in, and shows nothing else."""
    return 'id="sign-in"' in answer.text and "data-action" not in answer.text and 'data-csrf=""' in answer.text


def add(owner: psycopg.Connection, task: str = "test.work", **named: Any) -> str:
    """A new job: its public id."""
    values = {name: Jsonb(value) if isinstance(value, dict) else value for name, value in named.items()}
    names = "".join(f", _{name} => %s" for name in values)
    [(number,)] = owner.execute(f"select jobs.enqueue(%s{names})", [task, *values.values()])
    [(name,)] = owner.execute("select jobs.public_id(id, created_at) from jobs.jobs where id = %s", [number])
    return name


def begin(owner: psycopg.Connection, *jobs: str, worker: str = "the worker") -> dict[str, tuple[int, int]]:
    """A worker takes all that is ready; number and attempt of these jobs."""
    [(number,)] = owner.execute("select jobs.register(%s, 'host', 1, '{}', 100)", [worker])
    rows = dict(owner.execute("select id, attempt from jobs.claim(%s, 1000)", [number]).fetchall())
    numbers = {job: owner.execute("select jobs.id_of(%s)", [job]).fetchone()[0] for job in jobs}  # type: ignore[index]
    return {job: (number, rows[number]) for job, number in numbers.items()}


def fail(owner: psycopg.Connection, job: str, error: str = "broken", *, final: bool = False) -> str:
    """A worker takes the job, and fails; its state after that."""
    number, attempt = begin(owner, job)[job]
    [(state,)] = owner.execute("select jobs.fail(%s, %s, %s, %s)", [number, attempt, error, final])
    return state


def finish(owner: psycopg.Connection, job: str, result: Any = None) -> None:
    """A worker takes the job, and completes it."""
    number, attempt = begin(owner, job)[job]
    results = None if result is None else [Jsonb(result)]
    owner.execute("select jobs.finish(%s, %s::smallint[], %s::jsonb[])", [[number], [attempt], results])


def known(owner: psycopg.Connection, job: str) -> dict[str, Any]:
    """All that is known of a job."""
    [(found,)] = owner.execute("select to_jsonb(jobs.find(%s))", [job])
    return found


def waiting(owner: psycopg.Connection, **named: Any) -> str:
    """A job whose time comes in an hour."""
    return add(owner, run_at=datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1), **named)
