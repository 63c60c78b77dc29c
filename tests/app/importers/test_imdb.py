import gzip
from pathlib import Path

import pytest

from app.errors import Problem
from app.importers import import_imdb, import_sample
from app.importers.imdb import IdSet
from tests.app.importers.catalogue import change, film, make_sample, rejects, rows, state


def zipped(folder: Path) -> Path:
    """The folder with its files gzipped, as IMDb publishes them."""
    for path in folder.glob("*.tsv"):
        (folder / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    return folder


CREDITS = (
    "select p.name, j.department, j.job, c.character, c.billing_order from credits as c join people as p on"
    " p.id = c.person_id join credit_jobs as j on j.id = c.job_id join movies as m on m.id = c.movie_id"
    " where m.external_id = 'tt9900001' order by j.position, c.billing_order"
)
CAST_AND_CREW = [
    ("Oskar Brandt", "Acting", "Actor", "Jonas Vey", 1),
    ("Mira Solberg", "Acting", "Actor", "Ada / The Keeper", 2),
    ("Lena Fox", "Acting", "Self", "Self", 6),
    ("Ingrid Vale", "Directing", "Director", None, None),
    ("Ingrid Vale", "Writing", "Screenplay", None, None),
    ("Teo Marsh", "Sound", "Original Music Composer", None, None),
]


@pytest.mark.parametrize("gz", [True, False])
def test_films_people_and_credits(fresh_dsn: str, imdb: Path, gz: bool) -> None:
    summary = import_imdb(fresh_dsn, zipped(imdb) if gz else imdb, reject_folder=imdb)
    assert rows(fresh_dsn, "select external_id, title, original_title, year, runtime, adult, imdb_rating::float, kind"
                           " from movies order by id") == [
        ("tt9900001", "The Lighthouse Ledger", "Das Leuchtturmbuch", 2001, 101, False, 7.4, "movie"),
        ("tt9900002", "Nine Paper Boats", None, None, None, False, None, "movie"),
        ("tt9900005", '"Quoted" Evening', None, 2010, 95, True, None, "movie"),
        ("tt9900007", "Élan", None, 2015, None, False, 5.5, "movie")]  # fmt: skip
    assert rows(fresh_dsn, CREDITS) == CAST_AND_CREW
    assert rows(fresh_dsn, "select external_id, name, birth_year, death_year, known_for_department from people"
                           " order by 1") == [
        ("nm9900001", "Oskar Brandt", 1960, None, "Acting"), ("nm9900002", "Mira Solberg", 1971, None, "Acting"),
        ("nm9900003", "Ingrid Vale", 1955, 2020, "Directing"), ("nm9900004", "Teo Marsh", None, None, "Sound"),
        ("nm9900005", "Lena Fox", None, None, None)]  # fmt: skip
    assert rows(fresh_dsn, "select title, country_code, language_code, type from alternative_titles order by id") == [
        ("Das Leuchtturmbuch", "DE", "de", "imdbDisplay"), ("The Ledger", None, "en", "working"),
        ("Маяк", "SU", "ru", "imdbDisplay")]  # fmt: skip
    assert rows(fresh_dsn, "select value::float, scale::float, votes from external_scores where source = 'imdb'"
                           " order by votes desc") == [(7.4, 10.0, 1200), (5.5, 10.0, 10)]  # fmt: skip
    assert rows(fresh_dsn, "select vote_count, vote_sum::float from movie_stats order by 1 desc limit 1") == [
        (1200, 8880.0)
    ]
    assert rows(fresh_dsn, "select slug from genres where slug = 'film-noir'") == [("film-noir",)]
    assert {(row.get("field"), row.get("value")) for row in rejects(summary.rejects)} == {
        ("runtime", "Reality-TV"), ("years", "1980-1975")}  # fmt: skip
    assert summary.notes == ["title.basics: 4 titles of the types movie; 3 of other types skipped"]


def test_types_are_chosen(fresh_dsn: str, imdb: Path) -> None:
    import_imdb(fresh_dsn, imdb, types=["short", "tvMovie"], reject_folder=imdb)
    assert rows(fresh_dsn, "select title, kind from movies order by id") == [
        ("Kettle", "short"), ("Sunday at the Mill", "tv-movie")]  # fmt: skip
    with pytest.raises(Problem, match=r"no type tvSeries .*\nChoose from: movie, short"):
        import_imdb(fresh_dsn, imdb, types=["tvSeries"])
    with pytest.raises(Problem, match="No type"):
        import_imdb(fresh_dsn, imdb, types=[])


def test_again_nothing_is_written(fresh_dsn: str, imdb: Path) -> None:
    import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    before = state(fresh_dsn)
    summary = import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    assert (summary.added, summary.changed) == (0, 0)
    assert state(fresh_dsn) == before


def test_it_refines_what_the_sample_left_open_and_the_sample_leaves_that(fresh_dsn: str, imdb: Path) -> None:
    sample = make_sample(imdb / "movies.db", [
        film(9900001, "Lighthouse Ledger", 2001, Cast="Lena Fox, Mira Solberg, Oskar Brandt", Director="Ingrid Vale",
             Writer="Ingrid Vale", critics_rating=8.0, Reviews=10),
        film(9900021, "Another", 1980, Cast="Teo Marsh, Oskar Brandt")])  # fmt: skip
    import_sample(fresh_dsn, path=sample, reject_folder=imdb)
    people = rows(fresh_dsn, "select name, external_id from people order by id")
    summary = import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    assert rows(fresh_dsn, CREDITS) == CAST_AND_CREW
    assert summary.kinds["credits"].changed == 4
    # who plays in the same film under the same name is the same; a namesake elsewhere is not
    assert rows(fresh_dsn, "select name, external_id from people order by id")[: len(people)] == people
    assert rows(fresh_dsn, "select p.name from people as p join person_external_ids as x on x.person_id = p.id"
                           " where p.external_id ~ '^per_' order by 1") == [
        ("Ingrid Vale",), ("Lena Fox",), ("Mira Solberg",), ("Oskar Brandt",)]  # fmt: skip
    assert rows(fresh_dsn, "select count(*) from people where name = 'Teo Marsh'") == [(2,)]
    # the votes of one source count, the title stays that of the first
    assert rows(fresh_dsn, "select title, original_title, vote_count, imdb_rating::float from movies"
                           " join movie_stats on movie_id = id where external_id = 'tt9900001'") == [
        ("Lighthouse Ledger", "Das Leuchtturmbuch", 10, 7.4)]  # fmt: skip
    before = state(fresh_dsn)
    assert import_sample(fresh_dsn, path=sample, reject_folder=imdb).added == 0
    assert import_imdb(fresh_dsn, imdb, reject_folder=imdb).added == 0
    assert state(fresh_dsn) == before


def test_the_sample_after_it_finds_the_same_people(fresh_dsn: str, imdb: Path) -> None:
    import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    change(fresh_dsn, "insert into people (external_id, name) values ('nm1', 'Two Of Them'), ('nm2', 'Two Of Them')")
    sample = make_sample(imdb / "movies.db", [
        film(9900001, "Lighthouse Ledger", 2001, Cast="Mira Solberg", Writer="Ingrid Vale"),
        film(9900030, "New", 2012, Cast="Oskar Brandt, Two Of Them")])  # fmt: skip
    summary = import_sample(fresh_dsn, path=sample, reject_folder=imdb)
    assert rows(fresh_dsn, CREDITS) == CAST_AND_CREW
    assert (summary.kinds["people"].added, summary.kinds["credits"].added) == (1, 2)
    assert rows(fresh_dsn, "select count(*) from people where name = 'Two Of Them'") == [(3,)]


def test_bad_lines_cost_only_themselves(fresh_dsn: str, imdb: Path) -> None:
    def append(name: str, *lines: bytes) -> None:
        with (imdb / f"{name}.tsv").open("ab") as file:
            file.writelines(line + b"\n" for line in lines)

    append("title.basics", b"tt9900008\tmovie\tToo short", b"xx1\tmovie\tNo id\tNo id\t0\t2000\t\\N\t\\N\t\\N",
           b"tt9900009\tmovie\tCaf\xe9\tCaf\xe9\t0\t2000\t\\N\t\\N\t\\N",
           b"tt9900010\tmovie\tGood\tGood\t0\t2000\t\\N\t90\tDrama")  # fmt: skip
    append("title.ratings", b"tt9900010\thigh\t3", b"tt9900010\t\\N\t3", b"what", b"tt9900010\t11\t3")
    append(
        "title.akas",
        b"tt9900010\t1\t\t\\N\t\\N\t\\N\t\\N\t0",
        b"tt9900010\t1\t" + b"x" * 1001 + b"\t\\N\t\\N\t\\N\t\\N\t0",
    )
    append(
        "title.principals",
        b"tt9900010\t1\txx1\tactor\t\\N\t\\N",
        b'tt9900010\t2\tnm9900001\tactor\t\\N\t["open',
        b"tt9900010\t3\tnm9900002\tjuggler\t\\N\t\\N",
        b"tt9900010\t4\tnm9900077\tactor\t\\N\t\\N",
        b"tt9900010\tfirst\tnm9900003\tactor\t\\N\t\\N",
        b"tt9900010\t99999\tnm9900004\tactor\t\\N\t\\N",
    )
    append("name.basics", b"nm9900004\tAgain\t\\N\t\\N\t\\N\t\\N", b"nm9900002\t2 fields")
    summary = import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    assert summary.kinds["films"].added == 5
    reasons = {(row["kind"], row["reason"]) for row in rejects(summary.rejects)}
    assert reasons >= {
        ("films", "3 fields instead of 9"), ("films", "the id is not one of IMDb's (tt…)"), ("films", "not UTF-8"),
        ("scores", "not a number"), ("scores", "a score or its number of votes is missing"),
        ("scores", "the id is not one of IMDb's"), ("scores", "not between 0 and 10"),
        ("titles", "the title is empty"), ("titles", "longer than 1000 characters"),
        ("credits", "without a person (nm…) or a category"), ("values", "not a JSON array of names"),
        ("credits", "not a category that we know: 1 credits"), ("values", "not a whole number"),
        ("credits", "this person was rejected or is not in the files"),
        ("people", "an earlier row has the same id"), ("people", "2 fields instead of 6"),
    }  # fmt: skip
    assert rows(fresh_dsn, "select p.name, c.billing_order from credits as c join people as p on p.id = person_id"
                           " join movies as m on m.id = movie_id where title = 'Good' order by 1") == [
        ("Ingrid Vale", None), ("Oskar Brandt", 2), ("Teo Marsh", None)]  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "films", "people"),
    [("title.ratings", 4, 5), ("title.akas", 4, 5), ("title.principals", 4, 0), ("name.basics", 4, 0)],
)
def test_optional_files_may_be_missing(fresh_dsn: str, imdb: Path, missing: str, films: int, people: int) -> None:
    (imdb / f"{missing}.tsv").unlink()
    summary = import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    assert summary.kinds["films"].added == films
    assert summary.kinds["people"].added == people
    assert any(note.startswith(f"{missing}.tsv.gz is not there: ") for note in summary.notes)


