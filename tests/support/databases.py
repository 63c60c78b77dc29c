"""Databases of the test server: the installed template, its clones, and dropping them."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from app.database.dsn import with_parts
from tests.support import profiler

TEMPLATE = "iwm_template"
_numbers = itertools.count(1)


def with_database(dsn: str, name: str) -> str:
    """The URL of another database of the same server."""
    return with_parts(dsn, dbname=name)


def create(owner_dsn: str, name: str, template: str = "template0") -> str:
    """Makes the database `name` as a copy of `template`; returns its DSN."""
    # file_copy: the files are copied without going through the WAL, which is the faster way with fsync off
    statement = sql.SQL("create database {} template {} strategy file_copy")
    with psycopg.connect(owner_dsn, autocommit=True) as conn:
        conn.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
    return with_database(owner_dsn, name)


def drop(owner_dsn: str, name: str) -> None:
    """Drops the database `name`, ending whatever is connected to it."""
    profiler.collect(with_database(owner_dsn, name))
    with psycopg.connect(owner_dsn, autocommit=True) as conn:
        conn.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@contextmanager
def cloned(owner_dsn: str, template: str, prefix: str = "t") -> Iterator[str]:
    """The DSN of a copy of `template`, which is dropped at the end of the block."""
    name = unique_name(prefix)
    dsn = create(owner_dsn, name, template)
    try:
        yield dsn
    finally:
        drop(owner_dsn, name)


def unique_name(prefix: str = "t") -> str:
    """A database name that no other test of this machine uses."""
    return f"iwm_{prefix}_{os.getpid()}_{next(_numbers)}"


@contextmanager
def act_as(conn: psycopg.Connection, role: str) -> Iterator[psycopg.Connection]:
    """Within the block, `conn` has the rights of `role` only. What fails inside is rolled back to the block's start."""
    with conn.transaction():
        conn.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
        yield conn
        conn.execute("reset role")
