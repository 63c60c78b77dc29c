"""Lists of passwords that nobody may have."""

import hashlib
from pathlib import Path

import pytest

from app.accounts.breached import COMMONEST, Breached
from app.errors import SettingsProblem

pytestmark = pytest.mark.once


def sha1(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest()


def test_without_a_file_the_commonest_are_known() -> None:
    breached = Breached()
    assert len(COMMONEST) > 100
    assert all(word == word.casefold() for word in COMMONEST)
    assert "password" in breached
    assert "PassWord" in breached
    assert "correct horse battery" not in breached
    assert 12345678 not in breached
    assert len(breached) == 0


def test_a_file_of_passwords(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes("first secret\r\nzweites Geheimnis ä\n\n  blanks  \n語語語語語語語語".encode() + b"\n\xff\xfe\n")
    breached = Breached(str(file))
    for known in ("first secret", "zweites Geheimnis ä", "  blanks  ", "語語語語語語語語"):
        assert known in breached
    for unknown in ("First secret", "first", "blanks", "", "\ud800"):
        assert unknown not in breached
    assert len(breached) == 5


@pytest.mark.parametrize("form", ["{}", "{}:1234", "{}\r"])
@pytest.mark.parametrize("order", [sorted, reversed])
def test_a_file_of_digests_in_any_order(tmp_path: Path, form: str, order) -> None:
    known = [f"password number {number}" for number in range(1000)]
    lines = [form.format(digest) for digest in order(sorted(sha1(word) for word in known))]
    file = tmp_path / "list"
    file.write_text("\n".join(line.upper() if number % 2 else line for number, line in enumerate(lines)))
    breached = Breached(str(file))
    assert len(breached) == 1000
    assert breached.load().itemsize == 8
    assert all(word in breached for word in known)
    assert not any(f"password number {number}" in breached for number in range(1000, 3000))
    assert lines[0] not in breached  # a digest is no password


def test_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.touch()
    assert "anything at all" not in Breached(str(file))


def test_a_file_that_is_not_there_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="IWM_BREACHED_PASSWORDS: cannot read"):
        Breached(str(tmp_path / "none"))
