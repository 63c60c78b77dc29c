"""Staff: the lists of a film are replaced as a whole, and only what differs is written."""

import pytest


@pytest.fixture
def film(catalogue):
    catalogue.movie("tt1", "Alpha", genres=("drama", "comedy"))
    catalogue.movie("tt2", "Beta")
    catalogue.person("per_1", "Ann")
    catalogue.person("per_2", "Bob")
    catalogue.external_id("person", "per_2", "imdb", "nm2")
    catalogue.company("tt2", "cmp_1", "Old Studio")
    return catalogue


def slugs(record):
    return [g["slug"] for g in record["genres"]]


def test_genres_in_order(film, desk, moderator):
    changed = desk(moderator, "staff_set_movie_genres", if_match="1", movie_id="tt1", genres=["comedy", "horror"])
    assert slugs(changed) == ["comedy", "horror"]
    assert changed["version"] == 2
    # the one that moved up, the one that went, the one that came
    entries = [
        (e["action"], (e["changed"] or e["previous"])["genre"]) for e in desk.log("movie", "tt1") if e["actor"] == "mo"
    ]
    assert sorted(entries) == [("genres.add", "horror"), ("genres.change", "comedy"), ("genres.remove", "drama")]
    assert desk(moderator, "staff_set_movie_genres", movie_id="tt1", genres=["comedy", "horror"])["version"] == 2
    assert slugs(desk(moderator, "staff_set_movie_genres", movie_id="tt1", genres=[])) == []


def test_countries_and_languages_name_the_main_one(film, desk, moderator, conn):
    codes = desk(moderator, "staff_set_movie_countries", movie_id="tt1", countries=["SU", "DE"])["countries"]
    assert [c["code"] for c in codes] == ["SU", "DE"]
    codes = desk(moderator, "staff_set_movie_languages", movie_id="tt1", languages=["ru", "de"])["languages"]
    assert [c["code"] for c in codes] == ["ru", "de"]
    main = "select country, language from iwm.movies where external_id = 'tt1'"
    assert conn.execute(main).fetchone() == ("Soviet Union", "Russian")
    desk(moderator, "staff_set_movie_countries", movie_id="tt1", countries=["DE", "SU"])
    desk(moderator, "staff_set_movie_languages", movie_id="tt1", languages=[])
    assert conn.execute(main).fetchone() == ("Germany", None)


def test_keywords_by_name(film, desk, moderator, conn):
    film.keyword("tt1", "robot")
    film.keyword("tt2", "love")
    changed = desk(moderator, "staff_set_movie_keywords", movie_id="tt1", keywords=["Love", "Artificial Intelligence"])
    assert changed["keywords"] == [
        {"slug": "artificial-intelligence", "name": "artificial intelligence"},
        {"slug": "love", "name": "love"},
    ]
    assert conn.execute("select count(*) from iwm.keywords").fetchone() == (3,)
    with desk.fails("unknown_value", "keywords"):
        desk(moderator, "staff_set_movie_keywords", movie_id="tt1", keywords=["日本"])


def test_companies_by_id_or_name(film, desk, moderator, conn):
    wanted = [
        {"name": "New Studio", "role": "production"},
        {"id": "cmp_1", "role": "production"},
        {"name": "Old Studio", "role": "distribution"},
    ]
    changed = desk(moderator, "staff_set_movie_companies", movie_id="tt1", companies=wanted)
    assert [(c["name"], c["role"]) for c in changed["companies"]] == [
        ("New Studio", "production"),
        ("Old Studio", "production"),
        ("Old Studio", "distribution"),
    ]
    assert conn.execute("select count(*) from iwm.companies").fetchone() == (2,)
    assert (
        desk(moderator, "staff_set_movie_companies", movie_id="tt1", companies=wanted)["version"] == changed["version"]
    )


@pytest.mark.parametrize(
    ("companies", "code"),
    [
        ([{"id": "cmp_404", "role": "production"}], "unknown_value"),
        ([{"id": "cmp_1", "name": "Old Studio", "role": "production"}], "nothing_given"),
        ([{"role": "production"}], "nothing_given"),
        ([None], "invalid_list"),
        ([{"id": "cmp_1", "role": "production"}, {"name": "Old Studio", "role": "production"}], "invalid_list"),
    ],
)
def test_companies_that_cannot_be(film, desk, moderator, companies, code):
    with desk.fails(code, "companies"):
        desk(moderator, "staff_set_movie_companies", movie_id="tt1", companies=companies)


CREDITS = [
    {"person_id": "per_1", "job": "Actor", "character": "Neo", "billing_order": 0},
    {"person_id": "nm2", "department": "Directing", "job": "Director"},
]


