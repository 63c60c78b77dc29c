"""The engine and the sessions: asyncpg, prepared statements, a pool that is never waited for at 64 connections."""

import os
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, unquote, urlsplit

import orjson
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine


def parts() -> dict[str, str | int]:
    """DATABASE_URL (libpq's form, maybe with the socket's folder in its query) as asyncpg's arguments."""
    url = urlsplit(os.environ["DATABASE_URL"])
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    return {
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "host": url.hostname or query["host"],
        "port": url.port or int(query.get("port", 5432)),
        "database": url.path.lstrip("/"),
    }


engine = create_async_engine(
    "postgresql+asyncpg://",
    pool_size=8,
    max_overflow=0,
    pool_reset_on_return=None,
    isolation_level="AUTOCOMMIT",  # reads only: no BEGIN and ROLLBACK around each request
    json_deserializer=orjson.loads,
    connect_args={
        **parts(),
        "statement_cache_size": 500,
        "server_settings": {"search_path": "iwm, extensions", "jit": "off"},
    },
)
sessions = async_sessionmaker(engine, expire_on_commit=False, autoflush=False)


async def session() -> AsyncIterator[AsyncSession]:
    """A session for one request."""
    async with sessions() as opened:
        yield opened
