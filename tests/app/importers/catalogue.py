"""A small sample file, and questions to the catalogue."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import psycopg

TABLES = (
    "movies", "movie_stats", "movie_external_ids", "movie_genres", "movie_countries", "movie_languages",
    "genres", "languages", "companies", "movie_companies", "external_scores", "people", "person_stats",
    "person_external_ids", "credits", "keywords", "movie_keywords", "alternative_titles",
)  # fmt: skip

_OMDB = [
    "ID", "imdbID", "Title", "Year", "Rating", "Runtime", "Genre", "Released", "Director", "Writer", "Cast",
    "Metacritic", "imdbRating", "imdbVotes", "Language", "Country", "Awards", "lastUpdated", "Oscars",
]  # fmt: skip
_TOMATOES = ["ID", "Rating", "Meter", "Reviews", "Fresh", "Rotten", "BoxOffice", "Production"]


def film(number: int, title: str = "Film", year: int = 2000, **more: Any) -> dict[str, Any]:
    """A row of the sample; `critics_rating` goes to tomatoes.Rating, the rest by the names of the columns."""
    return {"ID": number, "imdbID": f"tt{number:07d}", "Title": title, "Year": year, "Genre": "Drama",
            "Language": "English", "Country": "France", **more}  # fmt: skip


def make_sample(path: Path, films: list[dict[str, Any]]) -> Path:
    """A file of the sample's form with these films."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute(f"create table omdb ({', '.join(map(_quoted, _OMDB))})")
        database.execute(f"create table tomatoes ({', '.join(map(_quoted, _TOMATOES))})")
        for row in films:
            database.execute(
                f"insert into omdb values ({', '.join('?' * len(_OMDB))})", [row.get(name) for name in _OMDB]
            )
            critics = {**row, "Rating": row.get("critics_rating")}
            database.execute(
                f"insert into tomatoes values ({', '.join('?' * len(_TOMATOES))})",
                [critics.get(name) for name in _TOMATOES],
            )
    database.close()
    return path


def _quoted(name: str) -> str:
    return f'"{name}"'


def rows(dsn: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query on schema iwm."""
    with psycopg.connect(dsn, options="-c search_path=iwm,ops,extensions") as connection:
        return connection.execute(query, values).fetchall()  # type: ignore[arg-type]


def change(dsn: str, statement: str, *values: Any) -> None:
    """Runs a statement that changes the catalogue."""
    with psycopg.connect(dsn, options="-c search_path=iwm,ops,extensions") as connection:
        connection.execute(statement, values)  # type: ignore[arg-type]


def state(dsn: str) -> dict[str, tuple[int, int]]:
    """Rows of each table and a digest of their versions: equal only if nothing was written, not even equal values."""
    with psycopg.connect(dsn) as connection:
        return {
            table: connection.execute(
                f"select count(*), coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) from iwm.{table}"
            ).fetchone()
            for table in TABLES
        }  # type: ignore[misc]


def staged(dsn: str) -> int:
    """Rows left in the staging tables."""
    with psycopg.connect(dsn) as connection:
        names = connection.execute(
            "select oid::regclass::text from pg_class"
            " where relnamespace = 'ops'::regnamespace and relname like 'stage%' and relkind = 'r'"
        ).fetchall()
        return sum(connection.execute(f"select count(*) from {name}").fetchone()[0] for (name,) in names)


def rejects(path: Path | None) -> list[dict[str, Any]]:
    """The rejected rows of a summary."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path else []
