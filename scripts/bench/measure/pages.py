"""The film page, the list of 20 and search, none of them cached: IWM, pgbench on the same function, the peers."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from scripts.bench.measure import contestants, goals, pgbench, system
from scripts.bench.measure.compare import Runs, interleave, median, middle, ratios, spread
from scripts.bench.measure.database import Database
from scripts.bench.measure.goals import Figure
from scripts.bench.measure.load import Load, write_requests, wrk
from scripts.bench.measure.options import Options
from scripts.bench.measure.same import check_same_answers, check_same_bytes
from scripts.bench.measure.services import Service

FILM = "film page"
LIST = "20-film list"
SEARCH = "search"
NAMES = {
    "iwm": "IWM",
    "pgbench": "pgbench",
    "fastapi": "FastAPI",
    "django": "Django REST",
    "joined": "FastAPI, joined",
    "wide": "IWM, a process a core",
}
PICTURED = ("pgbench", "iwm", "fastapi", "joined", "django")
FILM_ONLY = ("joined", "wide")
LIST_PAGES = 20
SEARCHES = 100

# The statements that pgbench prepares: the function behind the page, its result as JSON.
FILM_SQL = "select row_to_json(f) from api.get_movie(_movie_id => 'tt' || lpad(:n, 7, '0')) f"
LIST_SQL = "select row_to_json(f) from api.list_movies(_page => :n, _per_page => 20) f"
SEARCH_SQL = "select row_to_json(f) from api.search_movies(_q => {}) f"


def search_terms(titles: list[str]) -> list[str]:
    """What people type: a title, its beginning, a title with a letter too few, in turn."""
    long = [title for title in titles if re.fullmatch(r"[A-Za-z][A-Za-z ]{6,40}", title)][:SEARCHES]
    shapes: list[Callable[[str], str]] = [
        lambda title: title,
        lambda title: title[: max(4, len(title) // 2)].strip(),
        lambda title: title[:3] + title[4:],
    ]
    return [shapes[number % 3](title).lower() for number, title in enumerate(long)]


def request_files(folder: Path, films: list[tuple[str, str]]) -> dict[str, Path]:
    """The request lines of each page for wrk."""
    films = [film for film in films if re.fullmatch(r"tt\d{7}", film[0])]
    terms = search_terms([title for _id, title in films])
    lines = {
        FILM: [f"/v1/movies/{public_id}" for public_id, _title in films],
        LIST: [f"/v1/movies?per_page=20&page={page}" for page in range(1, LIST_PAGES + 1)],
        SEARCH: [f"/v1/search/movies?q={quote(term)}" for term in terms],
    }
    return {page: write_requests(folder / f"{page.replace(' ', '-')}.txt", wanted) for page, wanted in lines.items()}


def pgbench_files(folder: Path, films: list[tuple[str, str]]) -> dict[str, list[Path]]:
    """The scripts of each page for pgbench: the same films, pages and terms."""
    numbers = [int(public_id[2:]) for public_id, _title in films if re.fullmatch(r"tt\d{7}", public_id)]
    film, pages = folder / "film.sql", folder / "list.sql"
    film.write_text(pgbench.script(FILM_SQL, numbers))
    pages.write_text(pgbench.script(LIST_SQL, range(1, LIST_PAGES + 1)))
    searches = []
    for number, term in enumerate(search_terms([title for _id, title in films])):
        searches.append(folder / f"search-{number}.sql")
        searches[-1].write_text(SEARCH_SQL.format("'" + term.replace("'", "''") + "'") + ";\n")
    return {FILM: [film], LIST: [pages], SEARCH: searches}


def measure(field: contestants.Field, options: Options) -> tuple[list[Figure], dict[str, dict[str, float]]]:
    """The figures of the three pages, and the median rates for the picture."""
    database = field.database
    films = database.films()
    requests, scripts = request_files(options.folder, films), pgbench_files(options.folder, films)
    figures: list[Figure] = []
    rates: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        services = {"iwm": field.iwm(cache=False)}
        if options.peers:
            services["fastapi"] = stack.enter_context(contestants.fastapi(database))
            services["django"] = stack.enter_context(contestants.django(database))
            if not options.quick:
                services["joined"] = stack.enter_context(contestants.fastapi(database, joined=True))
        if not options.quick and system.cores() > 1:
            services["wide"] = stack.enter_context(contestants.iwm(database, cache=False, workers=system.cores()))
        check_same_bytes(database, services["iwm"], requests)
        if options.peers:
            check_same_answers(services, requests, some=10 if options.quick else 100)
        for page, lines in requests.items():
            here = {name: service for name, service in services.items() if page == FILM or name not in FILM_ONLY}
            options.say(f"{page}: {', '.join(NAMES[name] for name in ['pgbench', *here])}")
            turns = _turns(database, options, here, lines, scripts[page])
            if not options.quick:
                for turn in turns.values():  # plans, caches, connections
                    turn()
            runs = interleave(turns, options.rounds)
            _refuse_errors(page, runs)
            figures += _figures(page, runs)
            rates[page] = {NAMES[name]: middle(runs[name]) for name in PICTURED if name in runs}
    return figures, rates


def _turns(
    database: Database, options: Options, services: dict[str, Service], lines: Path, scripts: list[Path]
) -> dict[str, Callable[[], Load]]:
    watch = database.watched
    turns: dict[str, Callable[[], Load]] = {
        "pgbench": lambda: pgbench.run(
            database.programs / "pgbench",
            database.app,
            scripts,
            clients=options.clients,
            seconds=options.seconds,
            watch=watch,
        )
    }
    for name, service in services.items():
        turns[name] = lambda service=service: wrk(  # type: ignore[misc]
            service.url,
            lines,
            connections=options.connections,
            seconds=options.seconds,
            watch=[*watch, ("server", service.pid)],
        )
    return turns


def _refuse_errors(page: str, runs: Runs) -> None:
    for name, loads in runs.items():
        if errors := sum(load.errors for load in loads):
            raise SystemExit(f"{page}: {NAMES[name]} answered {errors} requests with an error; nothing is compared")


def _figures(page: str, runs: Runs) -> list[Figure]:
    figures = []
    limits = {"pgbench": goals.FILM_PGBENCH, "fastapi": goals.FILM_FASTAPI, "django": goals.FILM_DRF}
    for name in runs:
        if name == "iwm":
            continue
        each = ratios(runs, "iwm", name)
        note = f"{spread(each)} in {len(each)} rounds"
        if page == FILM and name in limits:
            figures.append(goals.judged(limits[name], median(each), note))
        else:
            figures.append(Figure(f"{page}, not cached / {NAMES[name]}", median(each), "ratio", note=note))
    for name, loads in runs.items():
        used = ", ".join(
            f"{where} {middle(loads, lambda load, where=where: dict(load.cpu)[where]):.0f} µs"  # type: ignore[misc]
            for where, _time in loads[0].cpu
        )
        figures.append(Figure(f"{page}, {NAMES[name]}", middle(loads), "requests/s", note=f"processor: {used}"))
    return figures
