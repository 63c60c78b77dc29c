"""Passwords: what is allowed, what is kept of them, and that hashing holds up nobody else."""

import asyncio
import os
import unicodedata
from collections.abc import Iterator
from typing import Any

import bcrypt
import pytest
from argon2 import PasswordHasher, extract_parameters

from app.accounts.passwords import LONGEST, MOST_WAITING, Passwords
from app.http.problems import HttpProblem
from app.settings import Settings

pytestmark = pytest.mark.once
GOOD = "correct horse battery"


@pytest.fixture
def made() -> Iterator[Any]:
    """made(**settings): passwords with these settings."""
    all_made: list[Passwords] = []

    def make(**settings: Any) -> Passwords:
        all_made.append(Passwords(Settings(**settings)))
        return all_made[-1]

    yield make
    for passwords in all_made:
        passwords.close()


@pytest.fixture
def passwords(made: Any) -> Passwords:
    return made()


async def test_a_hash_is_argon2id_with_the_parameters_of_the_settings(made: Any) -> None:
    hashed = await made(argon2_memory_kib=20000, argon2_passes=3).hash(GOOD)
    given = extract_parameters(hashed)
    assert hashed.startswith("$argon2id$v=19$")
    assert (given.memory_cost, given.time_cost, given.parallelism, given.salt_len, given.hash_len) == (
        20000,
        3,
        1,
        16,
        32,
    )
    least = extract_parameters(await made().hash(GOOD))
    assert (least.memory_cost, least.time_cost) == (19456, 2)  # OWASP's minimum


async def test_only_the_password_fits_its_hash(passwords: Passwords) -> None:
    hashed = await passwords.hash(GOOD)
    assert hashed != await passwords.hash(GOOD)
    assert await passwords.verify(hashed, GOOD) == (True, False)
    for wrong in ("", GOOD + " ", GOOD.upper(), GOOD[:-1], "\x00", GOOD + "\x00", "x" * 100_000, "\ud800"):
        assert await passwords.verify(hashed, wrong) == (False, False)


async def test_a_letter_can_be_typed_in_two_ways(made: Any) -> None:
    for passwords in (made(), made(password_pepper="pepper")):
        composed, parted = "crème brûlée", unicodedata.normalize("NFD", "crème brûlée")
        assert composed != parted
        assert (await passwords.verify(await passwords.hash(parted), composed))[0]
        assert (await passwords.verify(await passwords.hash(composed), parted))[0]


async def test_other_parameters_ask_for_a_new_hash(made: Any) -> None:
    weak, strong = made(), made(argon2_passes=3)
    hashed = await weak.hash(GOOD)
    assert await strong.verify(hashed, GOOD) == (True, True)
    assert await strong.verify(hashed, "wrong") == (False, False)


async def test_a_pepper_goes_into_the_hash(made: Any) -> None:
    plain, peppered, other = made(), made(password_pepper="one"), made(password_pepper="two")
    hashed = await peppered.hash(GOOD)
    assert await peppered.verify(hashed, GOOD) == (True, False)
    for wrong in (plain, other):
        assert await wrong.verify(hashed, GOOD) == (False, False)
    with pytest.raises(Exception, match="does not match"):
        PasswordHasher().verify(hashed[hashed.index("$") :], GOOD)


async def test_a_pepper_that_is_set_later_locks_nobody_out(made: Any) -> None:
    plain, peppered = made(), made(password_pepper="one")
    known = await plain.hash(GOOD)
    assert await peppered.verify(known, GOOD) == (True, True)  # to be hashed anew, with it
    assert await peppered.verify(known, "wrong") == (False, False)
    assert await peppered.verify(await peppered.hash(GOOD), GOOD) == (True, False)