def test_credits_and_the_counts_of_people(film, desk, moderator, call, conn):
    changed = desk(moderator, "staff_set_movie_credits", movie_id="tt1", credits=CREDITS)
    assert (changed["credit_count"], changed["version"]) == (2, 2)
    shown = call("api.get_movie_credits", "tt1")
    assert [(c["id"], c["character"], c["billing_order"]) for c in shown["cast"]] == [("per_1", "Neo", 0)]
    assert [(c["id"], c["job"]) for c in shown["crew"]] == [("per_2", "Director")]
    counts = (
        "select p.external_id, s.credit_count, s.movie_count"
        " from iwm.people as p join iwm.person_stats as s on s.person_id = p.id"
    )
    assert set(conn.execute(counts)) == {("per_1", 1, 1), ("per_2", 1, 1)}
    assert desk(moderator, "staff_set_movie_credits", movie_id="tt1", credits=CREDITS)["version"] == 2
    desk(moderator, "staff_set_movie_credits", movie_id="tt1", credits=CREDITS[:1])
    assert set(conn.execute(counts)) == {("per_1", 1, 1), ("per_2", 0, 0)}
    [entry] = [e for e in desk.log("movie", "tt1") if e["action"] == "credits.remove"]
    assert (entry["action"], entry["previous"]["person"], entry["previous"]["job"]) == (
        "credits.remove",
        "per_2",
        "Director",
    )


@pytest.mark.parametrize(
    ("credit", "code"),
    [
        ({"person_id": "per_404", "job": "Actor"}, "unknown_value"),
        ({"person_id": "per_1", "job": "Baker"}, "unknown_value"),
        ({"person_id": "per_1", "department": "Sound", "job": "Actor"}, "unknown_value"),
        ({"job": "Actor"}, "unknown_value"),
        ({"person_id": "per_1"}, "unknown_value"),
        (CREDITS[0], "invalid_list"),
        ({**CREDITS[0], "billing_order": 5}, "invalid_list"),
    ],
)
def test_credits_that_cannot_be(film, desk, moderator, credit, code):
    with desk.fails(code, "credits"):
        desk(moderator, "staff_set_movie_credits", movie_id="tt1", credits=[*CREDITS, credit])
    assert desk(moderator, "staff_get_movie", movie_id="tt1")["credit_count"] == 0


def test_one_credit_more_and_less(film, desk, moderator, conn):
    one = {"movie_id": "tt1", "person_id": "per_1", "job": "Actor", "character": "Neo"}
    assert desk(moderator, "staff_add_credit", **one)["version"] == 2
    with desk.fails("duplicate_credit"):
        desk(moderator, "staff_add_credit", **one, billing_order=3)
    desk(moderator, "staff_add_credit", movie_id="tt1", person_id="per_1", job="Actor")  # another one: no character
    with desk.fails("credit_not_found"):
        desk(moderator, "staff_remove_credit", movie_id="tt1", person_id="per_1", job="Actor", character="Trinity")
    assert desk(moderator, "staff_remove_credit", **one)["credit_count"] == 1
    assert conn.execute("select max(credit_count) from iwm.person_stats").fetchone() == (1,)
    with desk.fails("unknown_value"):
        desk(moderator, "staff_add_credit", movie_id="tt1", person_id="per_404", job="Actor")


def test_no_duplicate_credit_whoever_writes_it(film, conn):
    film.credit("tt1", "per_1")
    with pytest.raises(Exception, match="credits_movie_person_job_character_key"):
        film.credit("tt1", "per_1")


def test_external_ids(film, desk, moderator, call):
    ids = [{"source": "imdb", "id": "tt9000"}, {"source": "tmdb", "id": "7"}]
    changed = desk(moderator, "staff_set_movie_external_ids", movie_id="tt1", external_ids=ids)
    assert (changed["id"], changed["external_ids"]) == ("tt1", ids)
    assert call("api.get_movie", "tmdb_7")["id"] == "tt1"
    changed = desk(moderator, "staff_set_movie_external_ids", movie_id="tt1", external_ids=ids[1:])
    assert changed["external_ids"] == ids[1:]
    with desk.fails("external_id_taken", "external_ids"):
        desk(moderator, "staff_set_movie_external_ids", movie_id="tt2", external_ids=ids)
    with desk.fails("external_id_taken"):  # the public id of another film
        desk(moderator, "staff_set_movie_external_ids", movie_id="tt2", external_ids=[{"source": "imdb", "id": "tt1"}])
    with desk.fails("invalid_list"):
        desk(moderator, "staff_set_movie_external_ids", movie_id="tt2", external_ids=[
            {"source": "imdb", "id": f"tt{n}"} for n in range(51)])  # fmt: skip


