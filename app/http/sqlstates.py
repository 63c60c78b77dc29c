"""The one place that maps SQLSTATE to HTTP."""

import re
import secrets

import msgspec

from app.http.catalogue import Catalogue, Operation
from app.http.problems import FieldError, HttpProblem, unavailable

# The caller's values: wrong syntax, out of range, too long, bad pattern or escape, bad date, NUL, broken surrogates.
INPUT_STATES = frozenset(
    [
        *("22001", "22003", "22007", "22008", "22009", "22018", "22021", "22023", "22025", "22026", "2201B", "2201W"),
        *("2201X", "22030", "22032", "22P02", "22P03", "22P05", "23502", "23514"),
    ]
)
# Retried where the answer said that it was rolled back: serialization, deadlock, and what a session may see while a
# reload commits: a stale plan, or an old body beside a new type.
RETRY_STATES = frozenset(
    ("40001", "40P01", "XX000", "0A000", "26000", "42883", "42846", "42804", "42703", "42704", "42P01")
)
STALE_ROW = "malformed record literal"  # 22P02: an old body that gives its row to a type that is new meanwhile
LOST_STATES = ("08", "57P01", "57P02", "57P03")
_DETAIL = re.compile(r'([1-9]\d{0,8})(?:;("[a-z0-9_]+";q=\d+;w=\d+))?$')
_DOMAIN = re.compile(r"domain (?:iwm\.)?\"?(\w+)")


class SqlError(Exception):
    """An error answer of PostgreSQL: sqlstate, and its fields as text ('' where absent)."""

    def __init__(
        self, state: str, message: str = "", hint: str = "", constraint: str = "", column: str = "", detail: str = ""
    ) -> None:
        super().__init__(f"{state}: {message}")
        self.state = state
        self.message = message
        self.hint = hint
        self.constraint = constraint
        self.column = column
        self.detail = detail

    @property
    def passing(self) -> bool:
        """True for what may go well when it is tried again."""
        return self.state in RETRY_STATES or self.message.startswith(STALE_ROW)


class _Fields(msgspec.Struct):
    message: str | None = ""
    hint: str | None = ""
    constraint: str | None = ""
    column: str | None = ""
    detail: str | None = ""


_decode_fields = msgspec.json.Decoder(_Fields).decode


def sql_error(state: str, body: bytes | None) -> SqlError:
    """The error of one call in a batch: its state, and the body that the wrapper made of the rest."""
    fields = _decode_fields(body or b"{}")
    return SqlError(
        state,
        fields.message or "",
        fields.hint or "",
        fields.constraint or "",
        fields.column or "",
        fields.detail or "",
    )


def is_lost(state: str) -> bool:
    """True where the connection is gone and nobody knows whether the statement took effect."""
    return state.startswith(LOST_STATES)


def to_problem(error: SqlError, operation: Operation, catalogue: Catalogue) -> HttpProblem:
    """The problem that the caller is told. A 500 carries an incident id and nothing of the statement."""
    state = error.state
    if state.startswith("IW") and state[2:].isdigit():
        return _declared(error, operation, catalogue)
    if state in INPUT_STATES or state.startswith("54"):
        return _invalid(error, operation)
    if state in ("23505", "23P01"):
        return HttpProblem(409, "Something like this exists already.", code="conflict", hint="Use the one that exists.")
    if state == "23503":
        if "still referenced" in error.detail:
            return HttpProblem(
                409, "Other things still refer to it.", code="still_referenced", hint="Remove them first."
            )
        return HttpProblem(422, "It refers to something that does not exist.", code="unknown_reference")
    if state == "57014":
        return unavailable("The query took too long and was stopped.", code="query_timeout", retry_after=5)
    if state.startswith(("53", "57", "08", "40", "55P03", "25006")):
        return unavailable("The database cannot answer right now.", code="database_unavailable")
    incident = secrets.token_hex(8)
    return HttpProblem(
        500,
        "Something went wrong on our side. It was noted.",
        hint=f"Name incident {incident} when you report it.",
        incident=incident,
    )


def _declared(error: SqlError, operation: Operation, catalogue: Catalogue) -> HttpProblem:
    status = int(error.state[2:])
    info = catalogue.errors.get(error.constraint)
    place = next((arg.place for arg in operation.args if arg.name == error.column), "body")
    headers = _waiting(status, error.detail) if status in (429, 503) else []
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="iwm"'))
    return HttpProblem(
        status,
        error.message,
        code=error.constraint or None,
        title=info.title if info else None,
        hint=error.hint,
        errors=[FieldError(error.column, error.message, place)] if error.column else None,
        headers=headers,
    )


def _waiting(status: int, detail: str) -> list[tuple[bytes, bytes]]:
    """Retry-After from the detail of an error: seconds to wait, and behind a semicolon the policy that was broken."""
    found = _DETAIL.match(detail)
    seconds = found[1] if found else "60"
    headers = [(b"retry-after", seconds.encode())]
    if found and found[2]:
        name = found[2].partition(";")[0]
        headers += [(b"ratelimit-policy", found[2].encode()), (b"ratelimit", f"{name};r=0;t={seconds}".encode())]
    return headers


def _invalid(error: SqlError, operation: Operation) -> HttpProblem:
    """422. PostgreSQL names the domain, not the argument: the argument is found by its type where only one has it."""
    found = _DOMAIN.search(error.message)
    args = [arg for arg in operation.args if found and arg.type == f"iwm.{found.group(1)}"]
    if len(args) != 1:
        return HttpProblem(422, "A value is not allowed here.", code="invalid_input", hint="See /docs for the limits.")
    field = FieldError(args[0].name, "is outside what is allowed", args[0].place)
    return HttpProblem(
        422,
        f"The value of {args[0].name} is outside what is allowed.",
        code="invalid_input",
        hint="See /docs for the limits.",
        errors=[field],
    )
