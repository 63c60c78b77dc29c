"""Rate limits as HTTP shows them (draft-ietf-httpapi-ratelimit-headers); the counting is iwm.take."""

from typing import Any

from app.http.catalogue import Operation
from app.http.clients import Client
from app.http.exchange import Headers
from app.http.handling import call_function

LOGIN_NAMES = ("email", "login")  # arguments that name the account of somebody who is not signed in


def rate_headers(name: str, taken: str) -> Headers:
    """RateLimit-Policy and RateLimit of a class, from what iwm.take returned; none where the class does not limit."""
    quota, seconds, remaining, reset = taken.strip("()").split(",")
    if not quota:
        return []
    return [
        (b"ratelimit-policy", f'"{name}";q={quota};w={seconds}'.encode()),
        (b"ratelimit", f'"{name}";r={remaining};t={reset}'.encode()),
    ]


def login_name(operation: Operation, values: dict[str, str | None]) -> str | None:
    """The name of the account that somebody gives who is not signed in; None where the operation asks for none."""
    if operation.auth != "none":
        return None
    asked = {arg.name for arg in operation.args if arg.place in ("query", "body")}
    return next((values[name] for name in LOGIN_NAMES if name in asked), None)


async def take_token(pool: Any, operation: Operation, values: dict[str, str | None], client: Client) -> Headers:
    """Takes the tokens of a call that Python serves, in a statement of its own. Raises SqlError, HttpProblem."""
    name = operation.rate or "write"
    taken = await call_function(
        pool, "take_token",
        {"class": name, "viewer": values.get("viewer"), "login": login_name(operation, values), "client": client.key},
    )  # fmt: skip
    return rate_headers(name, taken)
