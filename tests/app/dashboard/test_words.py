"""Times, durations and charts as people read them."""

import re
import time
import xml.etree.ElementTree as ElementTree

import pytest

from app.dashboard import charts, words

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"), (0, "0 ms"), (0.0004, "0.4 ms"), (0.5, "500 ms"), (3.44, "3.4 s"), (34.4, "34 s"), (119, "119 s"),
        (300, "5 min"), (7199, "120 min"), (7200, "2.0 h"), (400_000, "4.6 days"), (1e12, "11574074.1 days"),
    ],
)  # fmt: skip
def test_durations(value, text):
    assert words.seconds(value) == text


def test_times_from_any_age():
    assert words.moment("2026-11-20T11:12:21.5+00:00") == "2026-11-20 11:12:21"
    assert words.moment("2026-11-20T13:12:21+02:00") == "2026-11-20 11:12:21"
    assert words.moment(None) == words.ago(None) == words.ago("") == words.took(None, "x") == "–"
    for text in ("infinity", "-infinity", "0044-03-15T00:00:00+00:00 BC", "294276-12-31T00:00:00+00:00", "x"):
        assert words.moment(text)
        assert words.ago(text)
        assert words.took(text, "2026-11-20T11:12:21Z")
    now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(time.time() - 600))
    assert words.ago(now) == "10 min ago"
    assert words.took("2026-11-20T11:12:21Z", "2026-11-20T11:12:20Z") == "0 ms"  # a clock went back


def test_numbers():
    assert words.count(1234567) == "1,234,567"
    assert words.short(1234567) == "1.23 M"
    assert words.percent(1, 3) == "33.3 %"
    assert words.percent(0, 0) == "–"
    assert words.address("/x", a="é&=", b=None, c="1") == "/x?a=%C3%A9%26%3D&c=1"
    assert words.pretty({"a": ["é", None]}) == '{\n  "a": [\n    "é",\n    null\n  ]\n}'


def drawn(svg):
    """The elements of a chart, which has to be well-formed, with all in its box."""
    root = ElementTree.fromstring(str(svg))
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for element in root.iter():
        for name, most in (("x", width), ("y", height), ("cx", width), ("cy", height)):
            assert 0 <= float(element.attrib.get(name, 0)) <= most
        assert float(element.attrib.get("height", 1)) >= 0
    return root


def row(day, completed=0, failed=0, **more):
    return {"day": f"2026-11-{day:02}", "completed": completed, "failed": failed, **more}


@pytest.mark.parametrize("scale", [0, 1, 2, 3, 7, 99, 100, 101, 12345, 10**9])
def test_bars(scale):
    svg = charts.bars([row(1, scale), row(2, 0, scale), row(3, scale, scale)], "day", "Jobs")
    root = drawn(svg)
    rects = root.findall("rect")
    assert len(rects) == (4 if scale else 0)
    assert [rect.attrib["class"] for rect in rects][:2] == (["completed", "failed"] if scale else [])
    assert max([float(rect.attrib["height"]) for rect in rects] or [0]) <= charts.FLOOR - charts.TOP


@pytest.mark.parametrize("value", [0, 0.0004, 0.001, 0.5, 10, 1e5, 1e9])
def test_times(value):
    rows = [row(1, p50=value), row(2, p50=None), row(3, p50=value), row(4, p50=value * 2), row(5, p50=None)]
    root = drawn(charts.times(rows, ["p50"], "day", "Times"))
    assert len(root.findall("circle")) == 1  # alone between gaps
    [line] = root.findall("polyline")
    assert len(line.attrib["points"].split()) == 2
    for point in line.attrib["points"].split():
        assert charts.TOP - 0.1 <= float(point.split(",")[1]) <= charts.FLOOR + 0.1


@pytest.mark.parametrize(("failed", "top"), [(0, "1 %"), (1, "1 %"), (15, "20 %"), (100, "100 %")])
def test_rates(failed, top):
    rows = [row(1, 100 - failed, failed), row(2, 100 - failed, failed), row(3)]
    root = drawn(charts.rates(rows, "day", "Rates"))
    assert top in [text.text for text in root.findall("text")]
    assert len(root.findall("polyline")) == 1


def test_nothing_to_draw():
    assert "nothing yet" in charts.bars([], "day", "x")
    assert "nothing yet" in charts.rates([], "day", "x")
    assert "nothing yet" in charts.times([], ["a"], "day", "x")
    drawn(charts.heat([], "x"))


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_heat(days):
    shown = [f"2026-11-{1 + d % 28:02}" for d in range(days)]
    tasks = [
        {
            "task": f"<b>task{n}" + "x" * 60, "queue": "q",
            "days": [{"day": day, "failed": n * (d % 3), "ended": 100 * (d % 3)} for d, day in enumerate(shown)],
        }
        for n in range(30)
    ]  # fmt: skip
    svg = charts.heat(tasks, "Rates")
    assert "<b>" not in svg
    root = drawn(svg)
    assert len(root.findall("rect")) == charts.TASKS * days
    kinds = {rect.attrib["class"] for rect in root.findall("rect")}
    assert kinds <= {"none", "h0", "h1", "h2", "h3", "h4", "h5"}
    labels = [text for text in root.findall("text") if re.fullmatch(r"11-\d\d", text.text or "")]
    assert 1 <= len(labels) <= 11
