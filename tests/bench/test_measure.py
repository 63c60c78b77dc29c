"""The benchmarks' own reckoning: what they print can be trusted."""

import json
import math
from pathlib import Path

import pytest

from scripts.bench.measure import cached, compare, goals, load, mix, pages, pgbench, report
from scripts.bench.measure.load import Load
from scripts.bench.measure.same import first_difference

pytestmark = pytest.mark.once

WRK = (
    '{"requests":1000,"seconds":2.0,"p50":1.5,"p95":3.0,"p99":6.0,"max":9.0,"bytes":1,'
    '"connect":0,"read":1,"write":0,"timeout":2,"status":3,"failed":0,"unchanged":7,"first":""}'
)
PGBENCH = """number of transactions actually processed: 5000
number of failed transactions: 0 (0.000%)
latency average = 0.512 ms
tps = 2500.5 (without initial connection time)
"""


def _load(rate: float) -> Load:
    return Load(rate, 100, 1.0, 2.0, 3.0, 0)


def _value(expression: str, number: int) -> int:
    """What pgbench makes of the nested CASE expression."""
    words = expression.split()
    while words[0] == "case":
        low, depth, place = int(words[4]), 0, 0
        while not (words[place] == "else" and depth == 1):
            depth += {"case": 1, "end": -1}.get(words[place], 0)
            place += 1
        words = words[6:place] if number < low else words[place + 1 : -1]
    return int(words[0])


@pytest.mark.parametrize("count", [1, 2, 3, 10, 1000])
def test_every_id_is_a_leaf_of_the_choice(count: int) -> None:
    values = [number * 7 + 3 for number in range(count)]
    expression = pgbench.choice("i", values)
    assert [_value(expression, number) for number in range(1, count + 1)] == values
    assert expression.count("case") == count - 1


def test_the_choice_is_as_deep_as_a_balanced_tree() -> None:
    depth = deepest = 0
    for word in pgbench.choice("i", range(1, 17471)).split():
        depth += {"case": 1, "end": -1}.get(word, 0)
        deepest = max(deepest, depth)
    assert deepest <= math.ceil(math.log2(17470)) + 1


def test_wrk_is_read_with_all_kinds_of_errors() -> None:
    seen = load.read_load(WRK, {"server": 0.05})
    assert (seen.rate, seen.p95, seen.errors, seen.unchanged) == (500.0, 3.0, 6, 7)
    assert dict(seen.cpu)["server"] == pytest.approx(50)


def test_pgbench_is_read_and_its_failure_told() -> None:
    seen = pgbench.read_result(PGBENCH, "", {"database": 0.5})
    assert (seen.rate, seen.requests, seen.errors) == (2500.5, 5000, 0)
    assert dict(seen.cpu)["database"] == pytest.approx(100)
    with pytest.raises(SystemExit, match="relation does not exist"):
        pgbench.read_result("", "relation does not exist", {})


def test_contestants_take_turns_in_both_orders() -> None:
    order: list[str] = []

    def turn(name: str, rate: float) -> Load:
        order.append(name)
        return _load(rate)

    runs = compare.interleave({"a": lambda: turn("a", 20), "b": lambda: turn("b", 10)}, 3)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert compare.ratios(runs, "a", "b") == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("sense", "bound", "good", "bad"), [(">=", 2, 2, 1.9), ("<=", 2, 2, 2.1), (">", 2, 2.1, 2), ("<", 2, 1.9, 2)]
)
def test_goals_hold_at_their_bounds(sense: str, bound: float, good: float, bad: float) -> None:
    goal = goals.Goal("figure", "ratio", sense, bound)
    assert goal.holds(good)
    assert not goal.holds(bad)


def test_the_json_has_name_value_unit_goal_and_ok(tmp_path: Path) -> None:
    figures = [goals.Figure("told", 12.0, "requests/s"), goals.judged(goals.TAIL, 7.5, "slow")]
    report.write_json(tmp_path / "figures.json", figures)
    told, judged = json.loads((tmp_path / "figures.json").read_text())
    assert told == {"name": "told", "value": 12.0, "unit": "requests/s", "goal": "", "ok": None, "note": ""}
    assert (judged["goal"], judged["ok"]) == ("<= 5", False)
    table = report.table(figures).splitlines()
    assert "MISSED" in table[2], "what has a goal stands first"
    assert len({len(line) for line in table}) == 1


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"a": [1, {"b": 2.0}]}, {"a": [1, {"b": 2}]}, ""),
        ({"at": "2026-11-20T05:15:26.2+00:00"}, {"at": "2026-11-20T05:15:26.200000Z"}, ""),
        ({"at": "2026-11-20T05:15:26Z"}, {"at": "2026-11-20T05:15:27Z"}, "$.at"),
        ({"a": 1}, {"a": True}, "$.a"),
        ({"a": None}, {}, "$.a: only one has it"),
        ([1, 2], [1], "$: 2 and 1 items"),
        ([{"a": "x"}], [{"a": "y"}], "$[0].a"),
    ],
)
def test_answers_are_compared_as_values(one: object, other: object, found: str) -> None:
    difference = first_difference(one, other)
    assert difference.startswith(found)
    assert bool(difference) == bool(found)


def test_what_is_searched_is_whole_begun_and_misspelt() -> None:
    assert pages.search_terms(["The Matrix", "Interstellar", "Pulp Fiction", "Up"]) == [
        "the matrix",
        "inters",
        "pul fiction",
    ]


def test_popular_films_are_drawn_more_often() -> None:
    drawn = cached.zipf(["first", "second", "third"], 6000)
    assert drawn.count("first") > 1.7 * drawn.count("second") > drawn.count("third")


def test_an_answer_is_as_old_as_the_first_change_that_it_lacks() -> None:
    run = mix.Mix([], ["tt1"], seconds=0)
    run.commits["tt1"] += [(10.0, 1), (11.0, 2), (12.0, 3)]
    assert run.behind("tt1", 12.5, b'{"tagline":"bench 3"}') == 0
    assert run.behind("tt1", 12.5, b'{"tagline":"bench 1"}') == pytest.approx(1.5)
    assert run.behind("tt1", 12.5, b'{"tagline":null}') == pytest.approx(2.5)
    assert run.behind("tt1", 9.0, b'{"tagline":null}') == 0, "nothing was committed when it was asked for"
