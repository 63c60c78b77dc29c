"""Where a request comes from: the peer, or what trusted proxies say."""

import pytest

from app.errors import SettingsProblem
from app.http.clients import UNKNOWN, Client, Clients
from app.settings import load_settings

pytestmark = pytest.mark.once

PROXIES = ("10.0.0.0/8", "192.0.2.1", "fd00::/8")


def client(peer: str, *forwarded: str, trusted: tuple[str, ...] = PROXIES) -> Client:
    """The client of a request from a peer with these lines of X-Forwarded-For."""
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded]
    return Clients(trusted).of({"client": (peer, 1234), "headers": [(b"host", b"x"), *headers]})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.1", ["203.0.113.5"], "203.0.113.5"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["6.6.6.6, 203.0.113.5"], "203.0.113.5"),  # what a client claims stands left of it
        ("10.0.0.1", ["6.6.6.6, 203.0.113.5, 10.9.9.9,192.0.2.1"], "203.0.113.5"),
        ("10.0.0.1", ["6.6.6.6", "203.0.113.5", "10.9.9.9"], "203.0.113.5"),
        ("10.0.0.1", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),  # all of them are ours
        ("203.0.113.9", ["6.6.6.6"], "203.0.113.9"),  # no proxy of ours
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", ["6.6.6.6, garbage, 10.2.2.2"], "10.2.2.2"),
        ("10.0.0.1", ["6.6.6.6, <script>"], "10.0.0.1"),
        ("10.0.0.1", ["é\x00, ,,"], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.5:4711"], "203.0.113.5"),
        ("10.0.0.1", ['"[2001:db8::1]:4711"'], "2001:db8::1"),
        ("10.0.0.1", ["2001:DB8:0:0::0001"], "2001:db8::1"),
        ("fd00::1", ["2001:db8::1%eth0"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["::ffff:203.0.113.5"], "203.0.113.5"),
    ],
)
def test_behind_proxies(peer: str, forwarded: list[str], address: str) -> None:
    assert client(peer, *forwarded).address == address


def test_nobody_is_trusted_unless_it_is_said() -> None:
    assert client("127.0.0.1", "203.0.113.5", trusted=()).address == "127.0.0.1"


def test_an_ipv6_network_is_one_client() -> None:
    one, other, far = (client(f"2001:db8:1:{tail}").key for tail in ("2::1", "2:ffff::9", "3::1"))
    assert one == other == "2001:db8:1:2::/64"
    assert far != one
    assert client("203.0.113.5").key == "203.0.113.5"


def test_who_has_no_address() -> None:
    assert Clients().of({"client": None, "headers": []}) == UNKNOWN
    assert Clients().of({"headers": []}) == UNKNOWN
    assert Clients().of({"client": ("", 0), "headers": []}) == Client("", "unknown")
    assert Clients().of({"client": ("a socket", 0), "headers": []}) == Client("a socket", "a socket")


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.http.clients.REMEMBERED", 5)
    clients = Clients()
    for number in range(20):
        clients.of({"client": (f"203.0.113.{number}", 1), "headers": []})
        assert len(clients._known) <= 5


@pytest.mark.parametrize("wrong", ["10.0.0.0/33", "proxy.example", "10.0.0.1,x"])
def test_a_proxy_that_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(SettingsProblem, match=r"IWM_TRUSTED_PROXIES: .* is neither an address nor a network"):
        load_settings({"IWM_TRUSTED_PROXIES": wrong})


async def test_functions_and_logs_are_told(serving, capsys: pytest.CaptureFixture) -> None:
    forwarded = {"X-Forwarded-For": "6.6.6.6, 203.0.113.5"}
    async with serving(trusted_proxies=("127.0.0.1",), log_level="info") as app:
        answer = await app.post("/v1/echo", json={}, headers=forwarded)
        assert answer.json()["data"]["client"] == "203.0.113.5"
    async with serving() as app:
        answer = await app.post("/v1/echo", json={}, headers=forwarded)
        assert answer.json()["data"]["client"] == "127.0.0.1"
    line = next(line for line in capsys.readouterr().err.splitlines() if "POST /v1/echo" in line)
    assert line.endswith(" 203.0.113.5")
