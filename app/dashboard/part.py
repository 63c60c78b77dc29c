"""/dashboard: sign-in, pages, actions. Who may see it is asked of the database at each request."""

import contextlib
import datetime
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jinja2
import msgspec
from litestar import Request, get, post
from litestar.handlers.base import BaseRouteHandler
from litestar.types import ASGIApp

from app.accounts.part import Accounts
from app.dashboard import charts, cookie, words
from app.http.catalogue import Catalogue, Operation, Result
from app.http.database import Pool
from app.http.exchange import Exchange, Reply
from app.http.handling import Handler, call_function
from app.http.logs import log
from app.http.problems import HttpProblem, not_found, unavailable
from app.http.sqlstates import SqlError, to_problem
from app.live.part import ticket_of

FOLDER = Path(__file__).parent / "web"
HTML = b"text/html; charset=utf-8"
ASSETS = {"dashboard.css": b"text/css; charset=utf-8", "dashboard.js": b"application/javascript; charset=utf-8"}
CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    b"frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
STATES = ("queued", "running", "completed", "failed", "cancelled", "dead")
NOWHERE = ("", "/jobs/{name:str}", "/schedules/{name:str}", "/analytics", "/assets/{name:str}")
DAYS = ("7", "30", "90")
MOST = 200  # characters of a filter
_OPERATION = Operation("dashboard", False, "GET", "/dashboard", Result("void", ""))
_CATALOGUE = Catalogue(digest="")


