"""MovieLens: movies.csv, links.csv, tags.csv and ratings.csv of ml-latest, ml-latest-small, ml-25m and ml-32m."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from app.errors import Problem
from app.importers import clean
from app.importers.files import Lines, csv_fields, shown
from app.importers.run import ImportRun, Progress, import_run
from app.importers.summary import Summary

_HEADERS = {
    "movies.csv": b"movieId,title,genres",
    "links.csv": b"movieId,imdbId,tmdbId",
    "tags.csv": b"userId,movieId,tag,timestamp",
    "ratings.csv": b"userId,movieId,rating,timestamp",
}
_YEAR = re.compile(r"^(?P<title>.*?)\s*\((?P<year>\d{4})(?:\s*[-–]\s*\d{0,4})?\)$")
_OTHER_TITLE = re.compile(r"^(?P<title>.+?)\s*\((?P<other>[^()]*[^\W\d_]{2}[^()]*)\)$")
_ARTICLE = re.compile(
    r"^(?P<rest>.+), (?P<article>The|An?|L[aeo]s?|L'|El|Il|Gli|I|Une?|Una|Uno|Der|Die|Das|Den|Det|De|Het|Os?|As?)$"
)
# MovieLens counts a format among the genres.
_KEYWORDS = {"IMAX"}
_NO_GENRES = "(no genres listed)"


class Rating(NamedTuple):
    """One rating: 0.5 to 5 stars in half steps, given at a time in seconds since 1970."""

    user: int
    movie: int
    stars: Decimal
    at: int


def import_movielens(
    dsn: str, folder: Path, progress: Progress | None = None, *, reject_folder: Path | None = None
) -> Summary:
    """Imports films, their ids and keywords from a MovieLens folder. Raises Problem.

    A tag that two or more users gave to a film becomes its keyword. Ratings are read and checked only.
    """
    folder = Path(folder)
    with import_run(dsn, "movielens", progress, reject_folder) as run:
        _Reader(run, folder).stage()
        run.merge()
    return run.summary


def read_ratings(run: ImportRun, path: Path) -> Iterator[Rating]:
    """The well-formed ratings of a ratings.csv; the others are rejected with their reason."""
    for number, line in _lines(run, path):
        user, movie, stars, at = [*line.split(b","), b"", b"", b""][:4]
        if user.isdigit() and movie.isdigit() and at.isdigit() and line.count(b",") == 3 and stars in _STARS:
            yield Rating(int(user), int(movie), _STARS[stars], int(at))
        else:
            run.reject("ratings", "not userId,movieId,rating (0.5 to 5 in half steps),timestamp", line=number,
                       value=shown(line))  # fmt: skip


_STARS = {
    text: Decimal(half) / 2
    for half in range(1, 11)
    for text in (str(Decimal(half) / 2).encode(), f"{half / 2:.1f}".encode())
}


def parse_title(title: str) -> tuple[str, int | None, list[str]]:
    """Title, year and other titles: "City of Lost Children, The (Cité des enfants perdus, La) (1995)" gives
    ("The City of Lost Children", 1995, ["La Cité des enfants perdus"])."""
    rest, year = title, None
    if match := _YEAR.match(rest):
        rest, year = match["title"], int(match["year"])
    others: list[str] = []
    while match := _OTHER_TITLE.match(rest):
        rest = match["title"]
        others.insert(
            0, _article_first(re.sub(r"^(a\.?k\.?a\.?:?)\s+", "", match["other"].strip(), flags=re.IGNORECASE))
        )
    return _article_first(rest), year, others


def _article_first(title: str) -> str:
    if match := _ARTICLE.match(title):
        blank = "" if match["article"].endswith("'") else " "
        return f"{match['article']}{blank}{match['rest']}"
    return title


def _lines(run: ImportRun, path: Path) -> Lines:
    header = _HEADERS[path.name]
    return Lines(path, header, run.tell, f"{path.name} of a MovieLens folder, with the header {header.decode()}")


class _Reader:
    def __init__(self, run: ImportRun, folder: Path) -> None:
        self._run = run
        self._folder = folder
        self._links: dict[int, tuple[str | None, str | None]] = {}
        self._titles: list[tuple[int, str]] = []
        self._films: set[int] = set()

    def stage(self) -> None:
        if not (self._folder / "movies.csv").is_file():
            old = " The older forms (movies.dat, u.item) are not read." if self._is_old_form() else ""
            raise Problem(
                f"There is no movies.csv in {self._folder}.",
                f"Expected is the unpacked folder of ml-latest-small, ml-latest, ml-25m or ml-32m.{old}",
            )
        if self._has("links.csv", "films are matched by title and year alone"):
            self._read_links()
        self._run.copy(
            "stage_movies",
            "line film source_id imdb_id tmdb_id movielens_id title year genres keywords",
            self._read_films(),
        )
        self._run.copy("stage_titles", "film title", self._titles, "copying titles")
        if self._has("tags.csv", "no keywords are imported"):
            self._run.copy("stage_tags", "film tag tagger", self._read_tags())
        self._check_ratings()

    def _check_ratings(self) -> None:
        path = self._folder / "ratings.csv"
        if not path.is_file():
            return
        users: set[int] = set()
        count = 0
        for rating in read_ratings(self._run, path):
            users.add(rating.user)
            count += 1
        self._run.summary.notes.append(
            f"ratings.csv: {count:,} ratings by {len(users):,} users read and kept for later: they need user accounts"
        )

    def _is_old_form(self) -> bool:
        return any((self._folder / name).is_file() for name in ("movies.dat", "u.item"))

    def _has(self, name: str, otherwise: str) -> bool:
        if (self._folder / name).is_file():
            return True
        self._run.summary.notes.append(f"{name} is not there: {otherwise}")
        return False

    def _rows(self, name: str, kind: str, fields: int) -> Iterator[tuple[int, list[str]]]:
        for number, line in _lines(self._run, self._folder / name):
            try:
                yield number, csv_fields(line, fields)
            except ValueError as error:
                self._run.reject(kind, str(error), file=name, line=number, value=shown(line))

    def _read_links(self) -> None:
        for number, (movie, imdb, tmdb) in self._rows("links.csv", "ids", 3):
            try:
                film = _number(movie, "movieId")
                imdb_id = f"tt{_number(imdb, 'imdbId'):07d}" if imdb.strip() else None
                tmdb_id = str(_number(tmdb, "tmdbId")) if tmdb.strip() else None
            except ValueError as error:
                self._run.reject("ids", str(error), file="links.csv", line=number, value=f"{movie},{imdb},{tmdb}"[:200])
                continue
            self._links[film] = (imdb_id, tmdb_id)

    def _read_films(self) -> Iterator[tuple[Any, ...]]:
        for number, (movie, title, genres) in self._rows("movies.csv", "films", 3):
            try:
                film = _number(movie, "movieId")
            except ValueError as error:
                self._run.reject("films", str(error), file="movies.csv", line=number, value=f"{movie},{title}"[:200])
                continue
            name, year, others = parse_title(clean.text(title) or "")
            if film not in self._films:
                self._titles += [(film, other) for other in others]
            self._films.add(film)
            imdb, tmdb = self._links.get(film, (None, None))
            listed = [g for piece in genres.split("|") if (g := clean.text(piece)) and g != _NO_GENRES]
            yield (
                number, film, str(film), imdb, tmdb, str(film), name, year,
                [g for g in listed if g not in _KEYWORDS], [g for g in listed if g in _KEYWORDS],
            )  # fmt: skip

    def _read_tags(self) -> Iterator[tuple[int, str, int]]:
        for number, (user, movie, text, _at) in self._rows("tags.csv", "tags", 4):
            try:
                tag, tagger, film = clean.text(text), _number(user, "userId"), _number(movie, "movieId")
                if tag is None:
                    raise ValueError("the tag is empty")
                if film not in self._films:
                    raise ValueError("this movieId is not in movies.csv")
            except ValueError as error:
                self._run.reject("tags", str(error), file="tags.csv", line=number, value=f"{user},{movie},{text}"[:200])
                continue
            yield film, tag, tagger


def _number(value: str, field: str) -> int:
    if not (value.strip().isascii() and value.strip().isdigit()) or (number := int(value)) > clean.BIGINT:
        raise ValueError(f"{field} is not a number")
    return number
