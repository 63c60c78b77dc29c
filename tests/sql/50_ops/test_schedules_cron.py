"""Cron expressions and their slots: a table of cases, and a walk minute by minute to compare with."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

NEXT = "select ops.next_slot(%s, %s::timestamptz, %s)"

# expression, after, time zone, the next slot
CASES = [
    ("* * * * *", "2024-05-01 12:00:00Z", "UTC", "2024-05-01 12:01Z"),
    ("* * * * *", "2024-05-01 12:00:59.9Z", "UTC", "2024-05-01 12:01Z"),
    ("0 4 * * 1", "2024-05-01 00:00Z", "UTC", "2024-05-06 04:00Z"),
    ("0 4 * * 1", "2024-05-06 04:00Z", "UTC", "2024-05-13 04:00Z"),
    ("0 5 * * *", "2024-05-01 04:59:59Z", "UTC", "2024-05-01 05:00Z"),
    ("0 5 * * *", "2024-12-31 05:00Z", "UTC", "2025-01-01 05:00Z"),
    ("*/15 * * * *", "2024-05-01 12:44Z", "UTC", "2024-05-01 12:45Z"),
    ("*/15 * * * *", "2024-05-01 23:45Z", "UTC", "2024-05-02 00:00Z"),
    ("*/7 * * * *", "2024-05-01 12:56Z", "UTC", "2024-05-01 13:00Z"),
    ("5,35 9-17/4 * * mon-fri", "2024-05-03 17:35Z", "UTC", "2024-05-06 09:05Z"),
    ("0 0 1 JAN *", "2024-05-01 00:00Z", "UTC", "2025-01-01 00:00Z"),
    ("0 0 * feb,Apr Sun", "2024-04-28 00:00Z", "UTC", "2025-02-02 00:00Z"),
    ("0 0 * * 7", "2024-05-01 00:00Z", "UTC", "2024-05-05 00:00Z"),
    ("0 0 * * 0", "2024-05-01 00:00Z", "UTC", "2024-05-05 00:00Z"),
    ("0 0 * * 5-7", "2024-05-04 00:00Z", "UTC", "2024-05-05 00:00Z"),
    ("  0   0 *  * 5-7 ", "2024-05-04 00:00Z", "UTC", "2024-05-05 00:00Z"),
    ("@hourly", "2024-05-01 12:00Z", "UTC", "2024-05-01 13:00Z"),
    ("@daily", "2024-05-01 12:00Z", "UTC", "2024-05-02 00:00Z"),
    ("@midnight", "2024-05-01 12:00Z", "UTC", "2024-05-02 00:00Z"),
    ("@weekly", "2024-05-01 12:00Z", "UTC", "2024-05-05 00:00Z"),
    ("@Monthly", "2024-05-01 12:00Z", "UTC", "2024-06-01 00:00Z"),
    ("@yearly", "2024-05-01 12:00Z", "UTC", "2025-01-01 00:00Z"),
    ("@annually", "2024-05-01 12:00Z", "UTC", "2025-01-01 00:00Z"),
    # a day of the month or a day of the week, where both are given
    ("0 0 13 * 5", "2024-05-01 00:00Z", "UTC", "2024-05-03 00:00Z"),
    ("0 0 13 * 5", "2024-05-10 00:00Z", "UTC", "2024-05-13 00:00Z"),
    # a field that begins with * only narrows: every second day that is a Friday
    ("0 0 */2 * 5", "2024-05-01 00:00Z", "UTC", "2024-05-03 00:00Z"),
    ("0 0 */2 * 5", "2024-05-03 00:00Z", "UTC", "2024-05-17 00:00Z"),
    # days that not every month has, and leap years
    ("0 0 31 * *", "2024-05-31 00:00Z", "UTC", "2024-07-31 00:00Z"),
    ("0 0 30 1,2 *", "2024-01-30 00:00Z", "UTC", "2025-01-30 00:00Z"),
    ("0 0 29 2 *", "2024-02-28 12:00Z", "UTC", "2024-02-29 00:00Z"),
    ("0 0 29 2 *", "2024-02-29 00:00Z", "UTC", "2028-02-29 00:00Z"),
    ("0 0 29 2 *", "2096-02-29 00:00Z", "UTC", "2104-02-29 00:00Z"),
    ("0 0 29 2 */6", "1896-03-01 00:00Z", "UTC", "1908-02-29 00:00Z"),
    ("0 0 31 2 1", "2024-02-01 00:00Z", "UTC", "2024-02-05 00:00Z"),
    # time zones
    ("30 9 * * *", "2024-01-15 08:00Z", "Europe/Berlin", "2024-01-15 08:30Z"),
    ("30 9 * * *", "2024-07-15 08:00Z", "Europe/Berlin", "2024-07-16 07:30Z"),
    ("0 0 1 * *", "2024-05-31 15:00Z", "Asia/Tokyo", "2024-06-30 15:00Z"),
    ("15 6 * * *", "2024-05-01 00:00Z", "Asia/Kathmandu", "2024-05-01 00:30Z"),
    ("0 22 * * 6", "2024-05-04 12:00Z", "America/Los_Angeles", "2024-05-05 05:00Z"),
    # spring: 02:00 to 03:00 is skipped on 31 March 2024
    ("30 2 * * *", "2024-03-30 12:00Z", "Europe/Berlin", "2024-03-31 01:30Z"),
    ("30 2 * * *", "2024-03-31 01:30Z", "Europe/Berlin", "2024-04-01 00:30Z"),
    ("*/20 * * * *", "2024-03-31 00:50Z", "Europe/Berlin", "2024-03-31 01:00Z"),
    ("0 2,3 * * *", "2024-03-31 00:30Z", "Europe/Berlin", "2024-03-31 01:00Z"),
    ("0 2,3 * * *", "2024-03-31 01:00Z", "Europe/Berlin", "2024-04-01 00:00Z"),
    # autumn: 02:00 to 03:00 comes twice on 27 October 2024
    ("30 2 * * *", "2024-10-26 12:00Z", "Europe/Berlin", "2024-10-27 00:30Z"),
    ("30 2 * * *", "2024-10-27 00:30Z", "Europe/Berlin", "2024-10-28 01:30Z"),
    ("30 * * * *", "2024-10-27 00:30Z", "Europe/Berlin", "2024-10-27 01:30Z"),
    ("30 * * * *", "2024-10-27 01:30Z", "Europe/Berlin", "2024-10-27 02:30Z"),
    # clocks that go by half an hour, at midnight, or over a whole day
    ("45 1 * * *", "2024-04-06 00:00Z", "Australia/Lord_Howe", "2024-04-06 14:45Z"),
    ("0 0 * * *", "2018-11-03 12:00Z", "America/Sao_Paulo", "2018-11-04 03:00Z"),
    ("0 12 * * *", "2011-12-29 22:00Z", "Pacific/Apia", "2011-12-30 22:00Z"),
]


@pytest.mark.parametrize(("cron", "after", "zone", "expected"), CASES)
def test_next_slot(conn: psycopg.Connection, cron: str, after: str, zone: str, expected: str) -> None:
    assert conn.execute(NEXT, [cron, after, zone]).fetchone() == (datetime.fromisoformat(expected),)


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("", "no cron expression"),
        ("* * * *", "no cron expression"),
        ("* * * * * *", "no cron expression"),
        ("@reboot", "no cron expression"),
        ("@daily @daily @daily @daily @daily", "is no minute"),
        ("60 * * * *", '"60" is no minute'),
        ("* 24 * * *", '"24" is no hour'),
        ("* * 0 * *", '"0" is no day of the month'),
        ("* * * 13 *", '"13" is no month'),
        ("* * * foo *", '"foo" is no month'),
        ("* * * * 8", '"8" is no day of the week'),
        ("mon * * * *", '"mon" is no minute'),
        ("1.5 * * * *", "is no minute"),
        ("-1 * * * *", "is no minute"),
        ("1- * * * *", "is no minute"),
        ("1,,2 * * * *", "is no minute"),
        (", * * * *", "is no minute"),
        ("*-5 * * * *", "is no minute"),
        ("** * * * *", "is no minute"),
        ("*/0 * * * *", '"0" is no step'),
        ("*/90 * * * *", '"90" is no step'),
        ("99999999999999999999 * * * *", "is no minute"),
        ("5/15 * * * *", "a step needs a range"),
        ("* 22-2 * * *", "goes backwards"),
        ("0 0 31 2 *", "never comes"),
        ("0 0 30-31 feb *", "never comes"),
        ("0 0 31 4,6,9,11 *", "never comes"),
        ("0 0 31 2 */2", "never comes"),
    ],
)
def test_what_is_none_is_said(conn: psycopg.Connection, cron: str, words: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        conn.execute(NEXT, [cron, "2024-05-01Z", "UTC"])
    assert (caught.value.sqlstate, caught.value.diag.constraint_name) == ("IW422", "invalid_cron")
    assert words in (caught.value.diag.message_primary or "")
    assert caught.value.diag.message_hint


@pytest.mark.parametrize(
    ("after", "zone", "code"),
    [("2024-05-01Z", "Mars/Base", "invalid_time_zone"), ("2024-05-01Z", "", "invalid_time_zone"),
     ("infinity", "UTC", "invalid_input"), (None, "UTC", "invalid_input")],
)  # fmt: skip
def test_no_such_time(conn: psycopg.Connection, after: str | None, zone: str, code: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        conn.execute(NEXT, ["* * * * *", after, zone])
    assert caught.value.diag.constraint_name == code


def reference(fields: list[set[int]], zone: ZoneInfo, day: date) -> set[datetime]:
    """The slots of a day, one wall-clock minute after the other, by Python's own time zones."""
    minutes, hours, days, months, weekdays = fields
    if day.month not in months or day.day not in days or day.isoweekday() % 7 not in weekdays:
        return set()
    slots = set()
    for hour in hours:
        for minute in minutes:
            wall = datetime(day.year, day.month, day.day, hour, minute)
            first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
            slots.add(first)  # in a gap, fold 0 is the offset from before it
            if len(hours) == 24 and second > first:
                slots.add(second)
    return slots


