"""`iwm serve`: the HTTP server alone."""

import json
import os
import shlex
import signal
import threading
import time
import urllib.request
from ipaddress import ip_address

import click
import msgspec

from app.cli.options import Settings, tell, with_settings
from app.database.session import Database, open_database
from app.port import usable_port


@click.command("serve")
@with_settings("host", "port", "workers", "data_dir")
def serve_command(settings: Settings) -> None:
    """Serve HTTP from a database that is loaded already.

    `iwm up` does all that comes before it, too. Ctrl-C stops it.

    \b
    Examples:
      iwm serve --port 9000
      IWM_PROFILE=production IWM_SECRET_KEY=… DATABASE_URL=postgresql://… iwm serve --host 0.0.0.0
    """
    settings = settle_port(settings)
    with open_database(settings, tell) as database:
        run_server(settings, database)


def settle_port(settings: Settings) -> Settings:
    """The settings with a port that can be listened on; 0 becomes a free one. Raises Problem if it is in use."""
    return msgspec.structs.replace(settings, port=usable_port(settings.host, settings.port))


def run_server(settings: Settings, database: Database, began: float | None = None) -> None:
    """Serves until stopped; says where, once it answers."""
    settings = database.settings(settings)
    from app.http.server import serve as serve_http

    threading.Thread(target=_announce, args=(settings, began or time.monotonic()), daemon=True).start()
    threading.Thread(target=_watch, args=(database,), daemon=True).start()
    serve_http(settings)
    if database.embedded and (problem := database.embedded.problem()):
        raise problem


def _watch(database: Database) -> None:
    """Ends the serving when the embedded server ends by itself: nothing would bring it back."""
    while database.embedded and not database.embedded.problem():
        time.sleep(1)
    if database.embedded:
        os.kill(os.getpid(), signal.SIGTERM)


def base_url(settings: Settings) -> str:
    """The address to give to a person on this machine."""
    every = {4: "127.0.0.1", 6: "[::1]"}
    try:
        address = ip_address(settings.host)
        host = (
            every[address.version]
            if address.is_unspecified
            else f"[{address}]"
            if address.version == 6
            else settings.host
        )
    except ValueError:
        host = settings.host
    return f"http://{host}:{settings.port}"


def _announce(settings: Settings, began: float) -> None:
    url = base_url(settings)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while True:
        try:
            # 200 once the routes are there
            with opener.open(f"{url}/readyz", timeout=2):
                break
        except OSError:
            time.sleep(0.05)
    movie = _some_movie(opener, url)
    elsewhere = settings.data_dir != Settings().data_dir and not os.environ.get("DATABASE_URL")
    folder = f" --data-dir {shlex.quote(settings.data_dir)}" if elsewhere else ""
    tell(
        "",
        f"  Ready after {time.monotonic() - began:.1f} s. Ctrl-C stops it.",
        f"  API    {url}/v1",
        f"  Docs   {url}/docs",
        f"  Pages  {url}/upload (videos), {url}/dashboard (staff)",
        f"  Staff  iwm users create you@example.org --admin{folder}",
        "  Try",
        f"    curl '{url}/v1/movies?genre=drama&per_page=3'",
        f"    curl '{url}/v1/movies/{movie}'",
        f"    curl '{url}/v1/search/movies?q=Intersteller'",
        " ",
    )


def _some_movie(opener: urllib.request.OpenerDirector, url: str) -> str:
    """An id that is really there, for the call to try."""
    try:
        with opener.open(f"{url}/v1/movies?per_page=1", timeout=5) as answer:
            return str(json.load(answer)["data"][0]["id"])
    except (OSError, ValueError, LookupError, TypeError):
        return "tt0816692"
