"""A Litestar handler that does nothing: what the framework and the server give at best."""

import os
from pathlib import Path

from litestar import Litestar, Response, get

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


@get("/v1/movies/{movie_id:str}")
async def movie(movie_id: str) -> Response[bytes]:
    """The same bytes for every film."""
    return Response(BODY, media_type="application/json")


app = Litestar([movie], openapi_config=None)
