"""Passwords that are tried first: a hundred that everybody knows, and a list of one's own."""

import hashlib
import re
import threading
import unicodedata
from array import array
from bisect import bisect_left
from pathlib import Path

from app.errors import SettingsProblem

COMMONEST = frozenset(
    """
    000000 00000000 0000000000 0987654321 102030 10203040 11111111 111111111 1111111111 112233 11223344 121212
    12121212 123123 12312312 123123123 123321 1234567 12345678 123456789 1234567890 1234567891 12345678910
    123456789a 123456a 1234qwer 123654 123abc 123qwe 147258369 159753 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 222222
    22222222 31415926 55555555 654321 666666 66666666 696969 69696969 777777 77777777 87654321 88888888
    987654321 99999999 a12345678 a1b2c3d4 aaaaaaaa abc12345 abc123456 abcd1234 abcdefgh access adminadmin
    administrator asdasdasd asdf1234 asdfasdf asdfghjk asdfghjkl azertyuiop baseball batman changeme charlie
    chocolate cinderella computer dragon einstein facebook football iloveyou internet jennifer letmein liverpool
    master michael michelle monkey movies myspace1 newpassword p@ssw0rd p@ssword passw0rd password password!
    password1 password12 password123 password1234 pokemon princess princess1 q1w2e3r4 q1w2e3r4t5 qazwsxedc
    qwer1234 qwerqwer qwerty qwerty12 qwerty123 qwerty1234 qwertyui qwertyuiop samsung secret spiderman starwars
    sunshine superman superman1 trustno1 welcome welcome1 whatever whatever1 zaq12wsx zxcvbnm zxcvbnm1
    zxcvbnm123
    """.split()  # noqa: SIM905 - a page of quotes otherwise
)
_SHA1 = re.compile(rb"([0-9A-Fa-f]{40})(:[0-9]+)?")


class Breached:
    """`password in breached`. The file: a password a line, or SHA-1 in hex as Have I Been Pwned gives it out.

    Kept are the first 64 bits of each SHA-1, sorted: 8 bytes a line. Read once, by load() or when the first password is
    looked up; that the file can be read is seen at once. Raises SettingsProblem where it cannot.
    """

    def __init__(self, path: str = "") -> None:
        self._path = Path(path) if path else None
        self._known: array[int] | None = None
        self._loading = threading.Lock()
        if self._path is not None:
            try:
                self._path.open("rb").close()
            except OSError as error:
                raise SettingsProblem(f"IWM_BREACHED_PASSWORDS: cannot read {path}: {error.strerror}") from None

    def __len__(self) -> int:
        return len(self.load())

    def __contains__(self, password: object) -> bool:
        """Whether the password, normalised (NFC), is a common one. Case does not count for the hundred commonest."""
        if not isinstance(password, str):
            return False
        if password.casefold() in COMMONEST:
            return True
        known = self.load()
        prefix = _prefix(hashlib.sha1(password.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest())
        at = bisect_left(known, prefix)
        return at < len(known) and known[at] == prefix

    def load(self) -> "array[int]":
        """Reads the file, unless that is done; takes about a second for each million lines."""
        with self._loading:
            if self._known is None:
                self._known = array("Q") if self._path is None else _read(self._path)
            return self._known


def _read(path: Path) -> "array[int]":
    """The prefixes of a file, sorted. A file in the order of its hashes needs no sorting, and so no more memory."""
    known, last, in_order = array("Q"), 0, True
    with path.open("rb") as lines:
        for line in lines:
            word = line.rstrip(b"\r\n")
            if not word:
                continue
            given = _SHA1.fullmatch(word)
            if given:
                prefix = int(given[1][:16], 16)
            else:
                plain = unicodedata.normalize("NFC", word.decode("utf-8", "surrogateescape"))
                digest = hashlib.sha1(plain.encode("utf-8", "surrogateescape"), usedforsecurity=False).digest()
                prefix = _prefix(digest)
            in_order = in_order and prefix >= last
            last = prefix
            known.append(prefix)
    return known if in_order else array("Q", sorted(known))


def _prefix(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big")
