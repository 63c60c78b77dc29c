"""Addresses of this server in links, sites that get what belongs to somebody, notes that others carry for us."""

import pytest

from app.accounts.addresses import origin_of, public_url, trusted_origin
from app.accounts.keys import Keys
from app.accounts.sealed import seal, unseal
from app.errors import SettingsProblem
from app.settings import Settings, load_settings

pytestmark = pytest.mark.once
KEYS = Keys(Settings())


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"host": "0.0.0.0", "port": 9000}, "http://127.0.0.1:9000"),
        ({"host": "::", "port": 80}, "http://[::1]:80"),
        ({"host": "fd00::1"}, "http://[fd00::1]:8000"),
        ({"host": "iwm.local"}, "http://iwm.local:8000"),
        ({"public_url": "https://iwm.example.org"}, "https://iwm.example.org"),
        ({"public_url": "https://example.org/iwm/"}, "https://example.org/iwm"),
    ],
)
def test_where_people_reach_us(settings, url):
    assert public_url(Settings(**settings)) == url


@pytest.mark.parametrize("url", ["iwm.example.org", "ftp://x", "https://", "https://x:y", "https://x?y", "https://x#y"])
def test_what_is_no_address_stops_the_start(url):
    with pytest.raises(SettingsProblem, match="IWM_PUBLIC_URL"):
        load_settings({"IWM_PUBLIC_URL": url})


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://a.example/x?y#z", "https://a.example"),
        ("https://a.example:443", "https://a.example"),
        ("http://A.example:80/", "http://a.example"),
        ("http://a.example:8080", "http://a.example:8080"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://user@a.example", "https://a.example"),
        ("javascript:alert(1)", None),
        ("//a.example", None),
        ("https://[x", None),
        ("https://a:99999", None),
        ("", None),
    ],
)
def test_origins_are_written_as_browsers_do(url, origin):
    assert origin_of(url) == origin


def test_whom_we_hand_sessions_to():
    settings = Settings(public_url="https://api.example/x", cors_origins=("https://site.example", "*"))
    assert trusted_origin(settings, "https://api.example") == "https://api.example"
    assert trusted_origin(settings, "https://site.example/any") == "https://site.example"
    for other in ("*", "https://other.example", "http://site.example", "null", ""):
        assert trusted_origin(settings, other) is None


def test_a_note_comes_back_as_it_was_given_for_its_purpose_and_in_time():
    sealed = seal(KEYS, "one", {"a": "ä", "b": None}, 60)
    note = unseal(KEYS, "one", sealed)
    assert note is not None
    assert (note["a"], note["b"]) == ("ä", None)
    assert unseal(KEYS, "two", sealed) is None
    assert unseal(KEYS, "one", seal(KEYS, "one", {}, -1)) is None


@pytest.mark.parametrize(
    "text", ["", "x", "é" * 9, "=" * 99, "\udc80", KEYS.encrypt("no JSON"), KEYS.encrypt("[1]"), KEYS.encrypt("{}")]
)
def test_what_is_no_note_of_ours(text):
    assert unseal(KEYS, "one", text) is None


def test_a_note_that_somebody_changed():
    sealed = seal(KEYS, "one", {"a": 1}, 60)
    for place in range(0, len(sealed) - 8, 7):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        assert unseal(KEYS, "one", changed) is None


def test_nobody_reads_what_is_in_a_note():
    assert "hidden" not in seal(KEYS, "one", {"a": "hidden"}, 60)
