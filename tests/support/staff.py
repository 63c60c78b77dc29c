"""Calls of staff operations as somebody, with plain Python values as arguments, and what they fail with."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.support.accounts import Person

ARGUMENTS = """
select p.proargnames[a.place], a.type::regtype::text, coalesce(e.typtype = 'c', false), e.oid::regtype::text
from pg_proc as p
cross join lateral unnest(p.proargtypes::oid[]) with ordinality as a(type, place)
left join pg_type as t on t.oid = a.type
left join pg_type as e on e.oid = t.typelem and t.typcategory = 'A'
where p.oid = %s::regproc
"""


class Desk:
    """desk(person, 'staff_get_movie', movie_id='tt1'): the result as JSON shows it."""

    def __init__(self, conn: psycopg.Connection) -> None:
        self.conn = conn

    def __call__(self, person: Person | str | None, function: str, **named: Any) -> Any:
        viewer = person.viewer if isinstance(person, Person) else person
        values: dict[str, Any] = {f"_{name}": value for name, value in named.items()}
        kinds = {row[0]: row[1:] for row in self.conn.execute(ARGUMENTS, [f"api.{function}"])}
        if "_viewer" in kinds:
            values["_viewer"] = viewer
        if "_if_match" in kinds:
            values.setdefault("_if_match", "*")
        parts, parameters = [], []
        for name, value in values.items():
            kind, composite, element = kinds[name]
            if isinstance(value, list) and composite:
                text = f"array(select case when v <> 'null' then jsonb_populate_record(null::{element}, v) end"
                text, value = (
                    text + " from jsonb_array_elements(%s) with ordinality as a(v, n) order by n)",
                    json.dumps(value),
                )
            elif isinstance(value, list) and kind != "jsonb":
                text = f"%s::text[]::{kind}"
            else:
                text = f"%s::{kind}"
                value = json.dumps(value) if kind == "jsonb" else value
            parts.append(sql.SQL("{} => " + text).format(sql.Identifier(name)))  # type: ignore[arg-type]
            parameters.append(value)
        statement = sql.SQL("select to_jsonb(f) from api.{}({}) as f").format(
            sql.Identifier(function), sql.SQL(", ").join(parts)
        )
        return self.conn.execute(statement, parameters).fetchone()[0]  # type: ignore[index]

    @contextmanager
    def fails(self, code: str, field: str | None = None) -> Iterator[Any]:
        """A block whose call ends with this code of iwm.errors (about this argument); the rest of the test goes on."""
        with pytest.raises(psycopg.Error) as caught, self.conn.transaction():
            yield caught
        diagnosis = caught.value.diag
        assert diagnosis.constraint_name == code, str(caught.value)
        status = self.conn.execute("select 'IW' || status from iwm.errors where code = %s", [code]).fetchone()
        assert status == (diagnosis.sqlstate,)
        if field is not None:
            assert diagnosis.column_name == field

    def log(self, entity: str, entity_id: str) -> list[dict[str, Any]]:
        """Entries of the audit log about one thing, the oldest first."""
        rows = self.conn.execute(
            "select actor, action, extensions.hstore_to_jsonb(changed), extensions.hstore_to_jsonb(previous), reason"
            " from iwm.audit_log where entity = %s and entity_id = %s order by id",
            [entity, entity_id],
        ).fetchall()
        return [dict(zip(("actor", "action", "changed", "previous", "reason"), row, strict=True)) for row in rows]


def meanwhile(dsn: str, first: Callable[[Desk], Any], second: Callable[[Desk], Any]) -> Any:
    """What `second` gives, called while the transaction of `first` is open, which ends when `second` waits for it.

    An error of `second` is returned, not raised.
    """
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(second(Desk(other)))
        except psycopg.Error as error:
            found.append(error)

    waits = "select count(*) from pg_stat_activity where pid = %s and wait_event_type = 'Lock'"
    with psycopg.connect(dsn) as one, psycopg.connect(dsn) as other, psycopg.connect(dsn, autocommit=True) as watch:
        other.execute("set statement_timeout = '60s'")
        first(Desk(one))
        thread = threading.Thread(target=run)
        thread.start()
        while thread.is_alive() and watch.execute(waits, [other.info.backend_pid]).fetchone() == (0,):
            thread.join(0.01)
        one.commit()
        thread.join()
    return found[0]