def test_alternative_titles(film, desk, moderator, call):
    titles = [
        {"title": "Alfa", "country": "IT", "language": "it", "type": "working title"},
        {"title": "Alfa", "country": "ES"},
        {"title": "Αλφα"},
    ]
    changed = desk(moderator, "staff_set_movie_titles", movie_id="tt1", titles=titles)
    assert len(changed["alternative_titles"]) == 3
    titles[0]["type"] = "festival title"
    changed = desk(moderator, "staff_set_movie_titles", movie_id="tt1", titles=titles[:1])
    assert changed["alternative_titles"] == titles[:1]
    assert call("api.list_movie_alternative_titles", "tt1") == titles[:1]
    for wrong in ({"title": "A", "country": "ZZ"}, {"title": "A", "language": "zz"}, {}):
        with desk.fails("unknown_value", "alternative_titles"):
            desk(moderator, "staff_set_movie_titles", movie_id="tt1", titles=[wrong])
    with desk.fails("invalid_list"):
        desk(moderator, "staff_set_movie_titles", movie_id="tt1", titles=titles[:1] * 2)


def test_trivia(film, desk, moderator, call):
    items = [
        {"question": "Where?", "category": "production", "answer": "There.", "explanation": "Really."},
        {"question": "When?", "category": "cast", "answer": "Then."},
    ]
    changed = desk(moderator, "staff_set_movie_trivia", movie_id="tt1", trivia=items)
    assert [t["answer"] for t in changed["trivia"]] == ["There.", "Then."]
    assert call("api.list_movie_trivia", "tt1", category="cast")[0]["question"] == "When?"
    for wrong in ([{"question": "Where?"}], [None], items[1:] * 501):
        with desk.fails("invalid_list", "trivia"):
            desk(moderator, "staff_set_movie_trivia", movie_id="tt1", trivia=wrong)
    assert desk(moderator, "staff_set_movie_trivia", movie_id="tt1", trivia=[])["trivia"] == []


def test_timeline(film, desk, moderator):
    def event(date):
        return {"date": date, "title": "Shooting", "description": "It began.", "type": "production"}

    changed = desk(
        moderator,
        "staff_set_movie_timeline",
        movie_id="tt1",
        timeline=[event("2001-02"), event("1999"), event("2000-02-29")],
    )
    assert [t["date"] for t in changed["timeline"]] == ["1999", "2000-02-29", "2001-02"]
    with desk.fails("invalid_date", "timeline"):
        desk(moderator, "staff_set_movie_timeline", movie_id="tt1", timeline=[event("2001-02-29")])
    with desk.fails("invalid_list", "timeline"):
        desk(moderator, "staff_set_movie_timeline", movie_id="tt1", timeline=[{"date": "2001"}])


LISTS = [
    ("genres", "genres"), ("countries", "countries"), ("languages", "languages"), ("keywords", "keywords"),
    ("companies", "companies"), ("credits", "credits"), ("external_ids", "external_ids"), ("titles", "titles"),
    ("trivia", "trivia"), ("timeline", "timeline"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "argument"), LISTS)
def test_each_needs_the_version_and_a_film_that_is_there(film, desk, moderator, part, argument):
    function = f"staff_set_movie_{part}"
    with desk.fails("precondition_required"):
        desk(moderator, function, if_match=None, movie_id="tt1", **{argument: []})
    with desk.fails("precondition_failed"):
        desk(moderator, function, if_match="7", movie_id="tt1", **{argument: []})
    with desk.fails("movie_not_found"):
        desk(moderator, function, movie_id="tt404", **{argument: []})
    desk(moderator, "staff_delete_movie", movie_id="tt1")
    with desk.fails("record_deleted"):
        desk(moderator, function, movie_id="tt1", **{argument: []})
    desk(moderator, "staff_restore_movie", movie_id="tt1")
    desk(moderator, "staff_merge_movie", movie_id="tt1", into="tt2")
    with desk.fails("record_merged"):
        desk(moderator, function, movie_id="tt1", **{argument: []})


@pytest.mark.parametrize(("part", "argument"), LISTS)
def test_nothing_is_no_empty_list(film, desk, moderator, part, argument):
    with desk.fails("invalid_list"):
        desk(moderator, f"staff_set_movie_{part}", movie_id="tt1", **{argument: None})


@pytest.mark.parametrize(
    ("part", "items"),
    [
        ("genres", [f"g{n}" for n in range(31)]),
        ("countries", [f"{a}{b}" for a in "ABCDEF" for b in "ABCDEFGHI"]),
        ("keywords", [f"k{n}" for n in range(501)]),
        ("credits", [{"person_id": "per_1", "job": "Actor", "character": f"c{n}"} for n in range(2001)]),
        ("companies", [{"name": f"c{n}", "role": "production"} for n in range(201)]),
    ],
)
def test_a_list_has_an_end(film, desk, moderator, part, items):
    with desk.fails("invalid_list", part):
        desk(moderator, f"staff_set_movie_{part}", movie_id="tt1", **{part: items})
