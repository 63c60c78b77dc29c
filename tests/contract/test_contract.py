"""The database against the seeds: what differs is declared with its reason, and what is declared differs."""

import psycopg
import pytest

from tests.contract import listing
from tests.contract.listing import Difference, Entry
from tests.contract.others import COMPARE
from tests.contract.tables import table_differences

CHECKS = {**COMPARE, "table": table_differences, "column": table_differences}
# these have their own ways of being tried: test_queries.py, and the tests of backups
ELSEWHERE = {"query", "command"}


def differences(conn: psycopg.Connection, entry: Entry) -> set[Difference]:
    """All in which the entry differs from the seeds, but for what the rules cover."""
    found = set(CHECKS[entry.kind](conn, entry))
    return {d for d in found if not any(rule.covers(d) for rule in listing.rules())}


@pytest.mark.parametrize("entry", [e for e in listing.switched_on() if e.kind not in ELSEWHERE], ids=str)
def test_as_the_seeds_say_or_declared(conn: psycopg.Connection, entry: Entry):
    found = {(d.of, d.aspect, d.ours): d for d in differences(conn, entry)}
    declared = {(d.of, d.aspect, d.ours): d for d in listing.deviations() if d.of in entry.paths and d.aspect != "note"}
    undeclared = [found[key] for key in found.keys() - declared.keys()]
    gone = [declared[key] for key in declared.keys() - found.keys()]
    file = f"tests/contract/seeds/{entry.area}.toml"
    assert undeclared == [], f"differs from the seeds: mend it, or declare it with its reason in {file}"
    assert gone == [], f"declared in {file}, and no longer so"


def test_rules_are_in_use_or_waiting(conn: psycopg.Connection):
    found = [d for e in listing.switched_on("table") for d in table_differences(conn, e)]
    in_use = {rule: any(rule.covers(d) for d in found) for rule in listing.rules()}
    unused = [rule for rule, used in in_use.items() if not used and not rule.waiting]
    arrived = [rule for rule, used in in_use.items() if used and rule.waiting]
    assert unused == [], "nothing that is built needs this rule: take it out of tests/contract/contract.toml"
    assert arrived == [], "in use by now: take `waiting` out of tests/contract/contract.toml"


@pytest.mark.parametrize(
    "entry", [e for e in listing.entries() if e.kind == "table" and e not in listing.switched_on()], ids=str
)
def test_what_is_built_is_switched_on(conn: psycopg.Connection, entry: Entry):
    row = conn.execute("select to_regclass(%s) is null", [entry.name]).fetchone()
    assert row == (True,), f"{entry.name} is there: add its area {entry.area!r} to tests/contract/contract.toml"
