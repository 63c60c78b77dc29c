"""Signing in with services of others (OpenID Connect): the way there and back. Who it then is, is SQL (auth_oidc/)."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Any

import httpx

from app.accounts.addresses import public_url, trusted_origin
from app.accounts.oidc_providers import read_providers
from app.accounts.oidc_service import Identity, Service, failed
from app.accounts.sealed import seal, unseal
from app.accounts.sign_in import failed as wrong_code
from app.accounts.sign_in import locked, new_session
from app.accounts.tokens import digest
from app.accounts.totp import origin as come_from
from app.accounts.totp import used
from app.http.exchange import Headers, Reply
from app.http.handling import Call, Handler
from app.http.problems import FieldError, HttpProblem
from app.http.types import array_literal

if TYPE_CHECKING:
    from app.accounts.part import Accounts

STATE_FOR = 600  # seconds that somebody may take at the service
TICKET_FOR = 300
STATE, SECOND_FACTOR, LINK = "oidc state", "oidc second factor", "oidc link"  # what a sealed note is for
COOKIE_PATH = "/v1/auth/oidc/"


class SignInElsewhere:
    """The sign-in services of a process."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.url = public_url(accounts.settings)
        self.providers = read_providers(accounts.settings)
        insecure = accounts.settings.profile != "production"
        self._client = _client() if self.providers else None
        self.services = {
            name: Service(provider, self._client, insecure=insecure)
            for name, provider in self.providers.items()
            if self._client is not None
        }

    async def stop(self) -> None:
        """Closes the connections."""
        if self._client is not None:
            await self._client.aclose()

    def service(self, name: str) -> Service:
        """The service of this name. Raises HttpProblem 404."""
        if name not in self.services:
            raise HttpProblem(
                404,
                f"There is no sign-in service {name}.",
                code="provider_not_found",
                title="There is no such sign-in service",
                hint="GET /v1/auth/providers lists them.",
            )
        return self.services[name]

    def callback(self, name: str) -> str:
        """Where a service sends the browser back to; to be registered there."""
        return f"{self.url}{COOKIE_PATH}{name}/callback"

    async def begin(self, call: Call) -> tuple[str, tuple[bytes, bytes]]:
        """The address of the service, and the header with the cookie that the way back needs."""
        name = call.text("provider")
        service = self.service(name)
        site = None
        if call["origin"] is not None:
            site = trusted_origin(self.accounts.settings, call.text("origin"))
            if site is None:
                reason = "is neither this server's nor one of IWM_CORS_ORIGINS"
                raise HttpProblem(422, f"origin {reason}.", errors=[FieldError("origin", reason, "query")])
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        address = await service.authorization_url(self.callback(name), state, nonce, verifier)
        note = {
            "provider": name, "state": state, "nonce": nonce, "verifier": verifier, "origin": site,
            "link": call["for"] == "link",
        }  # fmt: skip
        return address, self._cookie(state, seal(self.accounts.keys, STATE, note, STATE_FOR), STATE_FOR)

    async def finish(self, call: Call) -> tuple[dict[str, Any], tuple[bytes, bytes]]:
        """What came of it: api.oidc_result, and the header that takes the cookie away. Raises HttpProblem, SqlError."""
        name, state = call.text("provider"), call.text("state")
        service = self.service(name)
        note = await self._note(call, name, state)
        if call["error"] is not None or call["code"] is None:
            raise failed("The sign-in service refused, or you did.")
        if call["iss"] is not None and call["iss"] != service.provider.issuer:
            raise failed("Another service answered than the one that was asked.")
        identity = await service.identity(call.text("code"), self.callback(name), note["nonce"], note["verifier"])
        if note["link"]:
            what = {"provider": name, "subject": identity.subject, "email": identity.email}
            result = _result("link", note["origin"], ticket=seal(self.accounts.keys, LINK, what, TICKET_FOR))
        else:
            result = await self._sign_in(call, name, identity, note["origin"])
        return result, self._cookie(state, "", 0)

    async def _note(self, call: Call, name: str, state: str) -> dict[str, Any]:
        """What was kept in the browser at the beginning, once. Raises HttpProblem 401."""
        sealed = _cookies(call).get(_cookie_name(state), "")
        note = unseal(self.accounts.keys, STATE, sealed) if sealed else None
        if (
            note is None
            or note["provider"] != name
            or not hmac.compare_digest(note["state"].encode(), state.encode("utf-8", "surrogatepass"))
        ):
            raise expired()
        await self.use(call, state, STATE_FOR)
        return note

    async def use(self, call: Call, ticket: str, seconds: int) -> None:
        """Uses a ticket or state up. Raises HttpProblem 401 where it was used before."""
        if not await call.sql("use_ticket", ticket_hash=digest(ticket), seconds=str(seconds)):
            raise expired()

    async def _sign_in(self, call: Call, name: str, identity: Identity, site: str | None) -> dict[str, Any]:
        user = await call.sql(
            "account_of_identity", provider=name, subject=identity.subject, email=identity.email,
            email_verified=str(identity.email_verified).lower(), name=identity.name, **come_from(call),
        )  # fmt: skip
        self.accounts.mailer.wake()
        who = {"user": user["id"], "username": user["username"], "provider": name, "subject": identity.subject}
        if user["totp"]:
            ticket = seal(self.accounts.keys, SECOND_FACTOR, {**who, "origin": site}, TICKET_FOR)
            return _result("second_factor", site, ticket=ticket)
        return await self.open_session(call, who, ["oidc"], site)

    async def open_session(
        self, call: Call, who: dict[str, Any], methods: list[str], site: str | None
    ) -> dict[str, Any]:
        """Signs somebody in who has proved all that is asked for. Raises HttpProblem 429, SqlError."""
        session = new_session(self.accounts, call)
        arguments = {key: value for key, value in session.arguments.items() if key != "device"}
        done = await call.sql(
            "open_identity_session", user_id=who["user"], provider=who["provider"], subject=who["subject"],
            methods=array_literal(list(methods)), **arguments,
        )  # fmt: skip
        if "wait" in done:
            raise locked(done["wait"])
        tokens = self.accounts.tokens.session(who["user"], session.id, 0)
        return _result("done", site, session={**tokens, "user": done["account"]})

    def _cookie(self, state: str, value: str, seconds: int) -> tuple[bytes, bytes]:
        secure = "; Secure" if self.url.startswith("https:") else ""
        text = f"{_cookie_name(state)}={value}; Path={COOKIE_PATH}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        return b"set-cookie", text.encode()


