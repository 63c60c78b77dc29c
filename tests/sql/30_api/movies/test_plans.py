"""Lists of films go along an index, so that a page costs the same however many films there are."""

import pytest

INDEXES = {
    "popularity": "idx_movie_stats_popularity",
    "score": "idx_movie_stats_score",
    "votes": "idx_movie_stats_vote_count",
    "release_date": "idx_movies_release_date",
    "year": "idx_movies_year_sort",
    "title": "idx_movies_title_search",
    "revenue": "idx_movies_revenue",
    "runtime": "idx_movies_runtime",
}
LISTED = (
    "from iwm.movies as m join iwm.movie_stats as s on s.movie_id = m.id"
    " where m.deleted_at is null and m.merged_into is null and not m.adult"
)


def plan(conn, statement):
    return "\n".join(row[0] for row in conn.execute(f"explain {statement}"))


@pytest.mark.parametrize("sort", INDEXES)
def test_each_order_has_its_index(sample, sort):
    direction = "asc" if sort == "title" else "desc"
    order = sample.execute("select iwm.movie_order(%s::iwm.movie_sort)", [f"{sort}.{direction}"]).fetchone()[0]
    found = plan(sample, f"select m.id {LISTED} order by {order} limit 20")
    assert INDEXES[sort] in found, found
    assert "Sort" not in found, found


@pytest.mark.parametrize(
    ("column", "value", "index"),
    [
        (0, "western", "idx_movie_genres_genre_id"),
        (5, "IS", "idx_movie_countries_country_code"),
        (6, "mt", "idx_movie_languages_language_code"),
    ],
)
def test_the_total_of_a_rare_value_is_counted_in_its_index(sample, column, value, index):
    arguments = [None] * 17
    arguments[column] = value
    types = ["text"] * 2 + ["int"] * 3 + ["text"] * 5 + ["numeric"] * 2 + ["int"] * 3 + ["text"] * 2
    call = ", ".join(f"%s::{kind}" for kind in types)
    where = sample.execute(f"select iwm.movie_filter({call})", arguments).fetchone()[0]
    found = plan(
        sample, f"select count(*) {LISTED.replace(' join iwm.movie_stats as s on s.movie_id = m.id', '')}{where}"
    )
    assert index in found, found
