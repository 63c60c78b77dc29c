"""Search: what is found first, what is not found, and by which index."""

import psycopg
import pytest


def titles(page):
    return [item["movie"]["title"] for item in page["items"]]


def names(page):
    return [item["person"]["name"] for item in page["items"]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Intersteller", "Interstellar"),
        ("interstelar", "Interstellar"),
        ("INTERSTELLAR", "Interstellar"),
        ("Amelie", "Amélie"),
        ("matrix 1999", "The Matrix"),
        ("matrix", "The Matrix"),
        ("the matrix", "The Matrix"),
        ("godfather", "The Godfather"),
        ("blade runer", "Blade Runner"),
        ("2001 space odyssey", "2001: A Space Odyssey"),
        ("king the return of the lord of the rings", "The Lord of the Rings: The Return of the King"),
        ("pulp fictoin", "Pulp Fiction"),
        ("shawshenk redemption", "The Shawshank Redemption"),
        ("seven samurai", "Seven Samurai"),
        ("gravity 2013", "Gravity"),
        ("hamlet 1996", "Hamlet"),
        ("godfather 2", "The Godfather Part II"),
        ("the godfather part 2", "The Godfather Part II"),
        ("rocky 2", "Rocky II"),
        ("star wars episode 5", "Star Wars: Episode V – The Empire Strikes Back"),
        ("terminator two", "Terminator 2: Judgment Day"),
        ("7 samurai", "Seven Samurai"),
        ("ocean's 11", "Ocean's 11"),
        ("iron man 2", "Iron Man 2"),
        ("malcolm x", "Malcolm X"),
    ],
)
def test_films_are_found_first(ask, query, first):
    assert titles(ask("api.search_movies", query))[0] == first


def test_the_year_in_the_query_picks_one_of_several(ask):
    for year in (1948, 1990, 1996):
        assert ask("api.search_movies", f"hamlet {year}")["items"][0]["movie"]["year"] == year


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Kurosowa", "Akira Kurosawa"),
        ("akira kurosawa", "Akira Kurosawa"),
        ("nolan christopher", "Christopher Nolan"),
        ("scorcese", "Martin Scorsese"),
        ("toshiro mifune", "Toshirō Mifune"),
        ("dicaprio", "Leonardo DiCaprio"),
        ("di caprio leonardo", "Leonardo DiCaprio"),
        ("tarrantino", "Quentin Tarantino"),
    ],
)
def test_people_are_found_first(ask, query, first):
    assert names(ask("api.search_people", query))[0] == first


@pytest.mark.parametrize(
    "query",
    ["xqzjwv kdjfh", "asdfghjkl", "qwrtypsdf", "%", "_", "\\", "%%%", "'", "…", "%_\\%", "xkcd wvut", "9f8a7b6c5d4e"],
)
def test_random_text_finds_nothing(ask, query):
    for function in ("api.search_movies", "api.search_people"):
        assert ask(function, query) == {"items": [], "total": 0}
    assert ask("api.autocomplete", query) == []


@pytest.fixture
def shelf(catalogue):
    """Titles that differ in how well they fit `star`."""
    catalogue.movie("tt_same", "Star")
    catalogue.movie("tt_article", "The Star")
    catalogue.movie("tt_words", "Star Wars", (10, 60))
    catalogue.movie("tt_famous", "Star Trek", (100, 900))
    catalogue.movie("tt_prefix", "Starship", (900, 9000))
    catalogue.movie("tt_inside", "A Falling Star", (900, 9000))
    return catalogue


def test_the_same_then_the_beginning_then_a_part(shelf, call):
    page = call("api.search_movies", "star")
    found = [item["movie"]["id"] for item in page["items"]]
    assert found == ["tt_same", "tt_article", "tt_famous", "tt_words", "tt_prefix", "tt_inside"]
    relevances = [item["relevance"] for item in page["items"]]
    assert relevances[0] == 1
    assert relevances == sorted(relevances, reverse=True)


def test_another_title_is_found_and_named(shelf, call, conn):
    conn.execute(
        "insert into iwm.alternative_titles (movie_id, title) select id, 'La guerre des étoiles' from iwm.movies"
        " where external_id = 'tt_words'"
    )
    item = call("api.search_movies", "guerre des etoiles")["items"][0]
    assert item["movie"]["id"] == "tt_words"
    assert item["matched_title"] == "La guerre des étoiles"
    assert call("api.search_movies", "star wars")["items"][0]["matched_title"] is None


def test_the_original_title_is_found_and_named(shelf, call, conn):
    shelf.movie("tt_original", "Seven Samurai")
    conn.execute("update iwm.movies set original_title = 'Shichinin no Samurai' where external_id = 'tt_original'")
    for query in ("shichinin no samurai", "shichinin no samuri"):
        item = call("api.search_movies", query)["items"][0]
        assert item["movie"]["id"] == "tt_original"
        assert item["matched_title"] == "Shichinin no Samurai"


@pytest.mark.parametrize(
    ("query", "digits"),
    [("rocky ii", "2"), ("7 samurai", "7"), ("x men 2", "2"), ("ocean s thirteen", "13"), ("rocky", None), ("", None)],
)
def test_the_number_in_a_query(call, query, digits):
    found = call("iwm.number_in_query", query)
    assert (found and found[1]) == digits


def test_year_leaves_others_out(shelf, call, conn):
    conn.execute("update iwm.movies set year = 1977 where external_id = 'tt_words'")
    page = call("api.search_movies", "star", year=1977)
    assert [item["movie"]["id"] for item in page["items"]] == ["tt_words"]
    assert page["total"] == 1