class Dashboard:
    """The dashboard of a process."""

    def __init__(self, accounts: Accounts, *, secure: bool = False) -> None:
        self.accounts = accounts
        self.secure = secure
        self.operations: Mapping[str, Handler] = {}
        self.pages: Sequence[BaseRouteHandler] = self._handlers()
        self._pool: Pool | None = None
        self._templates = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(FOLDER))
        self._templates.filters |= {
            "seconds": words.seconds, "count": words.count, "short": words.short, "ago": words.ago,
            "moment": words.moment, "clock": words.clock, "took": words.took, "json": words.pretty,
            "address": words.address,
        }  # fmt: skip
        self._templates.globals |= {"charts": charts, "percent": words.percent, "states": STATES, "periods": DAYS}
        self._assets = {name: (FOLDER / name).read_bytes() for name in ASSETS}

    async def start(self, pool: Pool) -> None:
        """Knows the connections."""
        self._pool = pool

    async def stop(self) -> None:
        """Nothing runs."""

    async def _ask(self, function: str, viewer: str, /, **arguments: str | None) -> Any:
        """Calls a function of the database. Raises HttpProblem with what somebody may be told."""
        if self._pool is None:
            raise unavailable("The server is starting.")
        try:
            return await call_function(self._pool, function, {"viewer": viewer, **arguments})
        except SqlError as error:
            problem = to_problem(error, _OPERATION, _CATALOGUE)
            if problem.incident:
                log.error(
                    "internal error", incident=problem.incident, function=function, sqlstate=error.state,
                    error=error.message,
                )  # fmt: skip
            raise problem from None

    # -- pages ----------------------------------------------------------------------------------------------------

    def _page(self, name: str, status: int = 200, headers: Sequence[tuple[bytes, bytes]] = (), **values: Any) -> Reply:
        body = self._templates.get_template(f"{name}.html").render(page=name, now=time.time(), **values).encode()
        return Reply(body, status, HTML, [(b"content-security-policy", CSP), *headers])

    async def _show(self, request: Request, page: str, /, **arguments: str | None) -> Reply:
        exchange: Exchange = request.scope["iwm"]
        exchange.operation = f"dashboard {page}"
        viewer = cookie.viewer_of(self.accounts.keys, exchange.headers.get(b"cookie", b""))
        if viewer is None:
            return self._page("sign_in")
        try:
            data = await self._ask(f"dashboard_{page}", viewer, **arguments)
        except HttpProblem as problem:
            return self._wrong(problem, viewer)
        return self._page(page, data=data, csrf=cookie.csrf(self.accounts.keys, viewer), asked=arguments)

    def _wrong(self, problem: HttpProblem, viewer: str) -> Reply:
        if problem.status in (401, 403):
            status = 200 if problem.status == 401 else 403
            return self._page("sign_in", status, [cookie.no_cookie(secure=self.secure)], told=problem.detail)
        if problem.status == 404:
            return self._page("nothing", 404, told=problem.detail, csrf=cookie.csrf(self.accounts.keys, viewer))
        kept = [header for header in problem.headers if header[0] == b"retry-after"]
        return self._page("wrong", problem.status, kept, told=problem.detail, hint=problem.hint)

    def _handlers(self) -> list[BaseRouteHandler]:
        @get("/dashboard", include_in_schema=False)
        async def overview(request: Request) -> ASGIApp:
            return await self._show(request, "overview")  # type: ignore[return-value]

        @get("/dashboard/jobs", include_in_schema=False)
        async def jobs(request: Request) -> ASGIApp:
            return await self._show(request, "jobs", **filters(query(request)))  # type: ignore[return-value]

        @get("/dashboard/jobs/{job_id:str}", include_in_schema=False)
        async def job(request: Request) -> ASGIApp:
            return await self._show(request, "job", job_id=plain(request.path_params["job_id"]))  # type: ignore[return-value]

        @get("/dashboard/analytics", include_in_schema=False)
        async def analytics(request: Request) -> ASGIApp:
            given = query(request)
            days, task = given.get("days", ""), plain(given.get("task", "")) or None
            return await self._show(request, "analytics", days=days if days in DAYS else DAYS[0], task=task)  # type: ignore[return-value]

        @get("/dashboard/schedules", include_in_schema=False)
        async def schedules(request: Request) -> ASGIApp:
            return await self._show(request, "schedules")  # type: ignore[return-value]

        @get("/dashboard/schedules/{name:str}", include_in_schema=False)
        async def schedule(request: Request) -> ASGIApp:
            asked = {"name": plain(request.path_params["name"]), "before": moment(query(request).get("before", ""))}
            return await self._show(request, "schedule", **asked)  # type: ignore[return-value]

        @get([f"/dashboard{below}/{{rest:path}}" for below in NOWHERE], include_in_schema=False)
        async def unknown(request: Request) -> ASGIApp:
            request.scope["iwm"].operation = "dashboard nothing"
            return self._page("nothing", 404, told="There is no such page.")  # type: ignore[return-value]

        @get("/dashboard/assets/{name:str}", include_in_schema=False)
        async def asset(request: Request) -> ASGIApp:
            name = request.path_params["name"]
            request.scope["iwm"].operation = "dashboard asset"
            if name not in self._assets:
                return request.scope["iwm"].problem_reply(not_found())
            return Reply(self._assets[name], 200, ASSETS[name], cache_control=b"no-cache")  # type: ignore[return-value]

        @post("/dashboard/session", include_in_schema=False)
        async def sign_in(request: Request) -> ASGIApp:
            return await self._guarded(request, self._sign_in)  # type: ignore[return-value]

        @post("/dashboard/sign-out", include_in_schema=False)
        async def sign_out(request: Request) -> ASGIApp:
            return await self._guarded(request, self._sign_out)  # type: ignore[return-value]

        @post("/dashboard/act", include_in_schema=False)
        async def act(request: Request) -> ASGIApp:
            return await self._guarded(request, self._act)  # type: ignore[return-value]

        @post("/dashboard/ticket", include_in_schema=False)
        async def ticket(request: Request) -> ASGIApp:
            return await self._guarded(request, self._ticket)  # type: ignore[return-value]

        pages = [overview, jobs, job, analytics, schedules, schedule, unknown, asset]
        return [*pages, sign_in, sign_out, act, ticket]

    # -- actions --------------------------------------------------------------------------------------------------

    async def _guarded(self, request: Request, work: Callable[[Exchange], Awaitable[Reply]]) -> Reply:
        exchange: Exchange = request.scope["iwm"]
        exchange.operation = "dashboard action"
        try:
            return await work(exchange)
        except HttpProblem as problem:
            return exchange.problem_reply(problem)

    async def _sign_in(self, exchange: Exchange) -> Reply:
        """Turns an access token into the dashboard's cookie, for who may see it."""
        viewer = await self.accounts.authenticate(exchange.headers)
        if viewer is None:
            raise HttpProblem(401, "Sign in first.", hint="Send Authorization: Bearer <access token>.")
        await self._ask("dashboard_jobs", viewer, state="running")
        header = cookie.set_cookie(self.accounts.keys, viewer, secure=self.secure)
        return Reply(b"", 204, headers=[header])

    async def _sign_out(self, exchange: Exchange) -> Reply:
        """Ends the session, too; an API token stays."""
        viewer, _ = self._asked(exchange)
        if ",tok:" not in viewer:
            await self._ask("logout", viewer, client=exchange.client.address)
        return Reply(b"", 204, headers=[cookie.no_cookie(secure=self.secure)])

    async def _act(self, exchange: Exchange) -> Reply:
        viewer, asked = self._asked(exchange)
        action, target = plain(asked.get("action", "")), plain(asked.get("target", ""))
        done = await self._ask("dashboard_act", viewer, action=action, target=target)
        return _data(done)

    async def _ticket(self, exchange: Exchange) -> Reply:
        """What lets a page watch /v1/live, which asks the database who may watch what."""
        viewer, _ = self._asked(exchange)
        return _data({"ticket": ticket_of(self.accounts.keys, viewer)})

    def _asked(self, exchange: Exchange) -> tuple[str, dict[str, str]]:
        """Who asks for what. Raises HttpProblem where it is not one of our pages that does."""
        viewer = cookie.viewer_of(self.accounts.keys, exchange.headers.get(b"cookie", b""))
        if viewer is None:
            raise HttpProblem(401, "Sign in again.")
        try:
            asked = msgspec.json.decode(exchange.body or b"{}", type=dict[str, str])
        except msgspec.DecodeError:
            raise HttpProblem(400, "An action is {action, target, csrf}.") from None
        if not cookie.csrf_is_right(self.accounts.keys, viewer, asked.get("csrf", "")):
            raise HttpProblem(403, "This page is too old.", hint="Load it again.")
        return viewer, asked


def query(request: Request) -> dict[str, str]:
    """What the address asks for; of what comes twice the last."""
    return dict(parse_qsl(request.scope["query_string"].decode("latin-1")))


def filters(given: Mapping[str, str]) -> dict[str, str | None]:
    """What a list of jobs is asked for; what makes no sense is left out."""
    asked = {name: plain(given.get(name, "")) or None for name in ("state", "queue", "task", "text")}
    if asked["state"] not in STATES:
        asked["state"] = None
    before = given.get("before", "")
    asked["before"] = before if re.fullmatch(r"[0-9]{1,18}", before) else None
    return asked


def moment(text: str) -> str | None:
    """A time with its zone, as the address of a page has it; None where it is none."""
    with contextlib.suppress(msgspec.ValidationError):
        found = msgspec.convert(text, datetime.datetime)
        return found.isoformat() if found.tzinfo else None
    return None


def plain(text: str) -> str:
    """A text that PostgreSQL can hold, not too long."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[:MOST].strip()


def _data(data: Any) -> Reply:
    return Reply(msgspec.json.encode({"success": True, "data": data, "message": "OK"}), 200)
