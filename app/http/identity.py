"""Who calls. Signing in is a part of its own; until it is there everyone is anonymous and every token is refused."""

from collections.abc import Mapping
from typing import Protocol

from app.http.problems import HttpProblem

CHALLENGE = (b"www-authenticate", b'Bearer realm="iwm"')
BAD_TOKEN = (b"www-authenticate", b'Bearer realm="iwm", error="invalid_token"')


class Authenticator(Protocol):
    """Turns a request's headers (lower-case names, bytes) into the viewer."""

    async def __call__(self, headers: Mapping[bytes, bytes]) -> str | None:
        """The viewer as a literal of type iwm.viewer; None for nobody. Raises HttpProblem 401 for a bad token."""


async def anonymous_only(headers: Mapping[bytes, bytes]) -> str | None:
    """The Authenticator that knows nobody."""
    if b"authorization" in headers:
        raise HttpProblem(
            401,
            "The access token is not valid.",
            code="invalid_token",
            hint="Leave the Authorization header out, or sign in again.",
            headers=[BAD_TOKEN],
        )
    return None


def sign_in_first() -> HttpProblem:
    """401 for an operation that needs a user."""
    return HttpProblem(
        401, "This needs a signed-in user.", hint="Send Authorization: Bearer <access token>.", headers=[CHALLENGE]
    )
