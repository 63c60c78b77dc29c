"""Snapshots and the cursors made of them."""

import re
import time

import pytest

from app.live.cursor import KEPT, MOST_OPEN, Cursor, Snapshot, read_cursor, read_snapshot

NOW = int(time.time())


def test_what_a_snapshot_saw() -> None:
    snapshot = read_snapshot("10:20:12,15")
    assert snapshot == Snapshot(10, 20, (12, 15))
    assert [xid for xid in range(8, 23) if not snapshot.saw(xid)] == [12, 15, 20, 21, 22]
    assert str(snapshot) == "10:20:12,15"
    assert str(read_snapshot("10:10:")) == "10:10:"


@pytest.mark.parametrize("text", ["", "10:20", "a:b:", "10:20:1 2", "-1:2:"])
def test_what_is_no_snapshot(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        read_snapshot(text)


@pytest.mark.parametrize("snapshot", [Snapshot(10, 20, (10, 15)), Snapshot(10, 20, (12,)), Snapshot(7, 7)])
def test_there_and_back(snapshot: Snapshot) -> None:
    cursor = Cursor(snapshot, NOW)
    assert read_cursor(str(cursor)) == cursor
    assert set(str(cursor)) <= set("0123456789.")


def test_within_a_look() -> None:
    before, look = Snapshot(10, 20, (12,)), Snapshot(19, 30, (25,))
    part = Cursor(before, NOW).up_to(look, 7)
    assert str(part) == f"{NOW}.10.20.12-19.30.25-7"
    assert read_cursor(str(part)) == part == Cursor(before, NOW, (look, 7))
    later = Snapshot(40, 40)
    assert part.up_to(later, 9) == Cursor(before, NOW, (later, 9))
    assert part.up_to(later, 6) == part  # an event that was committed late: the others would be told again


def test_with_many_open_transactions_it_goes_back_to_the_oldest() -> None:
    wide = Snapshot(10, 1000, tuple(range(10, 10 + 2 * MOST_OPEN, 2)))
    assert read_cursor(str(Cursor(wide, NOW))) == Cursor(wide, NOW)
    wider = Snapshot(10, 1000, tuple(range(10, 12 + 2 * MOST_OPEN, 2)))
    assert read_cursor(str(Cursor(wider, NOW))) == Cursor(Snapshot(10, 10), NOW)


def test_how_long_it_is_good() -> None:
    ages = {0: False, KEPT - 5: False, KEPT + 5: True, -50: False, -70: True}  # a clock may be a little ahead
    assert {age: Cursor(Snapshot(1, 1), int(time.time()) - age).expired for age in ages} == ages


@pytest.mark.parametrize(
    "text",
    [
        "", "1", "1.2", "1.0.5", "1.5.4", "1.5.9.9", "1.5.9.4", "1.5.9.7.6", "1.5.9.6.6", "1.5.9.12", "1.-5.9",
        "1.5.9.", ".1.5.9", "1.5.9 ", "1.5.9\n", "١.٥.٩", "²³.1.1", "1.5." + "9" * 20,
        "1.1.99" + ".1" * 41, "x" * 100_000, "1.5.9-", "1.5.9-5.9", "1.5.9-5.9-", "1.5.9-9.5-1", "1.5.9-5.9-x",
        "1.5.9-5.9-1-1", "1.5.9-5.9-" + "9" * 19, "1.5.9--1",
    ],
)  # fmt: skip
def test_what_is_no_cursor(text: str) -> None:
    assert read_cursor(text) is None
