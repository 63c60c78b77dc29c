"""Schemathesis over the OpenAPI document, bounded: no 5xx, no answer that the document does not allow.

IWM_SCHEMATHESIS_EXAMPLES sets how many cases each operation gets at most (100 make more than 5,000 in all).
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from app.accounts.keys import Keys
from app.accounts.tokens import Tokens
from app.settings import Settings
from tests.app.http.test_server import process
from tests.support import databases
from tests.support.accounts import People

CONFIG = Path(__file__).parent / "schemathesis.toml"
SIGNED_IN = CONFIG.with_name("schemathesis_signed_in.toml")
HOOKS = CONFIG.with_name("schemathesis_hooks.py")
EXAMPLES = os.environ.get("IWM_SCHEMATHESIS_EXAMPLES", "15")
# They fail because they are asked to.
FAIL_ON_PURPOSE = ("divide", "nap", "stumble", "stumble_write", "cut_connection", "cut_connection_write")


def explore(address: str, folder: Path, *options: str, config: Path = CONFIG) -> str:
    """Runs Schemathesis against a server; returns its report. Fails where it finds something."""
    command = [Path(sys.executable).parent / "schemathesis", "--config-file", config, "run", f"{address}/openapi.json"]
    done = subprocess.run(
        [*command, "--checks", "all", "--max-examples", EXAMPLES, "--no-color", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(HOOKS)},
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout


def cases(report: str) -> int:
    """How many cases were tried."""
    found = re.search(r"(\d+) generated", report)
    return int(found[1]) if found else 0


@pytest.mark.once
def test_the_catalogue(tmp_path: Path, sample_dsn: str) -> None:
    with process(tmp_path, sample_dsn, workers=1) as (_, address):
        report = explore(address, tmp_path)
    assert cases(report) > 500
    assert "error  " not in (tmp_path / "log").read_text()


@pytest.mark.once
def test_every_kind_of_argument(tmp_path: Path, http_dsn: str) -> None:
    left_out = [option for name in FAIL_ON_PURPOSE for option in ("--exclude-operation-id", name)]
    with process(tmp_path, http_dsn, workers=1) as (_, address):
        report = explore(address, tmp_path, "--include-tag", "Tests", *left_out)
    assert cases(report) > 150
    assert "error  " not in (tmp_path / "log").read_text()


# They end the session that the run signs in with, or what it may do.
FAREWELLS = (
    "logout", "logout_all", "deactivate_account", "delete_account", "end_other_sessions", "end_session",
    "change_password", "staff_set_role",
)  # fmt: skip


@pytest.mark.once
def test_signed_in_as_an_administrator(tmp_path: Path, owner_dsn: str, template: str) -> None:
    left_out = [option for name in FAREWELLS for option in ("--exclude-operation-id", name)]
    with databases.cloned(owner_dsn, template, prefix="signed_in") as dsn:
        with psycopg.connect(dsn, autocommit=True) as connection:
            admin = People(connection).user("administrator", "admin")
            token = Tokens(Keys(Settings()), Settings()).access(admin.external_id, admin.session_id)
        with process(tmp_path, dsn, workers=1, rate_limits=False, mail="none") as (_, address):
            signed_in = ["--header", f"Authorization: Bearer {token}", "--phases", "fuzzing,stateful"]
            report = explore(address, tmp_path, *signed_in, *left_out, config=SIGNED_IN)
    assert cases(report) > 500
    assert "error  " not in (tmp_path / "log").read_text()
