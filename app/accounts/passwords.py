"""Passwords: what is allowed as one, and their hashes (Argon2id; bcrypt of an older service until the next login)."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import os
import re
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import bcrypt
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from app.accounts.breached import Breached
from app.accounts.keys import derive
from app.accounts.turns import Turns, half_of_the_cores
from app.http.problems import FieldError, HttpProblem, unavailable
from app.http.scrape import FOLDER_VARIABLE
from app.settings import Settings

LONGEST = 1000  # characters, as iwm.password has it
MOST_WAITING = 100
LONGEST_WAIT = 5.0  # seconds
NICENESS = 10  # as a batch job; at 19 a busy machine starves logins
BCRYPT_LONGEST = 72  # bytes; bcrypt has never looked at more
_BCRYPT = re.compile(r"\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}")  # a cost above 15 would take seconds
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 4_194_304, 100, 16

Result = TypeVar("Result")


class Passwords:
    """Hashes and verifies in threads of their own, `hash_workers` at once, so that the event loop stays free."""

    def __init__(self, settings: Settings) -> None:
        self.shortest = settings.password_min
        self.breached = Breached(settings.breached_passwords)
        self._hasher = PasswordHasher(
            time_cost=settings.argon2_passes, memory_cost=settings.argon2_memory_kib, parallelism=1, type=Type.ID
        )
        self._pepper, self._mark = _pepper(settings.password_pepper)
        self._dummy = _never_matching(self._hasher)
        self._workers = settings.hash_workers
        self._threads = ThreadPoolExecutor(self._workers, "iwm-hash", _give_way)
        self._free = asyncio.Semaphore(self._workers)
        self._turns = Turns(os.environ.get(FOLDER_VARIABLE), max(self._workers, half_of_the_cores()))
        self.waiting = 0
        self.cost = 0.05  # seconds that one takes, as measured lately

    def start(self) -> None:
        """Reads the list of passwords that nobody may have, in the background."""
        self._threads.submit(self.breached.load)

    def close(self) -> None:
        """Ends the threads; one that hashes is left to finish."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def check(self, password: str, *same_as: str | None, field: str = "password") -> None:
        """Raises HttpProblem 422 for a password that nobody may have. `same_as`: e-mail address, username, name."""
        reason = self.refusal(password, *same_as)
        if reason:
            raise HttpProblem(
                422,
                f"{field} {reason}.",
                hint="A sentence of a few words is easy to keep and hard to guess.",
                errors=[FieldError(field, reason)],
            )

    def refusal(self, password: str, *same_as: str | None) -> str:
        """Why a password is refused; empty where it is not."""
        plain = normalised(password)
        if "\x00" in plain:
            return "must not contain the character NUL"
        if not plain.isascii() and any("\ud800" <= character <= "\udfff" for character in plain):
            return "must not contain half a character (a lone surrogate)"
        if len(plain) < self.shortest:
            return f"must have at least {self.shortest} characters"
        if len(plain) > LONGEST:
            return f"must have at most {LONGEST} characters"
        for own in same_as:
            if own and _bare(plain) in (_bare(own), _bare(own.partition("@")[0])):
                return "must not be your name, e-mail address or username"
        if plain in self.breached:
            return "is one that many people use and that is tried first"
        return ""

    async def hash(self, password: str) -> str:
        """The hash of a password. Raises HttpProblem 503 where too many wait."""
        return await self._run(lambda: self.hash_now(password))

    async def verify(self, known: str | None, password: str) -> tuple[bool, bool]:
        """Whether the password is that of the hash, and whether it should be hashed anew.

        A hash that is none (no such user, no password set, unknown kind) costs as much as one and never fits.
        Raises HttpProblem 503 where too many wait.
        """
        return await self._run(lambda: self.verify_now(known, password))

    def hash_now(self, password: str) -> str:
        """The hash of a password, in this thread."""
        return self._mark + self._hasher.hash(_message(password, self._pepper))

    def verify_now(self, known: str | None, password: str) -> tuple[bool, bool]:
        """verify(), in this thread."""
        known = known or ""
        if _BCRYPT.fullmatch(known):
            fits = _fits_bcrypt(known.encode(), password)
            return fits, fits
        # Without the mark: made before there was a pepper. One of another pepper is none that can be verified.
        peppered = bool(self._mark) and known.startswith(self._mark)
        hashed = known.removeprefix(self._mark) if peppered else known
        if not _usable(hashed):
            hashed = self._dummy
        try:
            self._hasher.verify(hashed, _message(password, self._pepper if peppered else None))
        except (VerificationError, InvalidHashError, ValueError):
            return False, False
        return True, peppered != bool(self._mark) or self._hasher.check_needs_rehash(hashed)

    async def _run(self, work: Callable[[], Result]) -> Result:
        expected = self.waiting * self.cost / self._workers
        if self.waiting >= MOST_WAITING or expected > LONGEST_WAIT:
            raise unavailable("Too many people are signing in.", code="overloaded", retry_after=max(1, round(expected)))
        self.waiting += 1
        try:
            async with self._free:
                started = time.perf_counter()
                result = await asyncio.get_running_loop().run_in_executor(self._threads, self._in_turn, work)
                self.cost += 0.2 * (time.perf_counter() - started - self.cost)
                return result
        finally:
            self.waiting -= 1

    def _in_turn(self, work: Callable[[], Result]) -> Result:
        with self._turns.taken():
            return work()


def normalised(password: str) -> str:
    """The one form of a password (NFC): a letter with an accent can be typed in two ways."""
    return unicodedata.normalize("NFC", password)


def _pepper(setting: str) -> tuple[bytes | None, str]:
    """The key of a pepper, and what stands before the hashes that were made with it; None and nothing without one."""
    if not setting:
        return None, ""
    key = derive(setting.encode(), "password pepper")
    return key, f"pepper:{hashlib.sha256(b'kid' + key).hexdigest()[:8]}"


def _message(password: str, pepper: bytes | None) -> bytes:
    """What is hashed in the place of a password."""
    plain = normalised(password).encode("utf-8", "surrogatepass")
    # base64: whatever takes the hash elsewhere may end at a NUL
    return plain if pepper is None else base64.b64encode(hmac.digest(pepper, plain, "sha256"))


def _bare(text: str) -> str:
    """A text in lower case and without what stands between its words; itself where nothing else is in it."""
    return "".join(filter(str.isalnum, text.casefold())) or text


def _fits_bcrypt(known: bytes, password: str) -> bool:
    """As the older service had it: not normalised, and cut to 72 bytes."""
    fits = False
    for form in {password, normalised(password)}:
        message = form.encode("utf-8", "surrogatepass")[:BCRYPT_LONGEST]
        with contextlib.suppress(ValueError):  # NUL: no password has it
            fits = bcrypt.checkpw(message, known) or fits
    return fits


def _usable(known: str) -> bool:
    """Whether it is an Argon2 hash, and one that can be computed in a sensible time."""
    try:
        given = extract_parameters(known)
    except (InvalidHashError, ValueError, KeyError, TypeError, IndexError):
        return False
    return given.memory_cost <= _MOST_MEMORY and given.time_cost <= _MOST_PASSES and given.parallelism <= _MOST_LANES


def _never_matching(hasher: PasswordHasher) -> str:
    """A hash of these parameters that nothing was hashed to."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (hasher.salt_len, hasher.hash_len)
    )
    return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${digest}"


def _give_way() -> None:
    """Lets the other threads of the machine go first, where the system can do that for a single thread (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
