from datetime import date
from decimal import Decimal

import pytest

from app.importers import clean


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("  The   Film \n", "The Film"),
        ("Nul\x00 here", "Nul here"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half \ud800 a pair", "half a pair"),
        ("\t \n", None),
        (None, None),
        ("Amélie", "Amélie"),
        (12, "12"),
    ],
)
def test_text_is_one_clean_line(given: object, wanted: str | None) -> None:
    assert clean.text(given) == wanted


@pytest.mark.parametrize(("given", "wanted"), [("12", 12), (12.0, 12), ("", None), (None, None), (-3, -3)])
def test_integers(given: object, wanted: int | None) -> None:
    assert clean.integer(given) == wanted


@pytest.mark.parametrize("given", ["twelve", 1.5, "1.5", 2**63, float("nan"), float("inf"), b"x", [1], "9" * 5000])
def test_what_is_no_integer(given: object) -> None:
    with pytest.raises(ValueError, match=r"number|kind"):
        clean.integer(given)


@pytest.mark.parametrize("given", ["x", "NaN", "Infinity", "1e400", float("nan")])
def test_what_is_no_decimal(given: object) -> None:
    with pytest.raises(ValueError, match="number"):
        clean.decimal(given)


def test_decimals_keep_their_digits_and_money_is_whole() -> None:
    assert clean.decimal(7.2) == Decimal("7.2")
    assert clean.decimal("") is None
    assert clean.rounded("7.386") == 7
    assert clean.rounded(None) is None


def test_days() -> None:
    assert clean.day("1999-03-31") == date(1999, 3, 31)
    assert clean.day("") is None
    with pytest.raises(ValueError, match="not a date"):
        clean.day("1999-02-30")
