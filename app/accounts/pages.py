"""The pages of accounts: links of mails, a device's code, the way back from a sign-in service.

They are the same for everybody: their script asks the API, and only when somebody clicks, so that what opens links to
look at them uses nothing up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import jinja2
import msgspec
from litestar import Request, get
from litestar.types import ASGIApp

from app.accounts.oidc import only_json
from app.http.exchange import Reply
from app.http.problems import not_found

if TYPE_CHECKING:
    from litestar.handlers import HTTPRouteHandler

    from app.settings import Settings

FOLDER = Path(__file__).parent / "web"
HTML = b"text/html; charset=utf-8"
PAGES = ("verify", "email", "reset", "activate", "callback")
ASSETS = {
    "account.css": b"text/css; charset=utf-8",
    "account.js": b"application/javascript; charset=utf-8",
    "icon.svg": b"image/svg+xml",
}
CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    b"frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
GIVEN = ("state", "code", "error", "iss")  # what of a service's answer counts; services add more


def page_handlers(settings: Settings) -> list[HTTPRouteHandler]:
    """The handlers of the pages, and of what they load."""
    environment = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(FOLDER))
    pages = {
        name: environment.get_template(f"{name}.html")
        .render(page=name, password_min=settings.password_min)
        .encode()
        for name in PAGES
    }  # fmt: skip
    assets = {name: (FOLDER / name).read_bytes() for name in ASSETS}

    def page(request: Request, name: str) -> Any:
        request.scope["iwm"].operation = f"page {name}"
        return Reply(pages[name], 200, HTML, [(b"content-security-policy", CSP)], b"no-cache")

    @get("/account/verify", include_in_schema=False)
    async def verify(request: Request) -> ASGIApp:
        return page(request, "verify")

    @get("/account/email", include_in_schema=False)
    async def email(request: Request) -> ASGIApp:
        return page(request, "email")

    @get("/account/reset", include_in_schema=False)
    async def reset(request: Request) -> ASGIApp:
        return page(request, "reset")

    @get("/activate", include_in_schema=False)
    async def activate(request: Request) -> ASGIApp:
        return page(request, "activate")

    @get("/account/assets/{name:str}", include_in_schema=False)
    async def asset(request: Request) -> ASGIApp:
        name = request.path_params["name"]
        exchange = request.scope["iwm"]
        exchange.operation = "page asset"
        if name not in assets:
            return exchange.problem_reply(not_found())
        return Reply(assets[name], 200, ASSETS[name], cache_control=b"no-cache")

    @get("/v1/auth/oidc/{provider:str}/callback", include_in_schema=False)
    async def callback(request: Request) -> ASGIApp:
        if only_json(request.scope["iwm"].headers.get(b"accept")):
            return await finished(request)
        return page(request, "callback")

    return [verify, email, reset, activate, asset, callback]


async def finished(request: Request) -> ASGIApp:
    """For a caller without a page: the same as POST …/finish with what the service has put into the address."""
    exchange = request.scope["iwm"]
    given = dict(parse_qsl(request.scope["query_string"].decode()))
    found = exchange.front.resolve(f"/v1/auth/oidc/{request.path_params['provider']}/finish", "POST")
    if found is None:
        return exchange.problem_reply(not_found())
    endpoint, path_params = found
    exchange.body = msgspec.json.encode({name: given[name] for name in GIVEN if name in given})
    exchange.headers = {**exchange.headers, b"content-type": b"application/json"}
    scope = {**request.scope, "path_params": path_params, "query_string": b""}
    return await endpoint(scope)
