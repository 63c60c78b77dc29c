"""Mails on their way from the database to wherever they go."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import psycopg
import pytest
import pytest_asyncio

from app.accounts import mailer as module
from app.accounts.keys import Keys
from app.accounts.letters import Letter
from app.accounts.mailer import Mailer
from app.accounts.post import NotDelivered
from app.accounts.tokens import Tokens
from app.database.dsn import as_role
from app.http.database import Pool
from app.http.problems import unavailable
from app.settings import Settings
from tests.app.http.support import until
from tests.support.accounts import People, Person

SETTINGS = Settings(mail="none")


class Box:
    """A Post that keeps what it gets; `before` runs first and may raise."""

    def __init__(self, before: Callable[[Letter], object] = lambda letter: None) -> None:
        self.letters: list[Letter] = []
        self.before = before

    async def deliver(self, letter: Letter) -> None:
        result = self.before(letter)
        if asyncio.iscoroutine(result):
            await result
        self.letters.append(letter)


def mailer_to(box: Box) -> Mailer:
    return Mailer(SETTINGS, Tokens(Keys(SETTINGS), SETTINGS), box)


@pytest_asyncio.fixture
async def pool(accounts_dsn: str) -> AsyncIterator[Pool]:
    """Connections of the application's role."""
    async with pools(accounts_dsn) as found:
        yield found


@contextlib.asynccontextmanager
async def pools(dsn: str) -> AsyncIterator[Pool]:
    pool = Pool(as_role(dsn, "iwm_app"), 2)
    pool.start()
    await until(lambda: pool.open_count == 2)
    try:
        yield pool
    finally:
        await pool.stop()


@pytest.fixture
def ada(owner: psycopg.Connection, people: People) -> Person:
    """The only user, with nothing sent to her yet."""
    owner.execute("delete from iwm.mails")
    owner.execute("delete from iwm.users")
    return people.user("ada")


def send(owner: psycopg.Connection, person: Person, count: int = 1, template: str = "password_changed") -> None:
    owner.execute("select iwm.send_mail(%s, %s) from generate_series(1, %s)", [person.id, template, count])


def rows(owner: psycopg.Connection) -> list[tuple]:
    return owner.execute("select state, attempts, error from iwm.mails order by id").fetchall()


async def drain(mailer: Mailer, pool: Pool) -> None:
    while await mailer.send_due(pool):
        pass


async def test_several_processes_send_each_mail_once(accounts_dsn, owner, pool, ada):
    send(owner, ada, 60)
    box = Box()
    async with pools(accounts_dsn) as second, pools(accounts_dsn) as third:
        await asyncio.gather(*(drain(mailer_to(box), each) for each in (pool, second, third)))
    assert len(box.letters) == 60
    assert len({letter.number for letter in box.letters}) == 60
    assert set(rows(owner)) == {("sent", 1, None)}


@contextlib.asynccontextmanager
async def running(mailer: Mailer, pool: Pool) -> AsyncIterator[None]:
    mailer.start(pool)
    try:
        yield
    finally:
        await mailer.stop()


async def test_who_wrote_a_mail_wakes_the_mailer(monkeypatch, owner, pool, ada):
    monkeypatch.setattr(module, "POLL", 3600)
    box = Box()
    async with running(mailer := mailer_to(box), pool):
        send(owner, ada, 12)
        await asyncio.sleep(0)
        assert box.letters == []
        mailer.wake()
        await until(lambda: len(box.letters) == 12)


async def test_mails_of_others_are_found_without_being_woken(monkeypatch, owner, pool, ada):
    monkeypatch.setattr(module, "POLL", 0.01)
    box = Box()
    async with running(mailer_to(box), pool):
        send(owner, ada)
        await until(lambda: box.letters)
    assert [letter.to for letter in box.letters] == ["ada@example.org"]


async def test_what_is_not_delivered_waits_for_its_next_try(owner, pool, ada):
    answers = iter([NotDelivered("later"), None])

    def before(letter: Letter) -> None:
        if error := next(answers):
            raise error

    send(owner, ada)
    mailer = mailer_to(box := Box(before))
    await drain(mailer, pool)
    assert rows(owner) == [("pending", 1, "later")]
    owner.execute("update iwm.mails set next_try_at = now()")
    await drain(mailer, pool)
    assert rows(owner) == [("sent", 2, None)]
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NotDelivered("no such user", final=True), "no such user"),
        (RuntimeError("a mistake"), "RuntimeError('a mistake')"),
    ],
)
async def test_one_mail_that_fails_does_not_hold_up_the_others(owner, pool, ada, error, told):
    def before(letter: Letter) -> None:
        if letter.template == "password_changed":
            raise error

    send(owner, ada)
    send(owner, ada, template="email_changed")
    await drain(mailer_to(box := Box(before)), pool)
    assert [letter.template for letter in box.letters] == ["email_changed"]
    state = "failed" if isinstance(error, NotDelivered) else "pending"
    assert rows(owner) == [(state, 1, told), ("sent", 1, None)]


async def test_what_can_never_be_written_is_given_up(owner, pool, ada):
    send(owner, ada, template="no_such_template")
    owner.execute("insert into iwm.mails (to_address, template) values ('not an address', 'password_changed')")
    await drain(mailer_to(Box()), pool)
    assert [(state, attempts) for state, attempts, _ in rows(owner)] == [("failed", 1), ("failed", 1)]


async def test_a_server_that_hangs_is_left(monkeypatch, owner, pool, ada):
    monkeypatch.setattr(module, "LONGEST", 0.01)
    send(owner, ada)
    await drain(mailer_to(Box(lambda letter: asyncio.sleep(3600))), pool)
    [(state, _, error)] = rows(owner)
    assert state == "pending"
    assert error.startswith("not sent within")


async def test_stopping_does_not_wait_for_a_server(owner, pool, ada):
    """What was being sent is claimed again by whoever lives, once its lease is over."""
    begun = asyncio.Event()

    async def hang(letter: Letter) -> None:
        begun.set()
        await asyncio.sleep(3600)

    send(owner, ada)
    async with running(mailer := mailer_to(Box(hang)), pool):
        mailer.wake()
        await begun.wait()
    assert rows(owner) == [("pending", 1, None)]


@pytest.mark.parametrize("error", [unavailable("no database"), ValueError("a mistake")])
async def test_it_goes_on_once_the_database_is_back(monkeypatch, owner, pool, ada, error):
    monkeypatch.setattr(module, "POLL", 0.01)
    tries = iter([error, error])
    mailer = mailer_to(box := Box())
    send_due = mailer.send_due

    async def sometimes(pool: Pool) -> int:
        if broken := next(tries, None):
            raise broken
        return await send_due(pool)

    monkeypatch.setattr(mailer, "send_due", sometimes)
    send(owner, ada)
    async with running(mailer, pool):
        await until(lambda: box.letters)


async def test_a_forgotten_password_becomes_a_mail_with_a_link_that_works(owner, pool, ada):
    owner.execute("select api.forgot_password('ada@example.org'), api.forgot_password('nobody@example.org')")
    mailer = mailer_to(box := Box())
    await drain(mailer, pool)
    [letter] = box.letters
    token = letter.text.partition("token=")[2].split()[0]
    (token_id,) = owner.execute("select external_id from iwm.one_time_tokens").fetchone()
    assert mailer.letters.tokens.read_link(token) == token_id
