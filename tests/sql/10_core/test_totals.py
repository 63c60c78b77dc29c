"""iwm.catalogue_totals equals the rows, whatever changes them."""

import pytest


@pytest.fixture
def totals(conn):
    def check():
        kept = dict(conn.execute("select kind, total from iwm.catalogue_totals").fetchall())
        counted = {
            "movies": conn.execute(
                "select count(*) from iwm.movies where deleted_at is null and merged_into is null and not adult"
            ).fetchone()[0],
            "people": conn.execute(
                "select count(*) from iwm.people where deleted_at is null and merged_into is null"
            ).fetchone()[0],
        }
        assert kept == counted
        return kept["movies"], kept["people"]

    return check


def test_films(catalogue, conn, totals):
    for key in ("tt1", "tt2", "tt3"):
        catalogue.movie(key)
    catalogue.movie("tt4", adult=True)
    assert totals() == (3, 0)
    conn.execute("update iwm.movies set deleted_at = now() where external_id = 'tt1'")
    assert totals() == (2, 0)
    conn.execute("update iwm.movies set deleted_at = null")
    assert totals() == (3, 0)
    conn.execute("update iwm.movies set adult = not adult")
    assert totals() == (1, 0)
    conn.execute(
        "update iwm.movies set merged_into = (select id from iwm.movies where external_id = 'tt1')"
        " where external_id = 'tt4'"
    )
    assert totals() == (0, 0)
    conn.execute("update iwm.movies set title = 'x'")
    conn.execute("delete from iwm.movies where external_id in ('tt2', 'tt4')")
    assert totals() == (0, 0)


def test_people(catalogue, conn, totals):
    conn.execute("insert into iwm.people (external_id, name) select 'per_' || i, 'P' from generate_series(1, 5) as i")
    assert totals() == (0, 5)
    conn.execute("update iwm.people set deleted_at = now() where external_id = 'per_1'")
    conn.execute(
        "update iwm.people set merged_into = (select id from iwm.people where external_id = 'per_2')"
        " where external_id = 'per_3'"
    )
    assert totals() == (0, 3)
    conn.execute("delete from iwm.people where external_id <> 'per_2'")
    assert totals() == (0, 1)


def test_the_sample(sample):
    assert dict(sample.execute("select kind, total from iwm.catalogue_totals").fetchall()) == {
        "movies": 17470,
        "people": sample.execute("select count(*) from iwm.people").fetchone()[0],
    }
