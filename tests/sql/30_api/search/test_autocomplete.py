"""api.autocomplete: what typed letters may become."""

import pytest


@pytest.fixture
def shelf(catalogue):
    catalogue.movie("tt1", "Amélie", (50, 400), year=2001)
    catalogue.movie("tt2", "American Beauty", (100, 800))
    catalogue.movie("tt3", "The American", (500, 4000))
    catalogue.movie("tt4", "Amen", adult=True)
    catalogue.person("per_1", "Amy Adams", 100)
    catalogue.person("per_2", "Ámerigo", 500)
    return catalogue


def texts(suggestions):
    return [s["text"] for s in suggestions]


def test_films_and_people_by_turns_the_popular_first(shelf, call):
    assert texts(call("api.autocomplete", "am")) == ["American Beauty", "Ámerigo", "Amélie", "Amy Adams"]


def test_accents_and_capitals_do_not_matter(shelf, call):
    for typed in ("amé", "AME", "ame"):
        assert texts(call("api.autocomplete", typed)) == ["American Beauty", "Ámerigo", "Amélie", "The American"]


def test_a_later_word_after_the_beginnings(shelf, call):
    assert texts(call("api.autocomplete", "american", type="movie")) == ["American Beauty", "The American"]
    assert texts(call("api.autocomplete", "adams")) == ["Amy Adams"]


def test_type_and_limit(shelf, call):
    assert texts(call("api.autocomplete", "am", type="person")) == ["Ámerigo", "Amy Adams"]
    assert texts(call("api.autocomplete", "am", limit=1)) == ["American Beauty"]


def test_a_suggestion_says_what_it_is(shelf, call):
    assert call("api.autocomplete", "améli") == [
        {"type": "movie", "id": "tt1", "text": "Amélie", "year": 2001, "image_url": None}
    ]


@pytest.mark.parametrize("typed", ["a_", "a%", "am\\", "%am"])
def test_wildcards_are_no_wildcards(shelf, call, typed):
    plain = typed.replace("_", "").replace("%", "").replace("\\", "")
    assert call("api.autocomplete", typed) == call("api.autocomplete", plain)


def test_every_length_of_a_name_of_the_sample(ask):
    name = "akira kurosawa"
    for length in range(5, len(name) + 1):
        assert "Akira Kurosawa" in texts(ask("api.autocomplete", name[:length], type="person", limit=20)), name[:length]
