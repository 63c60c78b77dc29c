"""The Litestar application inside: one route handler for each operation of the catalogue, and our own pages."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from litestar import Litestar, Request
from litestar.exceptions import HTTPException, MethodNotAllowedException
from litestar.handlers import HTTPRouteHandler
from litestar.handlers.base import BaseRouteHandler
from litestar.response import Response
from litestar.types import ASGIApp
from litestar.utils import normalize_path

from app.http.binding import PATH_NAME
from app.http.catalogue import Catalogue
from app.http.endpoint import Endpoint, Services
from app.http.exchange import NO_STORE, Exchange, Reply
from app.http.logs import log
from app.http.openapi import PREFIX, openapi_document
from app.http.pages import Info, page_handlers
from app.http.problems import HttpProblem, not_found
from app.http.schemas import Schemas
from app.http.types import TypeSystem

Resolve = Callable[[str, str], tuple[Endpoint, dict[str, str]] | None]


class _Prepared(Response):
    """A Litestar response around an answer that is ready."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(content=None, status_code=reply.status)
        self._reply = reply

    def to_asgi_response(self, app: Any, request: Request, **_: Any) -> Any:
        return self._reply


def build(
    catalogue: Catalogue, services: Services, info: Info, more: Sequence[BaseRouteHandler] = ()
) -> tuple[Litestar, list[Endpoint], Resolve]:
    """The application of a catalogue, its endpoints, and the short way to them.

    `more`: handlers that cannot be functions (uploads, streams).

    Raises an exception where the catalogue cannot be served (the server then stays with the routes that it has).
    """
    schemas = Schemas(TypeSystem(catalogue.types))
    endpoints = [Endpoint(operation, catalogue, schemas, services) for operation in catalogue.operations]
    document = msgspec.json.encode(openapi_document(catalogue, info.version))
    handlers = [_handler(endpoint) for endpoint in endpoints]
    handlers += page_handlers(info, document)
    # First, since Litestar makes one of its own for a path that has none.
    handlers = [_options(path, methods) for path, methods in _methods(handlers).items()] + handlers
    app = Litestar(
        route_handlers=[*handlers, *more],
        openapi_config=None,
        logging_config=None,
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )
    return app, endpoints, _resolver(app, endpoints)


def _resolver(app: Litestar, endpoints: list[Endpoint]) -> Resolve:
    """Asks Litestar's router which endpoint serves a path, so that the front can call it at once.

    The way through the application comes to the same endpoint; its middleware and signature model, of which we need
    nothing, cost as much as all the rest of a request. None: not one of our operations, Litestar shall answer.
    """
    by_name = {endpoint.name: endpoint for endpoint in endpoints}
    find = app.asgi_router.handle_routing

    def resolve(path: str, method: str) -> tuple[Endpoint, dict[str, str]] | None:
        try:
            _, handler, _, parameters, _ = find(path=normalize_path(path), method=method)  # type: ignore[arg-type]
        except HTTPException:
            return None
        endpoint = by_name.get(handler.name or "")
        return None if endpoint is None else (endpoint, parameters)

    return resolve


def _handler(endpoint: Endpoint) -> HTTPRouteHandler:
    async def handle(request: Request) -> ASGIApp:
        return await endpoint(request.scope, request.receive)

    operation = endpoint.operation
    handle.__name__ = handle.__qualname__ = operation.function
    handle.__doc__ = operation.summary
    path = PREFIX + operation.path.replace("{", "{" + PATH_NAME).replace("}", ":str}")
    return HTTPRouteHandler(
        path,
        http_method=[operation.method],  # type: ignore[list-item]
        name=operation.function,
        include_in_schema=False,
        status_code=200,  # the answer brings its own
    )(handle)


def _methods(handlers: Iterable[HTTPRouteHandler]) -> dict[str, set[str]]:
    methods: dict[str, set[str]] = defaultdict(set)
    for handler in handlers:
        for path in handler.paths:
            methods[path] |= {str(method) for method in handler.http_methods}
    return methods


def _options(path: str, methods: set[str]) -> HTTPRouteHandler:
    allow = _allow(methods | {"OPTIONS"})

    async def options(request: Request) -> ASGIApp:
        return Reply(status=204, headers=[(b"allow", allow)], cache_control=NO_STORE)

    return HTTPRouteHandler(path, http_method=["OPTIONS"], include_in_schema=False)(options)


def _allow(methods: Iterable[str]) -> bytes:
    all_methods = set(methods)
    return ", ".join(sorted(all_methods | ({"HEAD"} if "GET" in all_methods else set()))).encode()


def _refused(request: Request, error: HTTPException) -> Response:
    """What Litestar itself refuses: an unknown address, a method, a host."""
    exchange: Exchange = request.scope["iwm"]
    if error.status_code == 404:
        problem = not_found()
    elif isinstance(error, MethodNotAllowedException):
        allow = _allow((error.headers or {}).get("allow", "").replace(" ", "").split(","))
        problem = HttpProblem(
            405,
            f"{exchange.method} is not possible here.",
            hint=f"Possible are {allow.decode()}.",
            headers=[(b"allow", allow)],
        )
    else:
        problem = HttpProblem(error.status_code, str(error.detail))
    return _Prepared(exchange.problem_reply(problem))


def _failed(request: Request, error: Exception) -> Response:
    """A mistake of ours."""
    exchange: Exchange = request.scope["iwm"]
    if isinstance(error, HttpProblem):
        return _Prepared(exchange.problem_reply(error))
    incident = exchange.request_id
    log.error("unexpected error", incident=incident, path=exchange.path.decode("latin-1"), error=repr(error))
    return _Prepared(
        exchange.problem_reply(HttpProblem(500, "Something went wrong on our side. It was noted.", incident=incident))
    )
