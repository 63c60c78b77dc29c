"""Users made for a test, by the few words that it needs, and who they are to the functions of the API."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Person:
    """A user: internal and public id, username, session, and the literal of iwm.viewer that stands for it."""

    id: int
    external_id: str
    username: str
    session_id: str

    @property
    def viewer(self) -> str:
        """The value of _viewer; in SQL: %s::iwm.viewer."""
        return f"({self.external_id},{self.session_id},)"


class People:
    """Makes users on a connection of the owner; each has a session."""

    def __init__(self, conn: psycopg.Connection) -> None:
        self.conn = conn

    def user(self, username: str, role: str = "user", *, verified: bool = True, **columns: Any) -> Person:
        """A user. `columns` are those of iwm.users."""
        values = {"email": f"{username}@example.org", "username": username, "name": username.title(), **columns}
        names = sql.SQL(", ").join(map(sql.Identifier, values))
        statement = sql.SQL(
            "insert into iwm.users (external_id, email_verified_at, {}) values (iwm.new_id('usr'), {}, {})"
            " returning id, external_id"
        ).format(
            names,
            sql.SQL("iwm.now()" if verified else "null"),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        )
        user_id, external_id = self.conn.execute(statement, list(values.values())).fetchone()  # type: ignore[misc]
        self.conn.execute("insert into iwm.user_stats (user_id) values (%s)", [user_id])
        self.conn.execute("insert into iwm.user_settings (user_id) values (%s)", [user_id])
        if role != "user":
            self.conn.execute("insert into iwm.admin_user_meta (user_id, role) values (%s, %s)", [user_id, role])
        return Person(user_id, external_id, username, self.session(user_id))

    def session(self, user_id: int, **columns: Any) -> str:
        """A further session of a user: its public id."""
        (session_id,) = self.conn.execute("select iwm.new_id('ses')").fetchone()  # type: ignore[misc]
        values = {"user_id": user_id, "external_id": session_id, "refresh_hash": secrets.token_hex(32), **columns}
        statement = sql.SQL(
            "insert into iwm.sessions (expires_at, {}) values (iwm.now() + interval '1 day', {})"
        ).format(
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        )
        self.conn.execute(statement, list(values.values()))
        return session_id

    def api_token(self, person: Person, *scopes: str) -> str:
        """An API token of a user with these scopes, as its owner would send it."""
        token = f"iwm_{secrets.token_urlsafe(30)}"
        self.conn.execute(
            "insert into iwm.api_tokens (user_id, external_id, name, token_hash, hint, scopes)"
            " values (%s, iwm.new_id('tok'), 'test', %s, %s, %s)",
            [person.id, hashlib.sha256(token.encode()).hexdigest(), token[-4:], list(scopes)],
        )
        return token
