"""Connection URLs: cleaning what people paste, owner and application role, masking."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import Conninfo

from app.errors import Problem

# Query parameters of other drivers: the name in libpq, or None where libpq has no need of it.
_FOREIGN = {"ssl": "sslmode", "charset": None, "pgbouncer": None, "schema": None, "prepared_statement_cache_size": None}
_SSL_WORDS = {"true": "require", "1": "require", "false": "disable", "0": "disable"}
_STARS = "*" * 8
EXAMPLE = "postgresql://owner:password@host:5432/iwm"


def clean_url(url: str) -> str:
    """A URL of libpq from what other tools write: driver suffixes, postgres://, `ssl=true`, or `host=… dbname=…`.

    Raises Problem if it cannot be understood.
    """
    url = url.strip().strip("\"'")
    if "://" in url:
        scheme, rest = url.split("://", 1)
        if re.fullmatch(r"(postgres|postgresql|psql|postgis)(\+\w+)?", scheme) is None:
            raise Problem(f"{scheme}:// is not PostgreSQL", f"Expected a URL like {EXAMPLE}")
        url = _translate_query(f"postgresql://{rest}")
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise Problem(f"not a connection URL: {str(error).strip()}", f"Expected a URL like {EXAMPLE}") from None
    return make_url(**{name: str(value) for name, value in parts.items() if value is not None})


def _translate_query(url: str) -> str:
    base, mark, query = url.partition("?")
    if not mark:
        return url
    kept = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        name = _FOREIGN.get(name, name)
        if name == "sslmode":
            value = _SSL_WORDS.get(value.lower(), value)
        if name is not None:
            kept.append((name, value))
    return f"{base}?{urlencode(kept, quote_via=quote)}" if kept else base


def make_url(**parts: str) -> str:
    """A postgresql:// URL from libpq's keywords. A socket folder or several hosts go into the query."""
    parts = dict(parts)
    user, password, dbname = parts.pop("user", ""), parts.pop("password", ""), parts.pop("dbname", "")
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    host, place = parts.get("host", ""), ""
    if host and not host.startswith(("/", "@")) and "," not in host and "," not in parts.get("port", ""):
        place = f"[{host}]" if ":" in host else host
        port = parts.pop("port", "")
        place += f":{port}" if port else ""
        del parts["host"]
    query = urlencode(parts, quote_via=quote, safe="")
    return f"postgresql://{login}{'@' if login else ''}{place}/{quote(dbname, safe='')}{'?' if query else ''}{query}"


def with_parts(url: str, **changes: str | None) -> str:
    """The URL with some of libpq's keywords changed; None takes one away."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return make_url(**{name: value for name, value in {**parts, **changes}.items() if value is not None})


def as_role(url: str, role: str) -> str:
    """The URL with sessions that act as `role` from their first statement."""
    options = conninfo_to_dict(url).get("options") or ""
    return with_parts(url, options=f"{options} -c role={role}".strip())


def password_of(url: str) -> str | None:
    """The password in the URL, None if it has none."""
    return conninfo_to_dict(url).get("password") if url else None


def mask_url(url: str) -> str:
    """The URL as it may be shown: the password as stars."""
    return with_parts(url, password=_STARS).replace("%2A", "*") if password_of(url) else url


def as_environment(url: str) -> tuple[dict[str, str], str]:
    """The URL as libpq's environment variables, and as `name=value` what has no variable.

    A command line is there for every user of the machine to read, the environment (with the password) is not; and
    what a program is told with -d or -h takes the place of that part alone.
    """
    variables = {option.keyword.decode(): option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    known = {variables[name]: value for name, value in parts.items() if name in variables}
    return known, make_conninfo(**{name: value for name, value in parts.items() if name not in variables})


def place_of(url: str) -> str:
    """Host, port and database for a message, without user and password."""
    parts = conninfo_to_dict(url)
    host = parts.get("host") or urlsplit(url).hostname or "the local socket"
    return f"{host}:{parts.get('port') or 5432}/{parts.get('dbname') or parts.get('user') or ''}"
