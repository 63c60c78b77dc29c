"""An older service moves here: people, their sessions, videos with their files, jobs; again, and dry."""

import asyncio
import json
from pathlib import Path

import psycopg
import pytest

from app.accounts.passwords import Passwords
from app.errors import Problem
from tests.app.migrate_files.conftest import HASH, SETTINGS, Old, numbers, reasons
from tests.app.videos.conftest import Clip
from tests.support.accounts import People, Person
from tests.support.calls import call_as


def test_everything(service: Old, clip: Clip):
    report = service.move()
    assert numbers(report) == {
        "users": (2, 0, 0),
        "sessions": (1, 0, 1),
        "videos": (1, 0, 1),
        "files": (3, 0, 2),
        "jobs": (2, 0, 3),
    }
    assert reasons(report) == {
        "of user 9": "its user is not there",
        "ff00aa": "its file is not there: ff00aa/original.mov",
        "4a87b9/40x30": "it was not finished: ask for it again",
        "4a87b9/big": "no size like 720x480",
        "j3": "it was not over: ask for it again",
        "j4": "its video is not there",
        "j5": "explode is no operation of ours",
    }
    assert {(note.id, note.note) for note in report.notes} == {("1", "no e-mail address")}
    people = service.rows(
        "select username, name, email, email_verified_at, created_at::date::text from iwm.users order by id"
    )
    assert people[0] == ("liam23", "Liam Brown", "liam23@older-service.invalid", None, "2023-04-05")
    assert people[1][:4] == ("merit.sky", "Meredith Green", "Mer@example.org", None)
    assert service.rows("select count(*) from iwm.user_settings join iwm.user_stats using (user_id)") == [(2,)]
    [(key, title, name, seconds, since)] = service.rows(
        "select storage_key, title, file_name, duration_seconds, created_at::date::text from iwm.videos"
    )
    assert (title, name, float(seconds), since) == ("my holiday", "my holiday.mp4", 2.0, "2023-05-01")
    assert service.store.path(key).read_bytes() == clip().read_bytes()
    assets = service.rows(
        "select kind::text, file_name, media_type, width, bytes from iwm.video_assets as a order by a.kind"
    )
    assert assets == [
        ("thumbnail", "my holiday-thumbnail.jpg", "image/jpeg", None, 100),
        ("resize", "my holiday-resize.mp4", "video/mp4", 80, 100),
        ("extract_audio", "my holiday-extract-audio.aac", "audio/aac", None, 100),
    ]
    keys = service.rows("select storage_key from iwm.videos union all select storage_key from iwm.video_assets")
    assert service.kept() == {key for (key,) in keys}
    assert service.rows("select count(*) from iwm.files_to_remove") == [(0,)]


def test_again_changes_nothing(service: Old):
    service.move()
    before = [
        service.rows(f"select * from {table} order by 1, 2")
        for table in ("iwm.users", "iwm.videos", "iwm.video_assets")
    ]
    files = service.kept()
    report = service.move()
    assert all(counts.added == 0 for counts in report.kinds.values())
    assert numbers(report)["videos"] == (0, 1, 1)
    assert numbers(report)["files"] == (0, 3, 2)
    after = [
        service.rows(f"select * from {table} order by 1, 2")
        for table in ("iwm.users", "iwm.videos", "iwm.video_assets")
    ]
    assert after == before
    assert service.kept() == files
    # what comes later is moved then
    service.file("4a87b9/40x30.mp4")
    videos = json.loads((service.folder / "videos.json").read_text())
    videos[0]["resizes"]["40x30"]["processing"] = False
    service.write("videos", videos)
    assert numbers(service.move())["files"] == (1, 3, 1)


def test_a_dry_run_changes_nothing(service: Old):
    report = service.move(dry_run=True)
    assert numbers(report) == {
        "users": (2, 0, 0),
        "sessions": (1, 0, 1),
        "videos": (1, 0, 1),
        "files": (3, 0, 2),
        "jobs": (2, 0, 3),
    }
    for table in ("iwm.users", "iwm.sessions", "iwm.videos", "ops.migrated", "iwm.files_to_remove", "jobs.history"):
        assert service.rows(f"select count(*) from {table}") == [(0,)], table
    assert service.kept() == set()


async def test_passwords_are_verified_and_hashed_anew(service: Old):
    await asyncio.to_thread(service.move)
    hashes = dict(service.rows("select username, hashed_password from iwm.users"))
    assert hashes["liam23"] == HASH
    assert hashes["merit.sky"].startswith("$argon2id$")
    passwords = Passwords(SETTINGS)
    try:
        assert await passwords.verify(hashes["liam23"], "liam's password") == (True, True)  # to be hashed anew
        assert (await passwords.verify(hashes["liam23"], "another"))[0] is False
        assert await passwords.verify(hashes["merit.sky"], "plain text") == (True, False)
    finally:
        passwords.close()


def test_sessions_are_over(service: Old):
    service.move()
    [(seen, revoked, reason)] = service.rows(
        "select last_seen_at::date::text, revoked_at is not null, revoke_reason from iwm.sessions"
    )
    assert (seen, revoked, reason) == ("2023-11-14", True, "moved from an older service")
    assert service.rows("select last_seen_at::date::text from iwm.users where username = 'liam23'") == [("2023-11-14",)]
    everything = str(
        service.rows("select x::text from ops.migrated as x union all select x::text from iwm.sessions as x")
    )
    assert "23423423" not in everything  # the token is a secret


def test_jobs_of_the_past(service: Old):
    recent = {"id": "j9", "type": "convert", "videoId": "4a87b9", "status": "done", "params": {"format": "webm"}}
    jobs = json.loads((service.folder / "jobs.json").read_text())
    service.write("jobs", [*jobs, recent])
    service.move()
    with psycopg.connect(service.dsn) as connection:
        [(user_id, external_id)] = connection.execute(
            "select id, external_id from iwm.users where username = 'liam23'"
        ).fetchall()
        liam = Person(user_id, external_id, "liam23", People(connection).session(user_id))
        [(video,)] = connection.execute("select external_id from iwm.videos").fetchall()
        shown = call_as(connection, liam, "list_video_operations", video_id=video)["items"]
    assert [(o["type"], o["state"], o["error"], o["parameters"]) for o in shown] == [
        ("convert", "completed", None, {"format": "webm"}),
        ("extract_audio", "failed", "no sound", {}),
        ("resize", "completed", None, {"width": 80, "height": 60}),
    ]
    # only what is young enough for the history of jobs stands there
    assert service.rows("select task, state::text, subject from jobs.history") == [
        ("videos.convert", "completed", f"video:{video}")
    ]


def test_nothing_to_move(old: Old):
    with pytest.raises(Problem, match="holds nothing that can be moved"):
        old.move()


def test_one_at_a_time(service: Old):
    with psycopg.connect(service.dsn, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(1786, 3)")
        with pytest.raises(Problem, match="Another iwm migrate-files runs"):
            service.move()


def test_the_report(service: Old, tmp_path: Path):
    report = service.move(dry_run=True)
    report.write(tmp_path / "report.json")
    written = json.loads((tmp_path / "report.json").read_text())
    assert (written["source"], written["dry_run"]) == ("files", True)
    assert written["kinds"]["users"] == {"added": 2, "changed": 0, "unchanged": 0, "rejected": 0}
    assert {"kind": "jobs", "id": "j3", "reason": "it was not over: ask for it again", "at": "jobs.json:1"} in written[
        "rejected"
    ]
    assert "23423423" not in json.dumps(written)
