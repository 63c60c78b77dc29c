"""Accounts and sessions."""

import re
from typing import TYPE_CHECKING

from app.accounts.passwords import LONGEST, Passwords
from app.migrate_files.reading import Record, identity, load, moment, text

if TYPE_CHECKING:
    from app.migrate_files.run import Migration

USER = "select ops.migrate_user(%s, %s, %s, %s, %s, %s, %s)"
SESSION = "select ops.migrate_session(%s, %s, %s, %s, %s, %s, %s, %s)"
_BCRYPT = re.compile(r"\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}")  # as app.accounts.passwords verifies it
_ARGON2 = re.compile(r"\$argon2(id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")
_LOOKS_HASHED = re.compile(r"\$\w+\$.*|[0-9a-f]{32,128}")  # of a kind that nobody here can verify
NEW = "$argon2id$"  # what a dry run has in the place of a hash


def users(migration: "Migration") -> int:
    """Moves accounts. Returns how many there are."""
    records = load(migration.folder, "users.json", "users")
    passwords = Passwords(migration.settings)

    def move(record: Record, old: str) -> dict:
        secret = text(record, "password", "passwordHash", "hashedPassword")
        if migration.ask("select ops.migrated_id(%s, 'user', %s)", migration.source, old) is not None:
            secret = None  # hashing is dear
        name, username = text(record, "name", "fullName", "displayName"), text(record, "username", "login")
        return migration.ask(
            USER, migration.source, old, name, username, text(record, "email"),
            _hash(passwords, secret, migration.dry_run), moment(record, "createdAt", "registeredAt"),
        )  # fmt: skip

    try:
        migration.each(
            "users", records, lambda record: text(record, "id", "username") or "?",
            lambda record: identity(record, "id", "username"), move,
        )  # fmt: skip
    finally:
        passwords.close()
    return len(records)


def sessions(migration: "Migration") -> int:
    """Moves sessions: when people were there. Returns how many there are."""
    records = load(migration.folder, "sessions.json", "sessions")

    def move(record: Record, old: str) -> dict:
        return migration.ask(
            SESSION, migration.source, old, identity(record, "userId", "user"),
            moment(record, "createdAt"), moment(record, "lastSeenAt", "lastActivity", "updatedAt"),
            moment(record, "expiresAt", "expires"), text(record, "device"), text(record, "userAgent"),
        )  # fmt: skip

    # a token is a secret: what is told of a session is whose it was
    migration.each(
        "sessions", records, lambda record: f"of user {text(record, 'userId', 'user') or '?'}",
        lambda record: identity(record, "token", "sessionId", "id"), move,
    )  # fmt: skip
    return len(records)


def _hash(passwords: Passwords, secret: str | None, dry_run: bool) -> str | None:
    """What is kept of a password: a hash that can be verified; one of our own for a plain text; None for neither."""
    if secret is None or _BCRYPT.fullmatch(secret) or _ARGON2.fullmatch(secret):
        return secret
    if _LOOKS_HASHED.fullmatch(secret) or len(secret) > LONGEST:
        return None
    return NEW if dry_run else passwords.hash_now(secret)
