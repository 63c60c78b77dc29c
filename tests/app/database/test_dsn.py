"""Connection URLs, as people paste them."""

import psycopg
import pytest

from app.database.dsn import as_environment, as_role, clean_url, make_url, mask_url, password_of, place_of, with_parts
from app.errors import Problem

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("postgresql+asyncpg://u:p@h:6543/db", "postgresql://u:p@h:6543/db"),
        ("postgres://u:p@h/db", "postgresql://u:p@h/db"),
        ("postgresql+psycopg2://h/db", "postgresql://h/db"),
        ('"postgres://h/db"', "postgresql://h/db"),
        ("postgres://u:p%40%2F%20@h/db", "postgresql://u:p%40%2F%20@h/db"),
        ("postgres://h/db?ssl=true", "postgresql://h/db?sslmode=require"),
        ("postgres://h/db?sslmode=verify-full&pgbouncer=true", "postgresql://h/db?sslmode=verify-full"),
        ("postgres://u@[::1]:5433/db", "postgresql://u@[::1]:5433/db"),
        ("host=/run/pg dbname=db user=u", "postgresql://u@/db?host=%2Frun%2Fpg"),
        ("postgresql:///db?host=/run/pg", "postgresql:///db?host=%2Frun%2Fpg"),
        ("postgres://a:1,b:2/db", "postgresql:///db?host=a%2Cb&port=1%2C2"),
    ],
)
def test_cleaned(given, cleaned):
    assert clean_url(given) == cleaned
    assert clean_url(cleaned) == cleaned
    assert psycopg.conninfo.conninfo_to_dict(cleaned)


@pytest.mark.parametrize("given", ["mysql://h/db", "http://h", "postgres://h/db?colour=red", "nonsense", "sqlite:///x"])
def test_refused_with_an_example(given):
    with pytest.raises(Problem, match="postgresql://owner:password@host:5432/iwm"):
        clean_url(given)


def test_parts_come_and_go():
    url = make_url(user="u", password="p @/", host="/run/x y", dbname="d", port="5432")
    parts = psycopg.conninfo.conninfo_to_dict(url)
    assert parts == {"user": "u", "password": "p @/", "host": "/run/x y", "dbname": "d", "port": "5432"}
    assert password_of(url) == "p @/"
    assert password_of(with_parts(url, password=None)) is None
    assert psycopg.conninfo.conninfo_to_dict(with_parts(url, dbname="e"))["dbname"] == "e"


def test_what_libpq_has_no_variable_for_stays_a_parameter():
    known, others = as_environment("postgresql://u:p%20w@h:5433/db?sslmode=require&keepalives_idle=30")
    assert known == {
        "PGUSER": "u", "PGPASSWORD": "p w", "PGHOST": "h", "PGPORT": "5433", "PGDATABASE": "db", "PGSSLMODE": "require",
    }  # fmt: skip
    assert others == "keepalives_idle=30"
    assert as_environment("postgresql:///db") == ({"PGDATABASE": "db"}, "")


def test_a_role_is_added_to_the_options_that_are_there():
    options = psycopg.conninfo.conninfo_to_dict(as_role("postgresql://h/d?options=-c%20jit%3Doff", "r"))["options"]
    assert options == "-c jit=off -c role=r"


def test_passwords_do_not_show():
    assert mask_url("postgresql://u:secret@h:1/d") == "postgresql://u:********@h:1/d"
    assert mask_url("postgresql://u@h/d") == "postgresql://u@h/d"
    assert place_of("postgresql://u:secret@h:1/d") == "h:1/d"
