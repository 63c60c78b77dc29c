"""Owners and staff at work on jobs, in the test's transaction."""

from typing import Any

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.queue import Queue
from tests.support.staff import Desk


@pytest.fixture
def people(conn: psycopg.Connection) -> People:
    return People(conn)


@pytest.fixture
def owner(people: People) -> Person:
    return people.user("olga")


@pytest.fixture
def other(people: People) -> Person:
    return people.user("otto")


@pytest.fixture
def moderator(people: People) -> Person:
    return people.user("mo", "moderator")


@pytest.fixture
def admin(people: People) -> Person:
    return people.user("ada", "admin")


@pytest.fixture
def desk(conn: psycopg.Connection) -> Desk:
    return Desk(conn)


class OpenQueue(Queue):
    """The queue in the test's transaction."""

    def public(self, job: int) -> str:
        """The public id of a job."""
        return self.one("select public_id from jobs.all_jobs where id = %s", [job])

    def add(self, task: str = "videos.resize", **named: Any) -> str:
        """A new job: its public id."""
        return self.public(self.enqueue(task, **named))

    def take(self, job: str) -> Any:
        """The job, claimed."""
        return next(c for c in self.claim() if self.public(c.id) == job)


@pytest.fixture
def queue(conn: psycopg.Connection) -> OpenQueue:
    return OpenQueue(conn, lambda: conn)
