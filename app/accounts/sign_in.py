"""Registering, signing in and refreshing: what of it cannot be SQL, that is passwords and tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.accounts.tokens import digest, invalid_token, new_id
from app.http.exchange import Reply
from app.http.handling import Call, Handler
from app.http.identity import CHALLENGE
from app.http.problems import HttpProblem
from app.http.types import array_literal

if TYPE_CHECKING:
    from app.accounts.part import Accounts


class NewSession(NamedTuple):
    """A session that is about to be opened. `arguments`: those of an SQL function that opens it (see iwm.sign_in)."""

    id: str
    arguments: dict[str, str | None]


def new_session(accounts: Accounts, call: Call, device: str | None = None) -> NewSession:
    """Id and first refresh token of a session for the client of this call."""
    session_id = new_id("ses")
    return NewSession(
        session_id,
        {
            "session_id": session_id,
            "refresh_hash": digest(accounts.tokens.refresh(session_id, 0)),
            "client": call.values.get("client"),
            "user_agent": call.header(b"user-agent"),
            "device": device,
        },
    )


def signed_in(
    accounts: Accounts, call: Call, account: dict[str, Any], session_id: str, scopes: list[str] | None = None
) -> Reply:
    """The answer with the tokens of a session that was just opened: api.session_tokens."""
    return call.reply({**accounts.tokens.session(account["id"], session_id, 0, scopes), "user": account})


def handlers(accounts: Accounts) -> dict[str, Handler]:
    """The handlers of this module by their names."""

    async def register(call: Call) -> Reply:
        email, username, password = call.text("email"), call["username"], call.text("password")
        accounts.passwords.check(password, email, username, call["name"])
        await call.sql("check_registration", email=email, username=username)
        hashed = await accounts.passwords.hash(password)
        session = new_session(accounts, call, call["device"])
        account = await call.sql(
            "create_account", email=email, name=call.text("name"), username=username, hash=hashed, **session.arguments
        )
        accounts.mailer.wake()
        return signed_in(accounts, call, account, session.id)

    async def login(call: Call) -> Reply:
        name, password, client = call.text("email"), call.text("password"), call["client"]
        begun = await call.sql("begin_login", login=name, client=client)
        if begun["wait"]:
            raise locked(begun["wait"])
        user = begun["user"]
        # Also where there is no such user: the answer shall take as long.
        right, outdated = await accounts.passwords.verify(user and user["hash"], password)
        if user is None or not right:
            raise await failed(call, user, name)
        methods = ["pwd"]
        if user["totp"]:
            if call["totp"] is None:
                raise _unauthorized(call, "totp_required", "A code of the second factor is needed.", "Send it as totp.")
            kind = await accounts.second_factor(call, user, call.text("totp"))
            if kind is None:
                raise await failed(call, user, name)
            methods.append(kind)
            accounts.mailer.wake()
        session = new_session(accounts, call, call["device"])
        done = await call.sql(
            "finish_login", user_id=user["id"], hash=user["hash"],
            new_hash=await accounts.passwords.hash(password) if outdated else None,
            methods=array_literal(list(methods)), **session.arguments,
        )  # fmt: skip
        if "wait" in done:
            raise locked(done["wait"])
        return signed_in(accounts, call, done["account"], session.id)

    async def refresh(call: Call) -> Reply:
        token = call.text("refresh_token")
        known = accounts.tokens.read_refresh(token)
        if known is None:
            raise invalid_token("The refresh token is not valid.", "Sign in again.")
        session_id, count = known
        done = await call.sql(
            "refresh_session", session_id=session_id, count=str(count), hash=digest(token),
            next_hash=digest(accounts.tokens.refresh(session_id, count + 1)),
            client=call["client"], user_agent=call.header(b"user-agent"),
        )  # fmt: skip
        if "reused" in done:
            accounts.mailer.wake()
            raise invalid_token("The refresh token was used before: the session is over.", "Sign in again.")
        account, scopes = done["account"], done["scopes"]
        tokens = accounts.tokens.session(account["id"], session_id, count + 1, scopes)
        return call.reply({**tokens, "user": account})

    return {"register": register, "login": login, "refresh": refresh}


async def failed(call: Call, user: dict[str, Any] | None, name: str) -> HttpProblem:
    """Counts a wrong password or code of `user` (of the name, where there is none); the problem to raise."""
    wait = await call.sql("fail_login", user_id=user and user["id"], login=name, client=call["client"])
    if wait:
        return locked(wait)
    hint = "Try again, or set a new one: POST /v1/auth/password/forgot."
    return _unauthorized(call, "invalid_credentials", "The name or the password is wrong.", hint)


def locked(seconds: int) -> HttpProblem:
    """429: nothing is tried for so many seconds."""
    return HttpProblem(
        429,
        f"Too many wrong passwords: nothing is tried for {seconds} seconds.",
        code="login_locked",
        title="Too many wrong passwords",
        hint="Wait, or set a new password: POST /v1/auth/password/forgot.",
        headers=[(b"retry-after", str(seconds).encode())],
    )


def _unauthorized(call: Call, code: str, detail: str, hint: str) -> HttpProblem:
    title = call.endpoint.catalogue.errors[code].title
    return HttpProblem(401, detail, code=code, title=title, hint=hint, headers=[CHALLENGE])
