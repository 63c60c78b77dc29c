"""Tasks for the tests of the worker; those with process=True are imported by a process of its own."""

import asyncio
import os
import sys
import threading
import time
from typing import Any

from app.jobs.tasks import FinalError, Job, Registry, RetryLater

PLACE = "tests.app.jobs.tasks_to_run:registry"
registry = Registry()
calls: list[Any] = []  # what ran in this process
gates: dict[str, asyncio.Event] = {}
held = threading.Event()


@registry.task("noop")
async def noop() -> None:
    """Nothing."""


@registry.task("note")
async def note(value: Any) -> Any:
    """Notes that it ran, and returns what it was given."""
    calls.append(value)
    return value


@registry.task("typed")
async def typed(job: Job, count: int, names: list[str], note: str = "none") -> dict[str, Any]:
    """Returns its arguments and the job's number."""
    return {"id": job.id, "attempt": job.attempt, "count": count, "names": names, "note": note}


@registry.task("gate")
async def gate(job: Job, name: str) -> str:
    """Waits until the test opens the gate; says when it begins and when it is broken off."""
    calls.append(("begun", name))
    try:
        await gates.setdefault(name, asyncio.Event()).wait()
    except asyncio.CancelledError:
        calls.append(("broken off", name))
        raise
    return name


@registry.task("stubborn")
async def stubborn(name: str) -> str:
    """Does not let itself be broken off."""
    calls.append(("begun", name))
    while not gates.setdefault(name, asyncio.Event()).is_set():
        try:
            await gates[name].wait()
        except asyncio.CancelledError:
            calls.append(("will not", name))
    return name


@registry.task("progress")
async def progress(job: Job) -> None:
    """Tells how far it is, in steps that the test allows."""
    for percent in (10, 60, 30, 100):
        job.progress(percent, f"at {percent}")
        await gates.setdefault(f"p{percent}", asyncio.Event()).wait()


@registry.task("fail")
async def fail(error: str, final: bool = False) -> None:
    """Fails."""
    if final:
        raise FinalError(error)
    raise RuntimeError(error)


@registry.task("unprintable")
async def unprintable() -> None:
    """Fails with what no text of the database can hold."""
    raise FinalError("a\x00b\ud800")


@registry.task("later")
async def later(seconds: float) -> None:
    """Wants to be tried again."""
    raise RetryLater(seconds, "not yet")


@registry.task("exit")
async def leave() -> None:
    """Tries to end the process."""
    sys.exit(3)


@registry.task("result")
async def result(text: str) -> str:
    """Returns a text that the database may not be able to hold."""
    return {"nul": "a\x00b", "long": "x" * 1_100_000}.get(text, text)


@registry.task("thread")
def in_thread(job: Job, name: str) -> str:
    """Runs in a thread until the test says so."""
    calls.append(("begun", name, threading.current_thread() is threading.main_thread()))
    held.wait(60)
    return name


@registry.task("asking thread")
def asking(job: Job) -> None:
    """Runs in a thread and tells its progress, until it is broken off by that."""
    calls.append("begun")
    while True:
        job.progress(1)
        time.sleep(0.005)


@registry.task("process", process=True)
def in_process(job: Job, what: str) -> Any:
    """Runs in a process of its own."""
    job.progress(50, "half")
    if what == "spin":
        while True:
            pass
    if what == "die":
        os._exit(7)
    if what == "fail":
        raise FinalError("no use")
    if what == "print":
        print("this goes to standard error")
    return {"pid": os.getpid(), "parent": os.getppid()}


@registry.task("block")
async def block(seconds: float) -> None:
    """Holds up the event loop."""
    time.sleep(seconds)  # noqa: ASYNC251


def open_gate(name: str) -> None:
    """Lets tasks go on that wait at a gate."""
    gates.setdefault(name, asyncio.Event()).set()


def begun() -> list[str]:
    """The tasks that have begun, in their order."""
    return [call[1] for call in calls if call[0] == "begun"]
