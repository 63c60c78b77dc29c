"""iwm.check_version: a write under the condition that nobody else was there in between."""

import psycopg
import pytest


@pytest.mark.parametrize(
    ("asked", "version", "state"),
    [
        ("7", 7, None),
        ("6,7", 7, None),
        ("*", 7, None),
        ("*", None, None),
        (None, 7, "IW428"),
        ("", 7, "IW428"),
        ("6", 7, "IW412"),
        ("6,8", 7, "IW412"),
        ("07", 7, "IW412"),
        ("7 or 1=1", 7, "IW412"),
        ("7", None, "IW412"),
        ("*,7", 8, "IW412"),
    ],
)
def test_check_version(conn: psycopg.Connection, asked: str | None, version: int | None, state: str | None) -> None:
    if state is None:
        conn.execute("select iwm.check_version(%s, %s)", [asked, version])
        return
    with pytest.raises(psycopg.Error) as caught:
        conn.execute("select iwm.check_version(%s, %s)", [asked, version])
    assert caught.value.diag.sqlstate == state
    assert caught.value.diag.message_hint
