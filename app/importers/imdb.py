"""IMDb's non-commercial datasets: title.basics, .ratings, .akas, .principals and name.basics, TSV, gzipped or not.

The files hold millions of rows: each is read once, line by line, and only what belongs to the kept films is copied.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.errors import Problem
from app.importers import clean
from app.importers.files import Lines, shown, tsv_fields
from app.importers.run import ImportRun, Progress, import_run
from app.importers.summary import Summary

# What IMDb calls a film, and what we do.
TYPES = {"movie": "movie", "short": "short", "tvMovie": "tv-movie", "tvSpecial": "tv-special", "video": "video"}

_HEADERS = {
    "title.basics": "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres",
    "title.ratings": "tconst averageRating numVotes",
    "title.akas": "titleId ordering title region language types attributes isOriginalTitle",
    "title.principals": "tconst ordering nconst category job characters",
    "name.basics": "nconst primaryName birthYear deathYear primaryProfession knownForTitles",
}
_MISSING = {
    "title.ratings": "no scores and no votes are imported",
    "title.akas": "no alternative titles are imported",
    "title.principals": "no people and no credits are imported",
    "name.basics": "credits need the names, so that no people and no credits are imported",
}


def import_imdb(
    dsn: str,
    folder: Path,
    progress: Progress | None = None,
    *,
    types: Sequence[str] = ("movie",),
    reject_folder: Path | None = None,
) -> Summary:
    """Imports the films of these types from a folder of IMDb's files. Raises Problem.

    Only title.basics must be there. The order of title.principals is the billing order of a cast.
    """
    if not types or (wrong := [name for name in types if name not in TYPES]):
        raise Problem(
            f"There is no type {', '.join(wrong)} of films." if types else "No type of films is named.",
            f"Choose from: {', '.join(TYPES)}.",
        )
    with import_run(dsn, "imdb", progress, reject_folder) as run:
        _Reader(run, Path(folder), set(types)).stage()
        run.merge()
    return run.summary


class IdSet:
    """A set of positive numbers in one byte each: IMDb's run to some 40 million without large gaps."""

    _LIMIT = 200_000_000

    def __init__(self) -> None:
        self._flags = bytearray()
        self._beyond: set[int] = set()
        self.size = 0

    def add(self, number: int) -> None:
        """Puts a number in."""
        if number in self:
            return
        self.size += 1
        if number >= self._LIMIT:
            self._beyond.add(number)
            return
        if number >= len(self._flags):
            self._flags.extend(bytes(max(number + 1, len(self._flags) * 5 // 4) - len(self._flags)))
        self._flags[number] = 1

    def __contains__(self, number: int) -> bool:
        return self._flags[number] == 1 if 0 <= number < len(self._flags) else number in self._beyond


class _Reader:
    def __init__(self, run: ImportRun, folder: Path, types: set[str]) -> None:
        self._run = run
        self._folder = folder
        self._types = types
        self._films = IdSet()
        self._people = IdSet()

    def stage(self) -> None:
        copy = self._run.copy
        if self._path("title.basics") is None:
            raise Problem(
                f"There is no title.basics.tsv.gz (or title.basics.tsv) in {self._folder}.",
                "Expected is a folder with IMDb's files: https://developer.imdb.com/non-commercial-datasets/",
            )
        copy(
            "stage_movies",
            "line film source_id imdb_id kind title original_title adult year runtime genres",
            self._basics(),
        )
        if self._has("title.ratings"):
            copy("stage_scores", "film source value scale votes", self._ratings())
        if self._has("title.akas"):
            copy("stage_titles", "film title region language type", self._akas())
        if self._has("title.principals") and self._has("name.basics"):
            copy("stage_credits", "film person category job character billing_order", self._principals())
            copy("stage_people", "person imdb_id name birth_year death_year profession", self._names())

    def _path(self, name: str) -> Path | None:
        paths = (self._folder / f"{name}.tsv{end}" for end in (".gz", ""))
        return next((path for path in paths if path.is_file()), None)

    def _has(self, name: str) -> bool:
        if self._path(name):
            return True
        self._run.summary.notes.append(f"{name}.tsv.gz is not there: {_MISSING[name]}")
        return False

    def _lines(self, name: str) -> Lines:
        path = self._path(name)
        header = _HEADERS[name]
        assert path is not None  # noqa: S101 - asked before
        what = f"{name}.tsv.gz as IMDb publishes it, UTF-8 with tabs between and the header {header}"
        return Lines(path, header.replace(" ", "\t").encode(), self._run.tell, what)

    def _rows(self, name: str, kind: str, kept: IdSet) -> Iterator[tuple[int, int, list[str | None]]]:
        """Line number, number in the id, and fields of each row whose id is kept."""
        columns = _HEADERS[name].count(" ") + 1
        last, known = b"", False
        number = 0
        for line_number, line in self._lines(name):
            identifier = line[: line.find(b"\t")]
            if identifier != last:
                number, last = _number(identifier), identifier
                known = number in kept
            if not known:
                if number < 0:
                    self._reject(kind, "the id is not one of IMDb's", name, line_number, line)
                continue
            try:
                yield line_number, number, tsv_fields(line, columns)
            except ValueError as error:
                self._reject(kind, str(error), name, line_number, line)

    def _reject(self, kind: str, reason: str, name: str, line_number: int, line: bytes) -> None:
        self._run.reject(kind, reason, file=name, line=line_number, value=shown(line))

    def _basics(self) -> Iterator[tuple[Any, ...]]:
        wanted = {name.encode() for name in self._types}
        skipped = 0
        for number, line in self._lines("title.basics"):
            parts = line.split(b"\t", 2)
            if len(parts) == 3 and parts[1] not in wanted:
                skipped += 1
                continue
            film = _number(parts[0])
            try:
                if film < 0 or not parts[0].startswith(b"tt"):
                    raise ValueError("the id is not one of IMDb's (tt…)")
                tconst, kind, title, original, adult, year, _end, runtime, genres = tsv_fields(line, 9)
            except ValueError as error:
                self._reject("films", str(error), "title.basics", number, line)
                continue
            self._films.add(film)
            title, original = clean.text(title), clean.text(original)
            yield (
                number, film, tconst, tconst, TYPES[kind or ""], title or "", original if original != title else None,
                adult == "1" if adult in ("0", "1") else None,
                self._integer("year", year, tconst), self._integer("runtime", runtime, tconst),
                [name for piece in (genres or "").split(",") if (name := clean.text(piece))],
            )  # fmt: skip
        self._run.summary.notes.append(
            f"title.basics: {self._films.size:,} titles of the types {', '.join(sorted(self._types))};"
            f" {skipped:,} of other types skipped"
        )

    def _ratings(self) -> Iterator[tuple[Any, ...]]:
        for number, film, (tconst, mean, votes) in self._rows("title.ratings", "scores", self._films):
            try:
                value, count = clean.decimal(mean), clean.integer(votes)
                if value is None or count is None or count < 0:
                    raise ValueError("a score or its number of votes is missing")
            except ValueError as error:
                self._run.reject("scores", str(error), file="title.ratings", line=number, id=tconst,
                                 value=f"{mean} {votes}"[:200])  # fmt: skip
                continue
            yield film, "imdb", value, 10, count

    def _akas(self) -> Iterator[tuple[Any, ...]]:
        for number, film, fields in self._rows("title.akas", "titles", self._films):
            tconst, _ordering, title, region, language, types, attributes, original = fields
            name = clean.text(title)
            if name is None:
                self._run.reject("titles", "the title is empty", file="title.akas", line=number, id=tconst)
            elif original != "1":
                kind = clean.text((types or attributes or "").replace("\x02", ", "))
                yield film, name, region, language, kind

    def _principals(self) -> Iterator[tuple[Any, ...]]:
        for number, film, fields in self._rows("title.principals", "credits", self._films):
            tconst, ordering, nconst, category, job, characters = fields
            person = _number((nconst or "").encode())
            category = clean.text(category)
            if person < 0 or not str(nconst).startswith("nm") or category is None:
                self._run.reject("credits", "without a person (nm…) or a category", file="title.principals",
                                 line=number, id=tconst, value=f"{nconst} {category}"[:200])  # fmt: skip
                continue
            self._people.add(person)
            billing = self._integer("ordering", ordering, tconst)
            if billing is not None and not 0 <= billing <= 32767:
                billing = None
            yield film, nconst, category, clean.text(job), self._characters(characters, tconst), billing

    def _names(self) -> Iterator[tuple[Any, ...]]:
        for _number, _person, fields in self._rows("name.basics", "people", self._people):
            nconst, name, birth, death, professions, _known_for = fields
            yield (
                nconst, nconst, clean.text(name) or "", self._integer("birth year", birth, nconst),
                self._integer("death year", death, nconst), clean.text((professions or "").partition(",")[0]),
            )  # fmt: skip

    def _integer(self, field: str, value: str | None, source_id: str | None) -> int | None:
        try:
            return clean.integer(value)
        except ValueError as error:
            self._run.reject("values", str(error), id=source_id, field=field, value=str(value)[:100])
            return None

    def _characters(self, value: str | None, source_id: str | None) -> str | None:
        """["Neo","Mr. Anderson"] as one text with slashes."""
        if value is None:
            return None
        try:
            names = json.loads(value)
            if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
                raise ValueError
        except (ValueError, RecursionError):
            self._run.reject("values", "not a JSON array of names", id=source_id, field="characters", value=value[:100])
            return None
        return clean.text(" / ".join(names))


_ID = re.compile(rb"[tn][tm]([0-9]{1,15})")


def _number(identifier: bytes) -> int:
    """The number in tt0133093 or nm0000206; -1 if it is no such id."""
    match = _ID.fullmatch(identifier)
    return int(match[1]) if match else -1
