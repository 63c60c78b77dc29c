"""Turns among the processes of a server: hashing takes half of the cores at most, the rest stays for other work."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


def half_of_the_cores() -> int:
    """How many threads may hash at once on this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores // 2)


class Turns:
    """`most` turns, taken by threads of any process that was given the same folder. Without a folder there is no limit.

    A lock of a file ends with its process, however that ends. On two busy cores, under a flood of logins, other routes
    had a p99 of 60 ms with a hashing thread in each of two processes, of 18 ms with one at a time and lower priority.
    """

    def __init__(self, folder: str | None, most: int) -> None:
        self._files = [Path(folder) / f"turn-{number}" for number in range(most)] if folder else []

    @contextlib.contextmanager
    def taken(self) -> Iterator[None]:
        """A block that runs when it is this thread's turn. Waits for that: not for the event loop."""
        if not self._files:
            yield
            return
        first = secrets.randbelow(len(self._files))
        with contextlib.ExitStack() as held:
            for file in self._files[first:] + self._files[:first]:
                if (number := _lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)) is not None:
                    break
            else:
                number = _lock(self._files[first], fcntl.LOCK_EX)
            if number is not None:
                held.callback(os.close, number)
            yield


def _lock(file: Path, how: int) -> int | None:
    """The descriptor of the locked file; None where it is held by another, or cannot be opened (the folder is gone)."""
    try:
        number = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(number, how)
    except OSError:
        os.close(number)
        return None
    return number
