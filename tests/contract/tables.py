"""What an installed database has in place of the seeds' tables, columns and indexes."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from tests.contract.listing import Column, Difference, Entry, Index

_COLUMN = """
select a.attnum, a.attnotnull, a.attidentity, t.typtype,
    format_type(a.atttypid, a.atttypmod) as declared,
    format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid),
        case when t.typtype = 'd' then t.typtypmod else a.atttypmod end) as base,
    pg_get_expr(d.adbin, d.adrelid) as default,
    array(select pg_get_expr(c.conbin, c.conrelid) from pg_constraint as c
        where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum]) as checks,
    array(select pg_get_constraintdef(c.oid) from pg_constraint as c
        where c.contypid = a.atttypid) as domain_checks,
    exists (select from pg_index as i
        where i.indrelid = a.attrelid and i.indisvalid and i.indkey[0] = a.attnum) as indexed,
    array(select r.relname || '.' || k.attname from pg_constraint as c
        cross join unnest(c.conkey, c.confkey) as u (mine, theirs)
        join pg_class as r on r.oid = c.confrelid
        join pg_attribute as k on k.attrelid = c.confrelid and k.attnum = u.theirs
        where c.conrelid = a.attrelid and c.contype = 'f' and u.mine = a.attnum) as refers_to
from pg_attribute as a
join pg_type as t on t.oid = a.atttypid
left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid = %s and a.attname = %s and not a.attisdropped
"""
_KEYS = """
select i.indisprimary,
    array(select a.attname::text from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality as u (attnum, n)
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = u.attnum order by u.n) as columns
from pg_index as i where i.indrelid = %s and i.indisunique and i.indpred is null and i.indexprs is null
"""


def table_differences(conn: psycopg.Connection, entry: Entry) -> Iterator[Difference]:
    """Compares a table of the seeds with the one that psql finds under its name."""
    table = entry.name.split(".")[0]
    oid = _oid(conn, table)
    if oid is None:
        yield Difference(str(entry), "table", "exists", "missing")
        return
    keys = [(columns, primary) for primary, columns in conn.execute(_KEYS, [oid])]
    for column in entry.columns:
        yield from _column_differences(conn, oid, column, keys)
    unique_columns = {c.name for c in entry.columns if "UNIQUE" in c.constraints}
    for index in entry.indexes:
        yield from _index_differences(conn, index, unique_columns)


def _oid(conn: psycopg.Connection, relation: str) -> int | None:
    row = conn.execute("select to_regclass(%s)::oid", [relation]).fetchone()
    return row[0] if row else None


def _column_differences(
    conn: psycopg.Connection, table: int, column: Column, keys: list[tuple[list[str], bool]]
) -> Iterator[Difference]:
    with conn.transaction(force_rollback=True), conn.cursor(row_factory=dict_row) as cursor:
        cursor.execute("set local search_path = pg_catalog")  # so that names in expressions come out in full
        ours = cursor.execute(_COLUMN, [table, column.name]).fetchone()
        if ours is None:
            yield Difference(column.path, "column", "exists", "missing")
            return
        probe = Probe(conn, column.name, ours)
        found = {
            "type": (column.seed_type, _type(column, ours, probe), column.same_type),
            "null": ("NULL", "not null" if ours["attnotnull"] else "NULL", "NULL"),
            "not null": ("NOT NULL", "not null" if ours["attnotnull"] else "NULL", "not null"),
            "key": ("primary key", _key(ours, keys), f"primary key ({column.name})"),
            "unique": ("UNIQUE", _unique(column.name, keys), "unique"),
            "index": ("INDEX", "indexed" if ours["indexed"] else "no index", "indexed"),
        }
        asked = {"PK": "key", "NULL": "null", "NOT NULL": "not null", "UNIQUE": "unique", "INDEX": "index"}
        for aspect in ["type", *(asked[c] for c in column.constraints if c in asked)]:
            seed, mine, same = found[aspect]
            if same is not None and mine != same:
                yield Difference(column.path, aspect, seed, mine)
        target = column.constraint("FK → ")
        if target is not None and target not in ours["refers_to"]:
            yield Difference(column.path, "reference", target, ", ".join(ours["refers_to"]) or "no reference")
        default = column.constraint("DEFAULT ")
        if default is not None and not _same_default(conn, default, ours["default"]):
            yield Difference(column.path, "default", default, ours["default"] or "no default")
        wrong = probe.wrong(column.accepts)
        if wrong:
            yield Difference(column.path, "values", column.accepts, ", ".join(wrong))


def _type(column: Column, ours: dict[str, Any], probe: "Probe") -> str:
    if ours["base"] != "text":
        return ours["base"]
    checks = " ".join([*ours["checks"], *ours["domain_checks"]])
    numbers = {int(number) for number in re.findall(r"\b\d+\b", checks)}
    for limit in sorted(numbers | {number - 1 for number in numbers}, reverse=True):
        if probe.accepts_length(limit) and not probe.accepts_length(limit + 1):
            return f"text, at most {limit}"
    words = re.findall(r"'([^']*)'::text", checks) if "ANY (ARRAY[" in checks else []
    if not words:
        return "text"
    longest, allowed = max(map(len, words)), re.search(r"\d+", column.type)
    fits = allowed is None or longest <= int(allowed[0])
    return "text, from a vocabulary" if fits else f"text, from a vocabulary of up to {longest}"


def _key(ours: dict[str, Any], keys: list[tuple[list[str], bool]]) -> str:
    primary = next((columns for columns, is_primary in keys if is_primary), ["none"])
    return f"primary key ({', '.join(primary)}){'' if ours['attidentity'] else ', not automatic'}"


def _unique(column: str, keys: list[tuple[list[str], bool]]) -> str:
    if any(columns == [column] for columns, _ in keys):
        return "unique"
    return "not alone" if any(column in columns for columns, _ in keys) else "not unique"


def _same_default(conn: psycopg.Connection, seed: str, ours: str | None) -> bool:
    if ours is None or seed == "NOW()":
        return ours == "now()"
    same = sql.SQL("select ({})::text = ({})::text").format(sql.SQL(seed), sql.SQL(ours))
    row = conn.execute(same).fetchone()
    return bool(row and row[0])


class Probe:
    """Tries values on a column: its type, its domain's checks, and the table's checks that look at it alone."""

    def __init__(self, conn: psycopg.Connection, name: str, column: dict[str, Any]) -> None:
        checks = [sql.SQL("coalesce({}, true)").format(sql.SQL(check)) for check in column["checks"]]
        self._conn = conn
        self._statement = sql.SQL("select {} from (select %s::text::{} as {}) as row").format(
            sql.SQL(" and ").join([sql.SQL("true"), *checks]), sql.SQL(column["declared"]), sql.Identifier(name)
        )

    def accepts(self, value: str) -> bool:
        """Whether the column takes the value."""
        try:
            with self._conn.transaction():
                row = self._conn.execute(self._statement, [value]).fetchone()
        except (psycopg.errors.DataError, psycopg.errors.CheckViolation):
            return False
        return bool(row and row[0])

    def accepts_length(self, length: int) -> bool:
        """Whether the column takes any text of that length."""
        return any(self.accepts((start * length)[:length]) for start in ("a", "A", "1", "https://example.com/"))

    def wrong(self, accepts: str) -> list[str]:
        """What of `= a, b` it refuses; for `low..high` also what it takes beyond."""
        if accepts.startswith("="):
            values = [value.strip() for value in accepts.removeprefix("=").split(",")]
            return [f"refuses {value}" for value in values if not self.accepts(value)]
        if not accepts:
            return []
        low, high = (int(end) for end in accepts.split(".."))
        return [f"refuses {value}" for value in (low, high) if not self.accepts(str(value))] + [
            f"accepts {value}" for value in (low - 1, high + 1) if self.accepts(str(value))
        ]


def _index_differences(conn: psycopg.Connection, index: Index, unique_columns: set[str]) -> Iterator[Difference]:
    ours = _oid(conn, index.name)
    if ours is None:
        yield Difference(index.name, "index", "exists", "missing")
        return
    mine, mine_unique = _definition(conn, ours)
    theirs, _ = _seed_definition(conn, index)
    if mine != theirs:
        yield Difference(index.name, "definition", theirs, mine)
    if mine_unique != index.unique:
        column = re.search(r"\((\w+)\)", index.rest)
        known = column is not None and column[1] in unique_columns
        seed = "unique index" if index.unique else "plain index of a unique column" if known else "plain index"
        yield Difference(index.name, "unique", seed, "unique index" if mine_unique else "plain index")


def _definition(conn: psycopg.Connection, index: int) -> tuple[str, bool]:
    """What the server makes of an index, without its name: table and columns; and whether it is unique."""
    row = conn.execute("select pg_get_indexdef(%s)", [index]).fetchone()
    assert row
    match = re.fullmatch(r"CREATE (UNIQUE )?INDEX \S+ (ON .*)", row[0])
    assert match, row[0]
    return match[2].replace("ON ONLY ", "ON "), bool(match[1])


def _seed_definition(conn: psycopg.Connection, index: Index) -> tuple[str, bool]:
    """Makes the seed's index as written, but for its name, reads what the server makes of it, and takes it back."""
    with conn.transaction(force_rollback=True):
        conn.execute(f"create index contract_probe {index.rest}")
        probe = _oid(conn, "contract_probe")
        assert probe
        return _definition(conn, probe)