def test_wrong_files_are_told_and_change_nothing(fresh_dsn: str, imdb: Path) -> None:
    zipped(imdb)
    ratings, basics = imdb / "title.ratings.tsv.gz", imdb / "title.basics.tsv.gz"
    good = ratings.read_bytes()
    for content, told in (
        (b"tconst\taverageRating\tnumVotes\n", "is not a gzip file"),
        (gzip.compress(b"tconst,averageRating\n"), "does not begin with the line"),
        (good[:-12], "is cut off"),
        (good[:20] + b"\xff\xff\xff" + good[23:], r"is (damaged|cut off)"),
        (b"", "does not begin with the line"),
    ):
        ratings.write_bytes(content)
        with pytest.raises(Problem, match=rf"title\.ratings\.tsv\.gz {told}(.|\n)*Expected is title\.ratings\.tsv\.gz"):
            import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    basics.unlink()
    with pytest.raises(Problem, match=r"There is no title\.basics\.tsv\.gz"):
        import_imdb(fresh_dsn, imdb, reject_folder=imdb)
    assert rows(fresh_dsn, "select count(*) from movies") == [(0,)]
    assert list(imdb.glob("*.jsonl")) == []


def test_progress_is_told_in_bytes_of_the_file(fresh_dsn: str, imdb: Path) -> None:
    told: dict[str, tuple[int, int | None]] = {}
    import_imdb(fresh_dsn, imdb, lambda stage, done, total: told.update({stage: (done, total)}), reject_folder=imdb)
    size = (imdb / "title.principals.tsv").stat().st_size
    assert told["reading title.principals.tsv"] == (size, size)
    assert "merging credits" in told


def test_professions_belong_to_our_departments(fresh_dsn: str) -> None:
    professions = ["actress", "assistant_director", "writer", "casting_director", "camera_department", "editor"]
    professions += ["soundtrack", "set_decorator", "make_up_department", "special_effects", "stunts"]
    found = rows(fresh_dsn, "select ops.import_department(p) from unnest(%s::text[]) as p", professions)
    assert {department for (department,) in found} == {
        department for (department,) in rows(fresh_dsn, "select distinct department from credit_jobs")
    }
    assert rows(fresh_dsn, "select ops.import_department('podcaster'), ops.import_department(null)") == [(None, None)]


def test_a_set_of_ids() -> None:
    ids = IdSet()
    for number in (5, 5, 70, 10**12):
        ids.add(number)
    assert [number in ids for number in (5, 70, 10**12, 6, 10**9, -1)] == [True, True, True, False, False, False]
    assert ids.size == 3
