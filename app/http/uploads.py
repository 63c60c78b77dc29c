"""Bodies that are handed on as they come: a form with a file in it, or plain bytes. No file is ever whole in memory."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from app.http.binding import invalid
from app.http.handling import Call
from app.http.problems import FieldError, HttpProblem

QUIET = 30.0  # seconds that a client may send nothing
SLOWEST = 10 << 10  # bytes a second that have to come, on the average of so many seconds of waiting for them
AVERAGE = 60.0
MOST_FIELD_BYTES = 16_384
MOST_PARTS = 50
FILE = "file"


async def pieces(call: Call) -> AsyncIterator[bytes]:
    """The body of an operation with @upload. Raises HttpProblem: 408 where it comes too slowly, 400 where it ends."""
    waited, came = 0.0, 0
    while True:
        begin = time.monotonic()
        try:
            async with asyncio.timeout(QUIET):
                message = await call.receive()
        except TimeoutError:
            raise HttpProblem(408, f"For {QUIET:g} seconds nothing came.", hint="Send it again.") from None
        if message["type"] == "http.disconnect":
            raise HttpProblem(400, "The body ended too early.", hint="Send all of it.")
        piece = message.get("body", b"")
        waited += time.monotonic() - begin  # not while we were busy with what came before
        came += len(piece)
        if piece:
            yield piece
        if not message.get("more_body"):
            return
        if waited >= AVERAGE:
            if came < SLOWEST * waited:
                raise HttpProblem(
                    408, f"For a minute less than {SLOWEST} bytes a second came.",
                    hint="Send it over a better line, or in chunks where there is a way to.",
                )  # fmt: skip
            waited, came = 0.0, 0


def announced(call: Call) -> int | None:
    """How many bytes the body has, as far as its header says."""
    text = call.header(b"content-length") or ""
    return int(text[:19]) if text.isascii() and text.isdigit() else None


class Form:
    """A body of multipart/form-data with one part `file`; the other parts are the operation's arguments.

    file() has to be read to its end; then `file_name` is what the client calls it, and call.values has the arguments.
    `judge` gets those that stand before the file, before any of it is read; it raises what there is to say of them.
    """

    def __init__(self, call: Call, judge: Callable[[dict[str, str | None]], Awaitable[None]] | None = None) -> None:
        self.file_name: str | None = None
        self._call = call
        self._judge = judge
        self._fields: dict[str, str] = {}
        self._begun = False
        self._seen_file = False
        kind = call.exchange.headers.get(b"content-type", b"").decode("latin-1")
        try:
            self._parser = PushMultipartParser(
                parse_options_header(kind)[1].get("boundary", ""), max_segment_count=MOST_PARTS, strict=True
            )
        except MultipartError as error:
            raise _unreadable(error) from None

    async def file(self) -> AsyncIterator[bytes]:
        """The bytes of the file, piece by piece. Raises HttpProblem: 400 for what is no form, 422 for wrong fields."""
        segment: MultipartSegment | None = None
        field = bytearray()
        nothing = 0  # bytes in a row that were no part of anything
        try:
            async with contextlib.aclosing(pieces(self._call)) as body:
                async for piece in body:
                    # behind a part the form may be at its end: what comes there is passed over, as RFC 2046 has it
                    self._parser.strict = segment is not None or not self._begun
                    nothing += len(piece)
                    for event in self._parser.parse(piece):
                        nothing = 0
                        if isinstance(event, MultipartSegment):
                            segment = event
                            before = self._begin(event)
                            if self._judge is not None and before is not None:
                                await self._judge(before)
                        elif event is None:
                            self._end(segment, field)
                            segment = None
                            field.clear()
                        elif segment is not None and segment.name == FILE:
                            yield bytes(event)
                        else:
                            field += event
                            if len(field) > MOST_FIELD_BYTES:
                                raise HttpProblem(413, f"A field may have {MOST_FIELD_BYTES} bytes.")
                    if nothing > MOST_FIELD_BYTES:
                        raise HttpProblem(400, "There is too much behind the end of the form.", hint="End it there.")
            self._parser.close()
        except MultipartError as error:
            raise _unreadable(error) from None
        if not self._seen_file:
            raise invalid([FieldError(FILE, "is required: a part of the form with this name")])
        self._call.values.update(self._call.endpoint.binder.bind_form(self._fields))

    def _begin(self, segment: MultipartSegment) -> dict[str, str | None] | None:
        """A part begins; where it is the file, the arguments that came before it."""
        self._begun = True
        if segment.name == FILE:
            if self._seen_file:
                raise invalid([FieldError(FILE, "is given twice")])
            self._seen_file = True
            self.file_name = segment.filename
            # what is wrong with the fields before it is told before a large file comes
            return self._call.endpoint.binder.bind_form(self._fields, whole=False)
        if segment.filename is not None:
            raise invalid([FieldError(segment.name[:200], f"is a file: the part with the file is named {FILE}")])
        if segment.name in self._fields:
            raise invalid([FieldError(segment.name[:200], "is given twice")])
        return None

    def _end(self, segment: MultipartSegment | None, field: bytearray) -> None:
        if segment is None or segment.name == FILE:
            return
        try:
            text = field.decode()
        except UnicodeDecodeError:
            raise invalid([FieldError(segment.name[:200], "is not valid UTF-8")]) from None
        if "\x00" in text:
            raise invalid([FieldError(segment.name[:200], "holds a NUL character")])
        self._fields[segment.name] = text


def _unreadable(error: MultipartError) -> HttpProblem:
    return HttpProblem(
        400, f"The body is no form that can be read: {error}.", hint="Send multipart/form-data with its boundary."
    )