def handlers(elsewhere: SignInElsewhere) -> dict[str, Handler]:
    """The handlers of this module by their names."""
    accounts = elsewhere.accounts

    async def list_sign_in_providers(call: Call) -> Reply:
        return call.reply(
            [
                {
                    "name": name,
                    "title": provider.title or name.capitalize(),
                    "start_url": f"{elsewhere.url}{COOKIE_PATH}{name}/start",
                }
                for name, provider in elsewhere.providers.items()
            ]
        )

    async def start_oidc(call: Call) -> Reply:
        address, cookie = await elsewhere.begin(call)
        headers = [cookie, (b"vary", b"Accept")]
        if only_json(call.exchange.headers.get(b"accept")):
            return call.reply({"authorization_url": address}, headers=headers)
        return Reply(b"", 302, headers=[(b"location", address.encode()), *headers])

    async def finish_oidc(call: Call) -> Reply:
        result, cookie = await elsewhere.finish(call)
        headers: Headers = [cookie]
        return call.reply(result, headers=headers)

    async def finish_oidc_second_factor(call: Call) -> Reply:
        ticket = call.text("ticket")
        note = unseal(accounts.keys, SECOND_FACTOR, ticket)
        begun = await call.sql("begin_login", login=note["username"], client=call["client"]) if note else None
        if note is None or begun is None or begun["user"] is None or begun["user"]["id"] != note["user"]:
            raise expired()
        if begun["wait"]:
            raise locked(begun["wait"])
        method = await used(accounts, call, begun["user"], call.text("code"))
        if method is None:
            raise await wrong_code(call, begun["user"], note["username"])
        await elsewhere.use(call, ticket, TICKET_FOR)
        return call.reply(await elsewhere.open_session(call, note, ["oidc", method], note["origin"]))

    async def link_identity(call: Call) -> Reply:
        ticket = call.text("ticket")
        note = unseal(accounts.keys, LINK, ticket)
        if note is None:
            raise expired()
        await elsewhere.use(call, ticket, TICKET_FOR)
        done = await call.sql(
            "keep_identity", viewer=call["viewer"], provider=note["provider"], subject=note["subject"],
            email=note["email"], **come_from(call),
        )  # fmt: skip
        accounts.mailer.wake()
        return call.reply(done)

    return {
        "list_sign_in_providers": list_sign_in_providers,
        "start_oidc": start_oidc,
        "finish_oidc": finish_oidc,
        "finish_oidc_second_factor": finish_oidc_second_factor,
        "link_identity": link_identity,
    }


def only_json(accept: bytes | None) -> bool:
    """Whether a caller wants JSON and no page: a browser takes HTML, and curl takes anything."""
    kinds = {part.partition(b";")[0].strip().lower() for part in (accept or b"").split(b",")}
    return b"application/json" in kinds and not kinds & {b"text/html", b"*/*", b"text/*"}


def expired() -> HttpProblem:
    """401: too late, or twice, or in another browser."""
    return HttpProblem(
        401,
        "Signing in took too long, was done already, or began in another browser.",
        code="sign_in_expired",
        title="Signing in took too long, or was done already",
        hint="Begin again.",
    )


def _client() -> httpx.AsyncClient:
    """What asks services. It follows no redirect, and asks no proxy of the environment for what is on this machine."""
    trust = httpx.create_ssl_context()
    limits = httpx.Limits(max_connections=20, max_keepalive_connections=5)
    mounts = {f"all://{host}": httpx.AsyncHTTPTransport(verify=trust) for host in ("localhost", "127.0.0.1", "[::1]")}
    timeout = httpx.Timeout(10, connect=5)
    return httpx.AsyncClient(verify=trust, timeout=timeout, limits=limits, mounts=mounts, follow_redirects=False)


def _result(
    step: str, site: str | None, *, session: dict[str, Any] | None = None, ticket: str | None = None
) -> dict[str, Any]:
    return {"next": step, "session": session, "ticket": ticket, "origin": site}


def _cookie_name(state: str) -> str:
    """A cookie for each sign-in, so that two windows do not disturb each other."""
    return f"iwm_oidc_{digest(state)[:12]}"


def _cookies(call: Call) -> dict[str, str]:
    pairs = call.exchange.headers.get(b"cookie", b"").decode("latin-1").split(";")
    return {name.strip(): value.strip() for name, _, value in (pair.partition("=") for pair in pairs)}
