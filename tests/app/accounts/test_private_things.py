"""What is A's: B neither sees nor changes it, and is told that it does not exist."""

import hashlib
from collections.abc import Callable

import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from app.settings import Settings
from tests.support.accounts import People, Person

pytestmark = pytest.mark.once
# Ids in paths that name what everybody may name: the catalogue's, people's names, what only staff reaches.
PUBLIC = {
    "movie_id",
    "person_id",
    "company_id",
    "slug",
    "username",
    "provider",
    "section",
    "class",
    "name",
    "user_code",
}


def _session(owner: psycopg.Connection, a: Person) -> str:
    return People(owner).session(a.id)


def _token(owner: psycopg.Connection, a: Person) -> str:
    People(owner).api_token(a, "profile:read")
    [(token,)] = owner.execute("select external_id from iwm.api_tokens where user_id = %s", [a.id])
    return token


def _request(owner: psycopg.Connection, a: Person) -> str:
    """A request to follow A, which A may answer, and its sender may take back."""
    sender = People(owner).user(f"sender-of-{a.username}")
    return owner.execute(  # type: ignore[index]
        "insert into iwm.follow_requests (user_id, requester_id, external_id) values (%s, %s, iwm.new_id('req'))"
        " returning external_id",
        [a.id, sender.id],
    ).fetchone()[0]


def _video(owner: psycopg.Connection, a: Person) -> str:
    return owner.execute(  # type: ignore[index]
        "insert into iwm.videos (user_id, external_id, title, file_name, storage_key, media_type, bytes, sha256,"
        " container, duration_seconds, width, height, video_codec)"
        " values (%s, iwm.new_id('vid'), 'clip', 'clip.mp4', iwm.new_storage_key('videos'), 'video/mp4', 1, %s,"
        " 'mov', 1, 2, 2, 'h264')"
        " returning external_id",
        [a.id, "0" * 64],
    ).fetchone()[0]


def _asset(owner: psycopg.Connection, a: Person) -> str:
    video = _video(owner, a)
    return owner.execute(  # type: ignore[index]
        "insert into iwm.video_assets"
        " (user_id, video_id, external_id, kind, file_name, storage_key, media_type, bytes)"
        " select v.user_id, v.id, iwm.new_id('ast'), 'thumbnail', 'a.jpg', iwm.new_storage_key('assets'),"
        " 'image/jpeg', 1 from iwm.videos as v where v.external_id = %s returning external_id",
        [video],
    ).fetchone()[0]


def _upload(owner: psycopg.Connection, a: Person) -> str:
    return owner.execute(  # type: ignore[index]
        "insert into iwm.video_uploads (user_id, external_id, file_name, bytes_total, storage_key, expires_at)"
        " values (%s, iwm.new_id('upl'), 'clip.mp4', 10, iwm.new_storage_key('videos'), iwm.now() + interval '1 day')"
        " returning external_id",
        [a.id],
    ).fetchone()[0]


def _job(owner: psycopg.Connection, a: Person) -> str:
    owner.execute("select jobs.enqueue('system.noop', _user_id => %s)", [a.id])
    return owner.execute(  # type: ignore[index]
        "select jobs.public_id(id, created_at) from jobs.jobs where user_id = %s", [a.id]
    ).fetchone()[0]


MAKE: dict[str, Callable[[psycopg.Connection, Person], str]] = {
    "session_id": _session,
    "token_id": _token,
    "request_id": _request,
    "video_id": _video,
    "asset_id": _asset,
    "upload_id": _upload,
    "job_id": _job,
}


def state(owner: psycopg.Connection) -> str:
    """One checksum of everything that somebody owns, but for what notes that somebody called."""
    tables = owner.execute(
        "select distinct c.conrelid::regclass::text from pg_constraint as c"
        " where c.contype = 'f' and c.confrelid = 'iwm.users'::regclass order by 1"
    ).fetchall()
    digest = hashlib.sha256()
    for (table,) in tables:
        rows = owner.execute(f"select t::text from {table} as t order by 1").fetchall()
        digest.update(repr((table, rows)).encode())
    return digest.hexdigest()


async def test_of_another_one_there_is_nothing(serving, owner: psycopg.Connection) -> None:
    [(catalogue,)] = owner.execute("select document from ops.catalogue").fetchall()
    people, tokens = People(owner), Tokens(Keys(Settings()), Settings())
    tried = []
    async with serving(rate_limits=False) as api:
        for number, operation in enumerate(catalogue["operations"]):
            named = [arg["name"] for arg in operation["args"] if arg["in"] == "path"]
            if operation["auth"] != "user" or not set(named) - PUBLIC or "Tests" in operation["tags"]:
                continue
            unknown = set(named) - PUBLIC - MAKE.keys()
            assert not unknown, (
                f"say in tests/app/accounts/test_private_things.py what {unknown} of {operation['path']} is"
            )
            a, b = people.user(f"own-{number}"), people.user(f"other-{number}")
            path = operation["path"]
            for name in named:
                path = path.replace(f"{{{name}}}", MAKE[name](owner, a))
            before = state(owner)
            bearer = {"Authorization": f"Bearer {tokens.access(b.external_id, b.session_id)}"}
            body = {} if operation["method"] in ("POST", "PUT", "PATCH") else None
            if operation["function"] == "start_video_operation":
                body = {"type": "thumbnail"}
            sent = {"content": b"x"} if operation.get("upload") == "raw" else {"json": body}
            if operation.get("upload") == "raw":
                bearer |= {"Content-Type": "application/octet-stream", "Upload-Offset": "0"}
            answer = await api.request(operation["method"], f"/v1{path}", headers=bearer, **sent)
            assert answer.status_code == 404, f"{operation['method']} {path}: {answer.status_code} {answer.text}"
            assert state(owner) == before, f"{operation['method']} {path} changed something"
            tried.append(operation["function"])
    assert len(tried) >= 5