def test_as_a_walk_minute_by_minute_finds_them(conn: psycopg.Connection) -> None:
    """Random expressions around changes of the clocks, against a second implementation."""
    chance = random.Random(7)
    changes = [
        ("Europe/Berlin", date(2024, 3, 31)), ("Europe/Berlin", date(2024, 10, 27)), ("UTC", date(2024, 2, 29)),
        ("America/New_York", date(2024, 3, 10)), ("America/New_York", date(2024, 11, 3)),
        ("Australia/Lord_Howe", date(2024, 4, 7)), ("Australia/Lord_Howe", date(2024, 10, 6)),
        ("America/Havana", date(2024, 3, 10)), ("America/Havana", date(2024, 11, 3)),
        ("America/St_Johns", date(2006, 10, 29)), ("Asia/Kolkata", date(2024, 12, 31)),
    ]  # fmt: skip
    for zone_name, change in changes * 3:
        ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
        texts, sets = [], []
        for place, (low, high) in enumerate(ranges):
            if chance.random() < (0.3, 0.4, 0.8, 0.9, 0.8)[place]:
                texts.append("*")
                sets.append(set(range(low, high + 1)))
            elif chance.random() < 0.5:
                step = chance.randint(1, 20 if high > 20 else 3)
                texts.append(f"*/{step}")
                sets.append(set(range(low, high + 1, step)))
            else:
                values = {chance.randint(low, high) for _ in range(4)}
                texts.append(",".join(map(str, values)))
                sets.append(values)
        if "*" not in (texts[2][0], texts[4][0]):
            texts[4], sets[4] = "*", set(range(7))
        zone, cron = ZoneInfo(zone_name), " ".join(texts)
        days = [change + timedelta(days=days) for days in range(-3, 4)]
        wanted = sorted(set().union(*(reference(sets, zone, day) for day in days)))
        after = datetime(days[0].year, days[0].month, days[0].day, tzinfo=zone).astimezone(UTC) - timedelta(seconds=1)
        until = datetime(days[-1].year, days[-1].month, days[-1].day, tzinfo=zone).astimezone(UTC)
        wanted = [slot for slot in wanted if after < slot < until]
        step = max(1, len(wanted) // 150)  # a sample of a long list
        for before, slot in list(zip([after, *wanted], wanted, strict=False))[::step]:
            found = conn.execute(NEXT, [cron, before, zone_name]).fetchone()
            assert found == (slot,), (cron, zone_name, before)


@pytest.mark.parametrize("cron", ["* * * * *", "*/7 3 * * *", "0 4 * * 1", "0 0 1 1 *", "* * 1 1 *"])
def test_last_slot(conn: psycopg.Connection, cron: str) -> None:
    for until in ("2024-05-01 12:00:30Z", "2024-05-01 03:00Z", "2025-01-01 00:00Z"):
        (last,) = conn.execute("select ops.last_slot(%s, %s, '2022-12-31Z')", [cron, until]).fetchone()  # type: ignore[misc]
        end = datetime.fromisoformat(until)
        assert last <= end
        assert conn.execute(NEXT, [cron, last, "UTC"]).fetchone()[0] > end  # type: ignore[index]
        assert conn.execute(NEXT, [cron, last - timedelta(seconds=1), "UTC"]).fetchone() == (last,)


def test_there_is_no_last_slot_in_a_time_without_one(conn: psycopg.Connection) -> None:
    last = "select ops.last_slot('0 4 * * *', '2024-05-02 03:59Z', '2024-05-01 04:00Z')"
    assert conn.execute(last).fetchone() == (None,)


def test_the_next_slots_for_a_reader(conn: psycopg.Connection) -> None:
    conn.execute("set local iwm.now = '2024-05-01 12:00Z'")
    rows = conn.execute("select unnest(ops.next_slots('0 4 * * 1', 3))::text").fetchall()
    assert rows == [("2024-05-06 04:00:00+00",), ("2024-05-13 04:00:00+00",), ("2024-05-20 04:00:00+00",)]


def test_none_is_looked_for_minute_by_minute(conn: psycopg.Connection) -> None:
    """Forty years ahead costs about as many steps as they have months."""
    conn.execute("set local statement_timeout = '60s'")
    walk = (
        "select count(ops.next_slot('0 0 29 2 */6', '1896-03-01Z'::timestamptz + n * interval '1 day'))"
        " from generate_series(1, 300) as n"
    )
    assert conn.execute(walk).fetchone() == (300,)
