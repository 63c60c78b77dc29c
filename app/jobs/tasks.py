"""Tasks: plain functions with typed arguments, by the name that jobs.enqueue gives."""

import contextlib
import inspect
import math
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, get_type_hints

import msgspec

from app.errors import Problem

LATEST = 365 * 86400.0  # seconds until another attempt, at most


class FinalError(Exception):
    """Raised by a task that failed for good: trying again would not help."""


class RetryLater(Exception):
    """Raised by a task that wants to be tried again after so many seconds (a year at most); it counts as a failure."""

    def __init__(self, seconds: float, reason: str = "tried again later") -> None:
        super().__init__(reason)
        if math.isnan(seconds):
            raise ValueError("RetryLater takes a number of seconds")
        self.seconds = min(max(float(seconds), 0.0), LATEST)


class Stopped(Exception):
    """Raised by Job.progress in a task that runs in a thread, once its job was cancelled or took too long."""


class Job:
    """The running job, for its task: `id`, `attempt`, and how it tells how far it is."""

    __slots__ = ("announced", "attempt", "dirty", "id", "message", "percent", "started", "stopped", "task", "timeout")

    def __init__(self, id: int, attempt: int, task: str, timeout: float) -> None:
        self.id = id
        self.attempt = attempt
        self.task = task
        self.timeout = timeout
        self.percent = 0
        self.message: str | None = None
        self.dirty = False
        self.announced = False
        self.started = 0.0
        self.stopped = False

    def progress(self, percent: float, message: str | None = None) -> None:
        """Says how far the job is: 0 to 100, never back. Costs nothing here: it goes out with the next heartbeat.

        In a thread nothing can break a function off: one that calls this now and then is broken off here.
        """
        if self.stopped:
            raise Stopped(f"job {self.id} is not wanted any more")
        self.percent = max(self.percent, min(100, int(percent)))
        if message is not None:
            self.message = message[:500]
        self.dirty = True


Run = Callable[[Job, bytes], Awaitable[Any]]


class Task:
    """A task by its name. `kind`: async (in the event loop), thread, or process (CPU-bound, can be broken off)."""

    __slots__ = ("decode", "function", "kind", "name", "structure", "takes_job")

    def __init__(self, name: str, function: Callable[..., Any], *, process: bool = False) -> None:
        hints = get_type_hints(function, include_extras=True)
        parameters = list(inspect.signature(function).parameters.values())
        is_async = inspect.iscoroutinefunction(function)
        if process and is_async:
            raise Problem(f"the task {name} is to run in a process and cannot be async")
        self.name = name
        self.function = function
        self.takes_job = bool(parameters) and hints.get(parameters[0].name) is Job
        self.kind = "async" if is_async else "process" if process else "thread"
        fields: list[Any] = []
        for parameter in parameters[1 if self.takes_job else 0 :]:
            hint = hints.get(parameter.name, Any)
            fields.append(
                (parameter.name, hint)
                if parameter.default is parameter.empty
                else (parameter.name, hint, parameter.default)
            )
        self.structure = msgspec.defstruct(
            name.replace(".", "_").replace("-", "_"), fields, kw_only=True, forbid_unknown_fields=True, gc=False
        )
        self.decode = msgspec.json.Decoder(self.structure).decode if fields else None

    def arguments(self, raw: bytes) -> dict[str, Any]:
        """The arguments from their JSON. Raises FinalError where they do not fit."""
        if self.decode is None:
            return {}
        try:
            given = self.decode(raw)
        except msgspec.DecodeError as error:
            raise FinalError(f"the arguments do not fit the task: {error}") from None
        return {name: getattr(given, name) for name in given.__struct_fields__}

    def described(self) -> dict[str, Any]:
        """What staff is told of it: name, kind, description, and a JSON Schema of its arguments."""
        schema: Any = None
        with contextlib.suppress(TypeError):  # of a type that JSON Schema has no words for
            schema = msgspec.json.schema(self.structure) if self.structure is not None else {"type": "object"}
        lines = (inspect.getdoc(self.function) or "").splitlines()
        return {"name": self.name, "kind": self.kind, "description": (lines or [None])[0], "arguments": schema}

    def call(self, job: Job, raw: bytes) -> Any:
        """Calls the function: its result, or for an async one what is to be awaited."""
        arguments = self.arguments(raw)
        return self.function(job, **arguments) if self.takes_job else self.function(**arguments)


class Registry:
    """The tasks that a worker knows."""

    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}

    def task(self, name: str, *, process: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Decorator: makes a function the task `name`. A function that is not `async` runs in a thread.

        Its parameters are the job's arguments by name and type; a first one of type Job gets the job.
        `process`: it runs in a process of its own, so that it neither holds up others while it computes, nor goes on
        when its job is cancelled.
        """

        def add(function: Callable[..., Any]) -> Callable[..., Any]:
            if name in self.tasks:
                raise Problem(f"there are two tasks {name}")
            self.tasks[name] = Task(name, function, process=process)
            return function

        return add

    def merged(self, other: "Registry | Mapping[str, Task]") -> "Registry":
        """This registry with another one's tasks. Raises Problem where both have one of the same name."""
        both = Registry()
        more = other.tasks if isinstance(other, Registry) else dict(other)
        if twice := self.tasks.keys() & more.keys():
            raise Problem(f"there are two tasks {', '.join(sorted(twice))}")
        both.tasks = {**self.tasks, **more}
        return both
