"""Before anything is compared: the peers give IWM's answers, and IWM gives the function's bytes."""

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

from scripts.bench.measure.database import Database
from scripts.bench.measure.services import Service


def first_difference(one: object, other: object, where: str = "$") -> str:
    """Where two JSON values differ; empty if they are equal.

    >>> first_difference({"a": [1, 2]}, {"a": [1, 3]})
    '$.a[1]: 2 and 3'
    """
    if isinstance(one, dict) and isinstance(other, dict):
        for name in [*one, *(name for name in other if name not in one)]:
            if name not in one or name not in other:
                return f"{where}.{name}: only one has it"
            if found := first_difference(one[name], other[name], f"{where}.{name}"):
                return found
        return ""
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return f"{where}: {len(one)} and {len(other)} items"
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            if found := first_difference(left, right, f"{where}[{number}]"):
                return found
        return ""
    # 7.0 and 7 are the same number, …Z and …+00:00 the same time; true and 1 are not the same value
    same = one == other and isinstance(one, bool) == isinstance(other, bool)
    if isinstance(one, str) and isinstance(other, str):
        same = same or (_time(one) is not None and _time(one) == _time(other))
    return "" if same else f"{where}: {one!r} and {other!r}"


def _time(value: object) -> datetime | None:
    """The point in time that a string of a time and an offset is, None for anything else."""
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$", value):
        return datetime.fromisoformat(value)
    return None


def check_same_answers(services: dict[str, Service], requests: dict[str, Path], some: int) -> None:
    """Raises SystemExit unless every peer answers like IWM (parsed JSON) on `some` requests of each page."""
    for lines in requests.values():
        for path in lines.read_text().splitlines()[:some]:
            wanted = json.loads(services["iwm"].get(path)[2])
            for name, service in services.items():
                if name != "iwm" and (found := first_difference(wanted, json.loads(service.get(path)[2]))):
                    raise SystemExit(f"{path}: IWM and {name} give different answers at {found}")


def check_same_bytes(database: Database, iwm: Service, requests: dict[str, Path]) -> None:
    """Raises SystemExit unless a film page's `data` is, byte for byte, what pgbench gets from the function."""
    path = next(iter(requests.values())).read_text().splitlines()[0]
    public_id = urlsplit(path).path.rsplit("/", 1)[1]
    assert not parse_qs(urlsplit(path).query)
    with psycopg.connect(database.app, autocommit=True) as connection:
        statement = "select row_to_json(f)::text from api.get_movie(_movie_id => %s) f"
        row = connection.execute(statement, (public_id,)).fetchone()
    text = str(row[0]).encode() if row else b""
    if text not in iwm.get(path)[2]:
        raise SystemExit(f"{path}: the answer does not carry the function's bytes")