async def test_with_a_pepper_every_password_costs_one_hash(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is unknown, has a hash with the pepper, without it or with another one: the work is the same."""
    plain, peppered, other = made(), made(password_pepper="one"), made(password_pepper="two")
    hashes = [None, "!", await plain.hash(GOOD), await peppered.hash(GOOD), await other.hash(GOOD)]
    verified: list[tuple[int, int, int]] = []
    verify = PasswordHasher.verify

    def spy(hasher: PasswordHasher, hashed: str, password: bytes) -> bool:
        given = extract_parameters(hashed)
        verified.append((given.memory_cost, given.time_cost, given.parallelism))
        return verify(hasher, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", spy)
    for known in hashes:
        assert await peppered.verify(known, "wrong") == (False, False)
    assert verified == [(19456, 2, 1)] * len(hashes)


@pytest.mark.parametrize("prefix", [b"2a", b"2b", b"2y"])
async def test_bcrypt_of_an_older_service_fits_once_more(made: Any, prefix: bytes) -> None:
    known = bcrypt.hashpw(GOOD.encode(), bcrypt.gensalt(4)).replace(b"$2b$", b"$" + prefix + b"$").decode()
    for passwords in (made(), made(password_pepper="pepper")):
        assert await passwords.verify(known, GOOD) == (True, True)
        assert await passwords.verify(known, GOOD + "x") == (False, False)


async def test_bcrypt_looks_at_72_bytes_and_never_fails_otherwise(passwords: Passwords) -> None:
    long = "ä" * 50  # 100 bytes
    known = bcrypt.hashpw(long.encode()[:72], bcrypt.gensalt(4)).decode()
    assert await passwords.verify(known, long) == (True, True)
    assert await passwords.verify(known, long + "more") == (True, True)  # as the older service had it
    for wrong in ("", "\x00", "ä" * 35, "a\x00" * 500, "\ud800", "x" * 100_000):
        assert await passwords.verify(known, wrong) == (False, False)
    parted = unicodedata.normalize("NFD", "crème")
    as_typed = bcrypt.hashpw(parted.encode(), bcrypt.gensalt(4)).decode()
    assert await passwords.verify(as_typed, parted) == (True, True)


@pytest.mark.parametrize(
    "known",
    [
        None, "", "!", "x", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$",
        "$argon2id$v=19$m=x,t=2,p=1$c2FsdHNhbHQ$aGFzaA",
        "$argon2id$v=19$m=4194305,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g",
        "$argon2id$v=19$m=19456,t=4000000,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g",
        "$argon2id$v=19$m=19456,t=2,p=9999$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g",
        "$2b$31$" + "a" * 53, "$2b$04$" + "a" * 52, "$2x$04$" + "a" * 53, "$1$salt$md5", "{SHA}xxx", "\x00",
        "\u00e9" * 60,
    ],
    ids=str,
)  # fmt: skip
async def test_what_is_no_hash_costs_a_whole_one_and_never_fits(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch, known: str | None
) -> None:
    verified: list[str] = []
    verify = PasswordHasher.verify

    def spy(hasher: PasswordHasher, hashed: str, password: bytes) -> bool:
        verified.append(hashed)
        return verify(hasher, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", spy)
    assert await passwords.verify(known, GOOD) == (False, False)
    assert verified == [passwords._dummy]
    own, dummy = extract_parameters(passwords.hash_now(GOOD)), extract_parameters(passwords._dummy)
    assert own == dummy


def test_each_process_has_a_dummy_of_its_own(made: Any) -> None:
    assert made()._dummy != made()._dummy


@pytest.mark.parametrize("length", [1, 7])
def test_shorter_passwords(passwords: Passwords, length: int) -> None:
    with pytest.raises(HttpProblem) as caught:
        passwords.check("xyäzq🎬k"[:length])
    assert caught.value.status == 422
    assert [(e.field, e.reason) for e in caught.value.errors] == [("password", "must have at least 8 characters")]


@pytest.mark.parametrize("length", [8, 9, 72, 73, 999, 1000])
@pytest.mark.parametrize("letter", ["x", "ä", "語", "🎬", " "])
def test_every_length_that_is_allowed(passwords: Passwords, length: int, letter: str) -> None:
    passwords.check((letter + "yz")[: min(3, length)] + letter * (length - 3))


def test_longer_passwords(passwords: Passwords) -> None:
    for length in (LONGEST + 1, 5000, 1_000_000):
        assert passwords.refusal("x" * length) == "must have at most 1000 characters"


def test_characters_are_counted_as_they_are_kept(passwords: Passwords) -> None:
    parted = unicodedata.normalize("NFD", "éàüöêñç")  # 7 letters, typed as 14
    assert len(parted) == 14
    assert passwords.refusal(parted) == "must have at least 8 characters"
    assert passwords.refusal(parted + "é") == ""


def test_the_least_length_is_a_setting(made: Any) -> None:
    assert made(password_min=6).refusal("zk4!qp") == ""
    assert made(password_min=12).refusal("zk4!qp zk4!") == "must have at least 12 characters"


def test_nul_and_half_characters(passwords: Passwords) -> None:
    assert "NUL" in passwords.refusal("good\x00password")
    assert "surrogate" in passwords.refusal("good password\ud800")


@pytest.mark.parametrize(
    "password",
    [
        "ada.lovelace@example.org",
        "ADA.LOVELACE@EXAMPLE.ORG",
        "ada.lovelace",
        "adaLovelace",
        "Ada Lovelace",
        "ada_lovelace",
    ],
)
def test_what_others_know_is_no_password(passwords: Passwords, password: str) -> None:
    refusal = passwords.refusal(password, "ada.lovelace@example.org", None, "Ada Lovelace")
    assert refusal == "must not be your name, e-mail address or username"
    assert passwords.refusal(password + " 1815", "ada.lovelace@example.org", None, "Ada Lovelace") == ""


def test_signs_alone_are_compared_as_they_are(passwords: Passwords) -> None:
    assert passwords.refusal("!?!?!?!?", "ada@example.org", "-") == ""
    assert passwords.refusal("!?!?!?!?", "!?!?!?!?") != ""


def test_common_passwords(passwords: Passwords) -> None:
    for password in ("password", "PASSWORD", "Password1", "qwertyuiop", "12345678"):
        assert passwords.refusal(password) == "is one that many people use and that is tried first"


def test_the_problem_names_the_field(passwords: Passwords) -> None:
    with pytest.raises(HttpProblem) as caught:
        passwords.check("short", field="new_password")
    assert caught.value.errors[0].field == "new_password"


async def test_the_event_loop_goes_on_while_passwords_are_hashed(passwords: Passwords) -> None:
    work = [asyncio.create_task(passwords.hash(GOOD)) for _ in range(10)]
    turns = 0
    while not all(task.done() for task in work):
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100
    assert passwords.waiting == 0


async def test_no_more_are_hashed_at_once_than_the_settings_say(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    passwords, running, most = made(hash_workers=2), 0, 0

    def work(_: str) -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        os.sched_yield()
        running -= 1
        return "hashed"

    monkeypatch.setattr(passwords, "hash_now", work)
    await asyncio.gather(*[passwords.hash(GOOD) for _ in range(20)])
    assert 1 <= most <= 2


async def test_too_many_waiting_are_told_at_once(passwords: Passwords) -> None:
    waiting = [asyncio.create_task(passwords.verify(None, GOOD)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    assert passwords.waiting == MOST_WAITING
    for _ in range(3):
        with pytest.raises(HttpProblem) as caught:
            await passwords.hash(GOOD)
        assert (caught.value.status, caught.value.code) == (503, "overloaded")
        name, seconds = caught.value.headers[0]
        assert name == b"retry-after"
        assert 1 <= int(seconds) <= 60
    for task in waiting[1:]:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert passwords.waiting == 0
    assert (await passwords.hash(GOOD)).startswith("$argon2id$")


async def test_a_wait_that_would_be_too_long_is_refused(passwords: Passwords) -> None:
    passwords.cost = 3.0
    waiting = [asyncio.create_task(passwords.verify(None, GOOD)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(HttpProblem) as caught:
        await passwords.verify(None, GOOD)
    assert caught.value.headers == [(b"retry-after", b"6")]
    await asyncio.gather(*waiting)
    assert passwords.cost < 3.0
