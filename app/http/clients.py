"""Where a request comes from: the address of the peer, or what a proxy that is trusted says about it."""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, NamedTuple

Address = IPv4Address | IPv6Address
REMEMBERED = 10_000
PREFIX = 64  # who has one IPv6 address has at least so large a network


class Client(NamedTuple):
    """The address of a caller (None where it cannot be known), and the key under which its calls are counted."""

    address: str | None
    key: str


UNKNOWN = Client(None, "unknown")


class Clients:
    """Finds the client of a request. `trusted`: addresses and networks of proxies whose X-Forwarded-For is believed.

    Raises ValueError for one that is none.
    """

    def __init__(self, trusted: Iterable[str] = ()) -> None:
        self._trusted = [ip_network(text, strict=False) for text in trusted]
        self._known: dict[Any, Client] = {}

    def of(self, scope: Mapping[str, Any]) -> Client:
        """The client of an ASGI scope."""
        peer = scope.get("client")
        if not peer:
            return UNKNOWN
        if not self._trusted:
            return self._known.get(peer[0]) or self._remember(peer[0], peer[0], b"")
        forwarded = b",".join([value for name, value in scope["headers"] if name == b"x-forwarded-for"])
        key = (peer[0], forwarded)
        return self._known.get(key) or self._remember(key, *key)

    def _remember(self, key: Any, peer: str, forwarded: bytes) -> Client:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        client = self._known[key] = self._find(peer, forwarded)
        return client

    def _find(self, peer: str, forwarded: bytes) -> Client:
        address = parse(peer)
        if address is None:
            return Client(peer, peer[:100] or UNKNOWN.key)
        return described(self._behind(address, forwarded) if self._trusts(address) else address)

    def _behind(self, peer: Address, forwarded: bytes) -> Address:
        """From the right, each proxy naming the one before it: the first address that is no proxy of ours.

        What is no address ends the search: nobody whom we trust has said what stands left of it.
        """
        nearest = peer
        for part in reversed(forwarded.decode("latin-1").split(",")):
            if not part.strip():
                continue
            address = parse(part)
            if address is None:
                break
            nearest = address
            if not self._trusts(address):
                break
        return nearest

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def parse(text: str) -> Address | None:
    """An address, also with a port or in brackets; one of IPv4 inside IPv6 as what it is. None for anything else."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def described(address: Address) -> Client:
    """The client of an address."""
    if isinstance(address, IPv4Address):
        return Client(str(address), str(address))
    return Client(str(address), str(ip_network((int(address), PREFIX), strict=False)))
