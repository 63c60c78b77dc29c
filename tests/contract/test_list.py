"""The seeds' list is whole and consistent, whatever is built."""

from collections import Counter

import pytest

from tests.contract import listing
from tests.contract.document import TARGET, document
from tests.contract.listing import Difference, Rule


def test_nothing_of_the_seeds_got_lost():
    counted = Counter(entry.kind for entry in listing.entries())
    counted["column"] += sum(len(e.columns) for e in listing.entries() if e.kind == "table")
    counted["index"] += sum(len(e.indexes) for e in listing.entries())
    assert dict(counted) == listing.contract()["counts"]


def test_no_name_twice():
    names = [str(entry) for entry in listing.entries()]
    names += [column.path for entry in listing.entries() for column in entry.columns]
    names += [index.name for entry in listing.entries() for index in entry.indexes]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_switched_on_areas_exist():
    assert set(listing.contract()["areas"]) <= set(listing.areas())


def test_every_entry_names_its_seed_document():
    wrong = [str(e) for e in listing.entries() if e.fields.get("seed") not in ("000", "001", "002", "003", "004")]
    assert wrong == []


def test_indexes_and_references_point_into_the_list():
    tables = {entry.name for entry in listing.entries() if entry.kind == "table"}
    columns = {column.path for entry in listing.entries() for column in entry.columns}
    for entry in listing.entries():
        assert {index.table for index in entry.indexes} <= {entry.name}
        for column in entry.columns:
            target = column.constraint("FK → ")
            assert target is None or target in columns, column.path
        if entry.kind == "relation":
            assert set(entry.fields["between"]) <= tables, entry


def test_deviations_point_into_their_area_and_give_a_reason():
    for deviation in listing.deviations():
        paths = {path for e in listing.entries() if e.area == deviation.area for path in e.paths}
        assert deviation.of in paths, f"{deviation.area}.toml: {deviation.of} is no entry of this area"
        assert deviation.reason.endswith("."), deviation
    assert all(rule.reason.endswith(".") for rule in listing.rules())


def test_no_deviation_is_declared_twice():
    declared = Counter((d.of, d.aspect) for d in listing.deviations())
    assert [key for key, count in declared.items() if count > 1] == []


@pytest.mark.parametrize(
    ("ours", "covered"),
    [("text, at most 50", True), ("text, at most 500", False), ("text", False), ("character varying(50)", False)],
)
def test_a_rule_covers_exactly_its_class(ours: str, covered: bool):
    rule = Rule("type", r"VARCHAR\((\d+)\)", "text, at most {1}", "As an example.")
    assert rule.covers(Difference("a.b", "type", "VARCHAR(50)", ours)) is covered


@pytest.mark.once
def test_the_page_about_it_is_current():
    assert TARGET.read_text() == document(), "make it anew: python -m tests.contract.document"
