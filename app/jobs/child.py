"""The other side of app.jobs.processes: a process that runs one task after the other, as it is told on its input.

Frames are a length of 4 bytes and MessagePack. In: {"id", "attempt", "task", "timeout", "args"}. Out: {"progress",
"message"} while it runs, then {"result"} or {"error", "final", "seconds"}. It ends with its input, or with the worker.
"""

import importlib
import os
import sys
from typing import Any, BinaryIO

import msgspec

from app.jobs.tasks import FinalError, Job, Registry, RetryLater
from app.parent import die_with_parent


class _Telling(Job):
    """A job whose progress goes to the parent at once."""

    __slots__ = ("_out",)

    def __init__(self, out: BinaryIO, **named: Any) -> None:
        super().__init__(**named)
        self._out = out

    def progress(self, percent: float, message: str | None = None) -> None:
        """Says how far the job is: 0 to 100, never back."""
        super().progress(percent, message)
        send(self._out, {"progress": self.percent, "message": self.message})


def send(out: BinaryIO, frame: dict[str, Any]) -> None:
    """Writes a frame."""
    body = msgspec.msgpack.encode(frame)
    out.write(len(body).to_bytes(4, "big") + body)
    out.flush()


def load(place: str) -> Registry:
    """The registry that `module:name` stands for: a registry, or a function that makes one."""
    module, _, name = place.partition(":")
    found = getattr(importlib.import_module(module), name)
    registry = found if isinstance(found, Registry) else found()
    if not isinstance(registry, Registry):
        raise TypeError(f"{place} is no registry of tasks")
    return registry


def serve(place: str, source: BinaryIO, out: BinaryIO) -> None:
    """Runs what comes in until it ends."""
    registry = load(place)
    while head := source.read(4):
        given = msgspec.msgpack.decode(source.read(int.from_bytes(head, "big")))
        job = _Telling(out, id=given["id"], attempt=given["attempt"], task=given["task"], timeout=given["timeout"])
        send(out, run(registry, job, given["args"]))


def run(registry: Registry, job: Job, args: bytes) -> dict[str, Any]:
    """Runs one task: the frame that tells how it went."""
    try:
        result = registry.tasks[job.task].call(job, args)
        return {"result": None if result is None else msgspec.json.encode(result)}
    except FinalError as error:
        return {"error": str(error), "final": True}
    except RetryLater as later:
        return {"error": str(later), "seconds": later.seconds}
    except BaseException as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Serves standard input. What a task prints goes to standard error."""
    die_with_parent(0)
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.argv[1], source, out)


if __name__ == "__main__":
    main()
