"""What the layer itself serves: the index, the OpenAPI document and its page, health, metrics."""

from importlib.resources import files
from typing import Any, Protocol

import msgspec
from litestar import Request, get
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from app.http.exchange import Reply
from app.http.problems import not_found
from app.http.scrape import CONTENT_TYPE as METRICS_TYPE


class Info(Protocol):
    """What the pages show of the process."""

    version: str

    async def readiness(self) -> tuple[bool, bytes]:
        """Whether it can serve, and the JSON that says why (not)."""

    def exposition(self) -> bytes:
        """Prometheus' text."""


KEEP = b"public, max-age=86400"
ASSETS = {
    "swagger-ui.css": b"text/css; charset=utf-8",
    "swagger-ui-bundle.js": b"application/javascript; charset=utf-8",
    "favicon-32x32.png": b"image/png",
}
# Swagger UI writes style attributes; scripts come from here alone.
DOCS_CSP = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    b"connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
DOCS = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>I Watch Movies: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
START = b"""window.onload = function () {
  window.ui = SwaggerUIBundle({
    url: "/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null,
    displayRequestDuration: true, tryItOutEnabled: true, filter: true,
    presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout"
  });
};
"""


def page_handlers(info: Info, document: bytes) -> list[HTTPRouteHandler]:
    """The handlers. `document` is the OpenAPI document as JSON."""

    def reply(request: Request, name: str, answer: Reply) -> Any:
        request.scope["iwm"].operation = name
        return answer

    @get("/", include_in_schema=False)
    async def index(request: Request) -> ASGIApp:
        body = msgspec.json.encode(
            {
                "name": "I Watch Movies",
                "version": info.version,
                "docs": "/docs",
                "openapi": "/openapi.json",
                "api": "/v1",
            }
        )
        return reply(request, "index", Reply(body, cache_control=b"no-cache"))

    @get("/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> ASGIApp:
        return reply(request, "openapi", Reply(document, cache_control=b"no-cache"))

    @get("/docs", include_in_schema=False)
    async def docs(request: Request) -> ASGIApp:
        headers = [(b"content-security-policy", DOCS_CSP)]
        return reply(request, "docs", Reply(DOCS, 200, b"text/html; charset=utf-8", headers, b"no-cache"))

    @get("/docs/{name:str}", include_in_schema=False)
    async def docs_asset(request: Request) -> ASGIApp:
        name = request.path_params["name"]
        if name == "start.js":
            answer = Reply(START, 200, ASSETS["swagger-ui-bundle.js"], cache_control=KEEP)
        elif name in ASSETS:
            answer = Reply(asset(name), 200, ASSETS[name], cache_control=KEEP)
        else:
            answer = request.scope["iwm"].problem_reply(not_found())
        return reply(request, "docs", answer)

    @get("/healthz", include_in_schema=False)
    async def healthz(request: Request) -> ASGIApp:
        return reply(request, "healthz", Reply(b'{"status":"ok"}'))

    @get("/readyz", include_in_schema=False)
    async def readyz(request: Request) -> ASGIApp:
        ready, body = await info.readiness()
        return reply(request, "readyz", Reply(body, 200 if ready else 503))

    @get("/metrics", include_in_schema=False)
    async def metrics(request: Request) -> ASGIApp:
        return reply(request, "metrics", Reply(info.exposition(), 200, METRICS_TYPE))

    return [index, openapi, docs, docs_asset, healthz, readyz, metrics]


_assets: dict[str, bytes] = {}


def asset(name: str) -> bytes:
    """A file of the Swagger UI that the package swagger-ui-py carries."""
    if name not in _assets:
        _assets[name] = (files("swagger_ui") / "static" / name).read_bytes()
    return _assets[name]
