"""Views for psql show what is listed, to those who may only read."""

from decimal import Decimal


def test_films_and_credits_at_a_glance(catalogue, conn, act_as):
    catalogue.movie("tt1", "Alpha", (10, 80), ("drama", "comedy"), year=1999)
    catalogue.movie("tt2", "Gone")
    catalogue.person("per_1", "Ann", 5)
    catalogue.credit("tt1", "per_1", "Director")
    catalogue.credit("tt2", "per_1", "Director")
    conn.execute("update iwm.movies set deleted_at = now() where external_id = 'tt2'")
    with act_as(conn, "iwm_readonly"):
        assert conn.execute("select title, genres, directors, score from iwm.movie_overview").fetchall() == [
            ("Alpha", ["drama", "comedy"], ["Ann"], Decimal("6.67"))
        ]
        assert conn.execute("select name, job, title from iwm.credit_overview").fetchall() == [
            ("Ann", "Director", "Alpha")
        ]
        assert conn.execute("select name, jobs, first_year from iwm.person_overview").fetchall() == [
            ("Ann", ["Director"], 1999)
        ]