def test_a_title_that_ends_in_a_year_is_still_itself(shelf, call):
    shelf.movie("tt_br", "Blade Runner", year=1982)
    shelf.movie("tt_br2049", "Blade Runner 2049", year=2017)
    assert call("api.search_movies", "blade runner 2049")["items"][0]["movie"]["id"] == "tt_br2049"
    assert call("api.search_movies", "blade runner 1982")["items"][0]["movie"]["id"] == "tt_br"


def test_pages_and_total(shelf, call):
    whole = [item["movie"]["id"] for item in call("api.search_movies", "star")["items"]]
    parts = [
        item["movie"]["id"]
        for page in (1, 2, 3)
        for item in call("api.search_movies", "star", page=page, per_page=2)["items"]
    ]
    assert parts == whole
    assert call("api.search_movies", "star", page=9) == {"items": [], "total": 6}


@pytest.mark.parametrize("query", ["s", "st", "S"])
def test_one_or_two_letters_find_beginnings(shelf, call, query):
    assert call("api.search_movies", query)["total"] == 4  # the star and a falling star begin with an article


def test_unlisted_films_and_people_are_not_found(shelf, call, conn):
    conn.execute("update iwm.movies set deleted_at = now() where external_id = 'tt_same'")
    conn.execute("update iwm.movies set adult = true where external_id = 'tt_article'")
    assert call("api.search_movies", "star")["total"] == 4
    assert call("api.search_movies", "star", include_adult=True)["total"] == 5
    shelf.person("per_1", "Ringo Starr")
    assert call("api.search_people", "ringo")["total"] == 1
    conn.execute("update iwm.people set deleted_at = now()")
    assert call("api.search_people", "ringo")["total"] == 0


def test_search_of_everything(ask):
    result = ask("api.search", "kurosowa")
    assert result["did_you_mean"] == "Akira Kurosawa"
    facets = {f["type"]: f["total"] for f in result["facets"]}
    assert result["total"] == facets["movie"] + facets["person"]
    assert result["results"][0]["person"]["name"] == "Akira Kurosawa"
    assert result["results"][0]["movie"] is None
    people = ask("api.search", "kurosowa", type="person")
    assert people["facets"] == result["facets"]
    assert people["total"] == facets["person"]
    assert {hit["type"] for hit in people["results"]} == {"person"}


def test_did_you_mean_only_when_nothing_has_the_name(ask):
    assert ask("api.search", "Intersteller")["did_you_mean"] == "Interstellar"
    assert ask("api.search", "interstellar")["did_you_mean"] is None
    nothing = ask("api.search", "xqzjwv kdjfh")
    assert nothing == {
        "query": "xqzjwv kdjfh",
        "did_you_mean": None,
        "total": 0,
        "results": [],
        "facets": [{"type": "movie", "total": 0}, {"type": "person", "total": 0}],
    }


def test_hits_of_both_types_stay_with_their_cards(ask):
    for hit in ask("api.search", "john", per_page=50)["results"]:
        card = hit[hit["type"]]
        assert "john" in (card["title"] if hit["type"] == "movie" else card["name"]).lower()


def test_find_by_external_id(shelf, call):
    shelf.person("per_1", "Ann")
    shelf.external_id("movie", "tt_same", "tmdb", "7")
    shelf.external_id("movie", "tt_words", "movielens", "7")
    shelf.external_id("person", "per_1", "tmdb", "7")

    def found(*args, **named):
        answer = call("api.find", *args, **named)
        return [m["id"] for m in answer["movies"]], [p["id"] for p in answer["people"]]

    assert found("7") == (["tt_same", "tt_words"], ["per_1"])
    assert found("7", source="tmdb") == (["tt_same"], ["per_1"])
    assert found("tmdb_7") == (["tt_same"], ["per_1"])
    assert found("movielens_7") == (["tt_words"], [])
    assert found("tt_same") == (["tt_same"], [])
    assert found("8") == ([], [])


@pytest.mark.parametrize(
    ("function", "index"),
    [
        (
            "select id from iwm.movies where 'intersteller' operator(extensions.<%) title_search",
            "idx_movies_title_search_trgm",
        ),
        (
            "select id from iwm.people where 'kurosowa' operator(extensions.<%) name_search",
            "idx_people_name_search_trgm",
        ),
        (
            "select id from iwm.alternative_titles where 'x' operator(extensions.<%) title_search",
            "idx_alternative_titles_title_search_trgm",
        ),
        (
            "select id from iwm.movies where 'x' operator(extensions.<%) original_title_search",
            "idx_movies_original_title_search_trgm",
        ),
    ],
)
def test_search_has_its_index(sample: psycopg.Connection, function, index):
    with sample.transaction():
        sample.execute("set local enable_seqscan = off; set local enable_indexonlyscan = off")
        plan = "\n".join(row[0] for row in sample.execute(f"explain {function}"))
    assert index in plan, plan


def test_the_thresholds_of_the_session_do_not_matter(ask, sample):
    before = ask("api.search_movies", "Intersteller")
    sample.execute("set pg_trgm.word_similarity_threshold = 0.99")
    try:
        assert ask("api.search_movies", "Intersteller") == before
        assert sample.execute("show pg_trgm.word_similarity_threshold").fetchone()[0] == "0.99"
    finally:
        sample.execute("reset pg_trgm.word_similarity_threshold")
