"""Counting slips of the finger, and what it does for the search."""

import random

import pytest


@pytest.mark.parametrize(
    ("a", "b", "most", "distance"),
    [
        ("xanadu", "xanadu", 2, 0),
        ("xnaadu", "xanadu", 2, 1),
        ("maqgic", "magic", 2, 1),
        ("kitten", "sitting", 5, 3),
        ("kitten", "sitting", 2, 3),
        ("", "abc", 5, 3),
        ("abc", "", 2, 3),
        ("ca", "abc", 5, 3),
        ("é", "e", 1, 1),
    ],
)
def test_edit_distance(call, a, b, most, distance):
    assert call("iwm.edit_distance", a, b, most) == distance


def plain_distance(a: str, b: str) -> int:
    """The same by the whole table, without shortcuts."""
    cells = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cells[i, j] = min(cells[i - 1, j] + 1, cells[i, j - 1] + 1, cells[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                cells[i, j] = min(cells[i, j], cells[i - 2, j - 2] + 1)
    return cells[len(a), len(b)]


def test_edit_distance_is_that_of_the_whole_table(conn):
    chance = random.Random(7)
    texts = ["".join(chance.choice("ab c") for _ in range(chance.randrange(9))) for _ in range(200)]
    for a, b in zip(texts[:100], texts[100:], strict=True):
        for most in range(5):
            found = conn.execute("select iwm.edit_distance(%s, %s, %s)", [a, b, most]).fetchone()[0]
            assert found == min(plain_distance(a, b), most + 1), (a, b, most)


@pytest.mark.parametrize(
    ("typed", "name", "slips"),
    [
        ("kurosava", "akira kurosawa", 1),
        ("god father", "the godfather", 1),
        ("spiderman", "spider man returns", 1),
        ("xyz", "akira kurosawa", 3),
        ("akira", "akira kurosawa", 0),
    ],
)
def test_slips_are_counted_against_words_side_by_side(call, typed, name, slips):
    assert call("iwm.slips", typed, name, 2) == slips


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("The Matrx", "The Matrix"),
        ("terminater", "The Terminator"),
        ("toy stroy", "Toy Story"),
        ("die hrad", "Die Hard"),
        ("Jurasic Prak", "Jurassic Park"),
    ],
)
def test_a_slip_in_a_whole_title_finds_it_before_its_sequels(ask, typed, first):
    assert ask("api.search_movies", typed)["items"][0]["movie"]["title"] == first
    assert ask("api.search", typed)["did_you_mean"] == first


def slip(chance: random.Random, text: str) -> str:
    """One slip of the finger: a letter wrong, missing, doubled up or swapped."""
    at = chance.randrange(len(text) - 1)
    return chance.choice(
        [
            text[:at] + chance.choice("aeiorstn") + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + chance.choice("aeiorstn") + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        ]
    )


@pytest.mark.parametrize(
    ("table", "column", "function", "card", "name"),
    [
        ("movies", "title", "api.search_movies", "movie", "title"),
        ("people", "name", "api.search_people", "person", "name"),
    ],
)
def test_one_slip_leaves_a_name_among_the_first_ten(ask, sample, table, column, function, card, name):
    chance = random.Random(11)
    rows = sample.execute(
        f"select {column} from iwm.{table} where length({column}) between 5 and 60"
        f" and {column} ~ '^[ -~]+$' order by md5({column}) limit 100"
    ).fetchall()
    first = found = 0
    for (text,) in rows:
        names = [item[card][name] for item in ask(function, slip(chance, text), per_page=10)["items"]]
        first += names[:1] == [text]
        found += text in names
    assert found >= 95
    assert first >= 92
