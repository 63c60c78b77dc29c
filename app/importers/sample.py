"""The sample: 17,470 films of 1940 to 2014 from Wikidata, in the package bokeh_sampledata (movies.db, SQLite)."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.errors import Problem
from app.importers import clean
from app.importers.run import ImportRun, Progress, import_run
from app.importers.summary import Summary

_COLUMNS = {
    "omdb": {"ID", "imdbID", "Title", "Year", "Rating", "Runtime", "Genre", "Released", "Director", "Writer", "Cast",
             "Metacritic", "Language", "Country"},
    "tomatoes": {"ID", "Rating", "Meter", "Reviews", "BoxOffice", "Production"},
}  # fmt: skip
_QUERY = """
    select o.ID, o.imdbID, o.Title, o.Year, o.Rating, o.Runtime, o.Genre, o.Released, o.Director, o.Writer, o."Cast",
        o.Metacritic, o.Language, o.Country, t.Rating, t.Meter, t.Reviews, t.BoxOffice, t.Production
    from omdb as o left join tomatoes as t on t.ID = o.ID
    order by o.ID
"""
# A piece that belongs to the name before it: "Sammy Davis, Jr.", "Lorimar, Inc.", "John Dudley, 6th Earl of Dudley"
_SUFFIX = re.compile(
    r"(Jr|Sr|II|III|IV|Ph\.?D|M\.?D|Esq|Inc|Ltd|LLC|L\.L\.C|Co|Corp|S\.A|GmbH|\d+(st|nd|rd|th) .+)\.?", re.IGNORECASE
)
_REINSTALL = "Install it anew: pip install --force-reinstall bokeh-sampledata"
_CATEGORIES = ("actor", "director", "writer")


def import_sample(
    dsn: str, progress: Progress | None = None, *, path: Path | None = None, reject_folder: Path | None = None
) -> Summary:
    """Imports the sample into the catalogue (`path`: another file of its form). Raises Problem.

    The second row of an IMDb id is rejected. Casts come in alphabetical order and without characters: no billing order
    is kept. Critics' reviews count as votes, with their mean.
    """
    source = path or sample_path()
    with import_run(dsn, "sample", progress, reject_folder) as run, _opened(source) as database:
        try:
            _Reader(run, database).stage()
        except sqlite3.DatabaseError as error:
            raise Problem(f"{source} is damaged: {error}.", _REINSTALL) from error
        run.merge()
    return run.summary


def sample_path() -> Path:
    """Where the package bokeh_sampledata keeps its file. Raises Problem if it is not installed."""
    spec = find_spec("bokeh_sampledata")
    if spec is None or not spec.submodule_search_locations:
        raise Problem("The sample is not installed.", "Install it: pip install bokeh-sampledata")
    return Path(next(iter(spec.submodule_search_locations))) / "_data" / "movies.db"


def split_names(value: str | None) -> list[str]:
    """Names of a list separated by commas, each once, in order; suffixes stay with their name."""
    names: list[str] = []
    for piece in (value or "").split(", "):
        name, is_suffix = _piece(piece)
        if name is None:
            continue
        if names and is_suffix:
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.append(name)
    return list(dict.fromkeys(names))


@lru_cache(maxsize=100_000)
def _piece(piece: str) -> tuple[str | None, bool]:
    """A name, and whether it belongs to the one before. Most stand in several films."""
    name = clean.text(piece)
    return name, name is not None and _SUFFIX.fullmatch(name) is not None


def _opened(path: Path) -> closing[sqlite3.Connection]:
    what = "Expected is a SQLite file with the tables omdb and tomatoes: movies.db of the package bokeh-sampledata."
    if not path.is_file():
        raise Problem(f"There is no file {path}.", what)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        for table, expected in _COLUMNS.items():
            found = {row[1] for row in connection.execute(f"pragma table_info({table})")}
            if missing := expected - found:
                raise Problem(f"{path} is not the sample: {table} lacks {', '.join(sorted(missing))}.", what)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise Problem(f"{path} cannot be read: {error}.", what) from error
    except Problem:
        connection.close()
        raise
    return closing(connection)


class _Reader:
    """Reads each film once and keeps the rows for the other staging tables (some 50 MB)."""

    def __init__(self, run: ImportRun, database: sqlite3.Connection) -> None:
        self._run = run
        self._database = database
        self._scores: list[tuple[Any, ...]] = []
        self._credits: list[tuple[Any, ...]] = []
        self._people: dict[str, None] = {}  # in the order of the file

    def stage(self) -> None:
        run = self._run
        total = self._database.execute("select count(*) from omdb").fetchone()[0]
        columns = (
            "line film source_id imdb_id title year release_date runtime rating revenue vote_count vote_sum "
            "genres countries languages companies"
        )
        run.copy("stage_movies", columns, self._films(), "reading films", total)
        run.copy("stage_scores", "film source value scale votes", self._scores, "copying scores", len(self._scores))
        people = ((name, name) for name in self._people)
        run.copy("stage_people", "person name", people, "copying people", len(self._people))
        run.copy("stage_credits", "film person category", self._credits, "copying credits", len(self._credits))

    def _films(self) -> Iterator[tuple[Any, ...]]:
        for line, row in enumerate(self._database.execute(_QUERY), 1):
            film = self._film(line, row)
            if film is not None:
                yield film

    def _film(self, line: int, row: tuple[Any, ...]) -> tuple[Any, ...] | None:
        (number, imdb, title, year, rating, runtime, genres, released, director, writer, cast,
         metacritic, language, country, mean, meter, reviews, box_office, production) = row  # fmt: skip
        imdb = clean.text(imdb)
        if not isinstance(number, int) or imdb is None or not re.fullmatch(r"tt\d{5,12}", imdb):
            self._run.reject("films", "without a number and an IMDb id (tt…)", line=line, id=imdb, value=title)
            return None

        def read(field: str, parse: Callable[[object], Any], value: object) -> Any:
            try:
                return parse(value)
            except ValueError as error:
                self._run.reject("values", str(error), line=line, id=imdb, field=field, value=str(value)[:100])
                return None

        year = read("year", clean.integer, year)
        date = read("release_date", clean.day, released)
        if date is not None and (date.month, date.day) == (1, 1):
            date = None  # only the year is known
        votes = read("reviews", clean.integer, reviews)
        score = read("critics_score", clean.decimal, mean)
        for name, value, scale, count in (
            ("critics", score, 10, votes),
            ("tomatometer", read("tomatometer", clean.decimal, meter), 100, votes),
            ("metacritic", read("metacritic", clean.decimal, metacritic), 100, None),
        ):
            if value is not None:
                self._scores.append((number, name, value, scale, count))
        for category, names in zip(_CATEGORIES, (cast, director, writer), strict=True):
            for name in split_names(names):
                self._people[name] = None
                self._credits.append((number, name, category))
        known = votes is not None and score is not None
        return (
            line, number, imdb, imdb, clean.text(title) or "", year, date, read("runtime", clean.integer, runtime),
            clean.text(rating), read("revenue", clean.rounded, box_office),
            votes if known else None, score * votes if known else None,  # type: ignore[operator]
            split_names(genres), split_names(country), split_names(language), split_names(production),
        )  # fmt: skip
