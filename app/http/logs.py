"""Structured logs, a line each, as JSON or as text; written in bulk, so that a request does not wait for a write."""

import sys
import time
from typing import Any, TextIO

import msgspec

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
BULK = 200


class Log:
    """Writes to stderr. Lines of level error go out at once, others with the next flush."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._lines: list[str] = []
        self.level = 20
        self.json = False

    def configure(self, log_format: str, log_level: str) -> None:
        """`log_format` json or text, `log_level` debug, info, warning or error."""
        self.json = log_format == "json"
        self.level = LEVELS[log_level]

    def debug(self, event: str, **fields: Any) -> None:
        """A line of level debug."""
        self._add("debug", event, fields)

    def info(self, event: str, **fields: Any) -> None:
        """A line of level info."""
        self._add("info", event, fields)

    def warning(self, event: str, **fields: Any) -> None:
        """A line of level warning."""
        self._add("warning", event, fields)

    def error(self, event: str, **fields: Any) -> None:
        """A line of level error."""
        self._add("error", event, fields)
        self.flush()

    def access(
        self, method: str, target: str, status: int, seconds: float, size: int, request_id: str, how: str, client: str
    ) -> None:
        """A request that was answered. `how`: the operation, and whether the cache answered. `client`: its address."""
        if self.level > 20:
            return
        if self.json:
            self._add(
                "info",
                "request",
                {
                    "method": method, "path": target, "status": status, "ms": round(seconds * 1000, 2),
                    "bytes": size, "request_id": request_id, "operation": how, "client": client,
                },
            )  # fmt: skip
            return
        self._lines.append(
            f"{_clock()} info    {status} {method} {_plain(target)} "
            f"{seconds * 1000:.1f} ms {size} B {how} {request_id} {_plain(client)}\n"
        )
        if len(self._lines) >= BULK:
            self.flush()

    def _add(self, level: str, event: str, fields: dict[str, Any]) -> None:
        if LEVELS[level] < self.level:
            return
        if self.json:
            record = {"at": _clock(), "level": level, "event": event, **fields}
            self._lines.append(msgspec.json.encode(record, enc_hook=str).decode() + "\n")
        else:
            words = " ".join(f"{name}={_plain(str(value))}" for name, value in fields.items())
            self._lines.append(f"{_clock()} {level:<7} {event} {words}".rstrip() + "\n")
        if len(self._lines) >= BULK:
            self.flush()

    def flush(self) -> None:
        """Writes what has gathered."""
        if self._lines:
            lines, self._lines = self._lines, []
            stream = self._stream or sys.stderr
            stream.write("".join(lines))
            stream.flush()


def _plain(text: str) -> str:
    """On one line, whatever it holds: nobody writes log lines of their own through us."""
    return text if text.isprintable() else text.encode("unicode_escape").decode()


def _clock() -> str:
    now = time.time()
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(now))}.{int(now * 1000) % 1000:03d}Z"


log = Log()
