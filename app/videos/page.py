"""The page /upload: its script asks the API, so it is the same for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from litestar import Request, get
from litestar.types import ASGIApp

from app.http.exchange import Reply
from app.http.problems import not_found

if TYPE_CHECKING:
    from litestar.handlers import HTTPRouteHandler

FOLDER = Path(__file__).parent / "pages"
HTML = b"text/html; charset=utf-8"
SCRIPT = b"application/javascript; charset=utf-8"
ASSETS = {
    "upload.css": b"text/css; charset=utf-8",
    **dict.fromkeys(("api.js", "sending.js", "upload.js", "video.js", "words.js"), SCRIPT),
}
CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    b"frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def page_handlers() -> list[HTTPRouteHandler]:
    """The handlers of the page, and of what it loads."""
    page = (FOLDER / "upload.html").read_bytes()
    assets = {name: (FOLDER / name).read_bytes() for name in ASSETS}

    @get("/upload", include_in_schema=False)
    async def upload(request: Request) -> ASGIApp:
        request.scope["iwm"].operation = "page upload"
        return _reply(page, HTML, [(b"content-security-policy", CSP)])

    @get("/upload/assets/{name:str}", include_in_schema=False)
    async def asset(request: Request) -> ASGIApp:
        name = request.path_params["name"]
        exchange = request.scope["iwm"]
        exchange.operation = "page asset"
        return _reply(assets[name], ASSETS[name]) if name in assets else exchange.problem_reply(not_found())

    return [upload, asset]


def _reply(body: bytes, kind: bytes, headers: list[tuple[bytes, bytes]] | None = None) -> Any:
    return Reply(body, 200, kind, headers, b"no-cache")
