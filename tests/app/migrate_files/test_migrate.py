"""An older service moves here: people, their sessions, videos with their files, jobs; again, dry, and hostile."""

import asyncio
import json
from pathlib import Path
from typing import Any

import bcrypt
import psycopg
import pytest

from app.accounts.passwords import Passwords
from app.errors import Problem
from app.migrate_files import migrate
from app.settings import Settings
from app.videos.storage import Folder
from tests.app.videos.conftest import Clip, clip  # noqa: F401 - a fixture
from tests.support.accounts import People, Person
from tests.support.calls import call_as

SETTINGS = Settings(argon2_memory_kib=19456)
HASH = bcrypt.hashpw(b"liam's password", bcrypt.gensalt(4)).decode()


class Old:
    """A folder as the older service leaves it, and the database that it moves to."""

    def __init__(self, folder: Path, dsn: str) -> None:
        self.folder = folder
        self.dsn = dsn
        self.store = Folder(folder / "store")

    def write(self, name: str, content: Any) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(content))

    def file(self, path: str, content: bytes = b"x" * 100) -> None:
        found = self.folder / "storage" / path
        found.parent.mkdir(parents=True, exist_ok=True)
        found.write_bytes(content)

    def move(self, **more: Any) -> Any:
        return migrate(self.dsn, self.folder, SETTINGS, self.store, lambda *_: None, **more)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            return connection.execute(statement, values).fetchall()

    def kept(self) -> set[str]:
        return {str(path.relative_to(self.store.folder)) for path in self.store.folder.rglob("*") if path.is_file()}


def numbers(report: Any) -> dict[str, tuple[int, int, int]]:
    return {kind: (c.added, c.unchanged, c.rejected) for kind, c in report.kinds.items()}


def reasons(report: Any) -> dict[str, str]:
    return {entry.id: entry.reason for entry in report.rejected}


@pytest.fixture
def old(tmp_path: Path, fresh_dsn: str) -> Old:
    """An empty one."""
    return Old(tmp_path, fresh_dsn)


@pytest.fixture
def service(old: Old, clip: Clip) -> Old:  # noqa: F811
    """One with two people, a video of each, and what was made of them."""
    old.write(
        "users",
        [
            {
                "id": 1,
                "name": "Liam Brown",
                "username": "liam23",
                "password": HASH,
                "createdAt": "2023-04-05T06:07:08Z",
            },
            {
                "id": 2,
                "name": "Meredith Green",
                "username": "merit.sky",
                "password": "plain text",
                "email": "Mer@example.org",
            },
        ],
    )
    old.write("sessions", [{"userId": 1, "token": 23423423, "createdAt": 1700000000000}, {"userId": 9, "token": "x"}])
    old.write(
        "videos",
        [
            {
                "id": 0,
                "videoId": "4a87b9",
                "name": "my holiday",
                "extension": "mp4",
                "dimensions": {"width": 160, "height": 120},
                "userId": 1,
                "extractedAudio": True,
                "createdAt": "2023-05-01T00:00:00Z",
                "resizes": {"80x60": {"processing": False}, "40x30": {"processing": True}, "big": {}},
            },
            {"id": 1, "videoId": "ff00aa", "name": "gone", "extension": "mov", "userId": 2, "resizes": {}},
        ],
    )
    old.write(
        "jobs",
        [
            {
                "id": "j1",
                "type": "resize",
                "videoId": "4a87b9",
                "width": 80,
                "height": 60,
                "status": "completed",
                "createdAt": "2023-05-01T01:00:00Z",
                "finishedAt": "2023-05-01T01:00:09Z",
            },
            {
                "id": "j2",
                "type": "extract-audio",
                "videoId": "4a87b9",
                "status": "failed",
                "error": "no sound",
                "attempts": 3,
                "createdAt": "2023-05-01T01:00:00Z",
            },
            {"id": "j3", "type": "resize", "videoId": "4a87b9", "status": "processing"},
            {"id": "j4", "type": "resize", "videoId": "nowhere", "status": "completed"},
            {"id": "j5", "type": "explode", "videoId": "4a87b9", "status": "completed"},
        ],
    )
    old.file("4a87b9/original.mp4", clip().read_bytes())
    old.file("4a87b9/80x60.mp4")
    old.file("4a87b9/thumbnail.jpg")
    old.file("4a87b9/audio.aac")
    return old


def test_everything(service: Old, clip: Clip):  # noqa: F811
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


def test_people_that_do_not_fit(old: Old):
    with psycopg.connect(old.dsn) as connection:
        People(connection).user("taken")
    old.write(
        "users",
        [
            {"id": 1, "username": "taken", "password": HASH},
            {"id": 2, "username": "admin", "name": "The boss"},
            {"id": 3, "username": "no good name!", "email": "not an address"},
            {"id": 4, "username": "x", "email": "TAKEN@example.org"},
            {"id": 5},
            {"username": "nameless", "password": "$2b$20$" + "a" * 53},
            {"id": 6, "username": "md5", "password": "0123456789abcdef0123456789abcdef"},
            {"id": 7, "name": "a\u202eb\n" * 100},
            {"id": [], "username": "list"},
            "nonsense",
        ],
    )
    report = old.move()
    assert numbers(report)["users"] == (6, 1, 3)
    assert reasons(report) == {"5": "neither a name nor a username", "?": "it has no id or username"} | {
        "?": reasons(report)["?"]
    }
    notes = {note.id: note.note for note in report.notes}
    assert notes["1"] == "the username is taken2 now; no e-mail address"
    assert notes["2"].startswith("the username is admin2 now")
    assert notes["3"].startswith("not an address is no e-mail address; the username is no-good-name now")
    assert notes["4"] == "there is an account with this e-mail address: taken; it stays as it is"
    assert "reset it" in notes["nameless"]
    assert "reset it" in notes["6"]
    assert old.rows("select count(*) from iwm.users where hashed_password = '!'") == [(6,)]
    [(name,)] = old.rows("select name from iwm.users where external_id = %s", report.notes[-1].new_id)
    assert len(name) <= 100
    assert "\u202e" not in name


def test_a_hostile_folder(old: Old, clip: Clip, tmp_path: Path):  # noqa: F811
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(clip().read_bytes())
    old.write("users", [{"id": 1, "username": "eve"}])
    old.file("link/x")
    (old.folder / "storage/link/original.mp4").symlink_to(secret)
    old.file("broken/original.mp4", clip().read_bytes()[:3000])
    old.file("list/original.mp4", b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n")
    old.file("empty/original.mp4", b"")
    old.file("text/original.mp4", b"hello")
    names = ["link", "broken", "list", "empty", "text", "..", "../..", "/etc", "a/b", "x" * 200, ""]
    old.write(
        "videos",
        [
            *({"videoId": name, "name": "x", "extension": "mp4", "userId": 1} for name in names),
            {"videoId": "suffix", "extension": "../../x", "userId": 1},
            {"videoId": "nobody", "extension": "mp4", "userId": 2},
        ],
    )
    report = old.move()
    assert numbers(report)["videos"] == (0, 0, 13)
    told = reasons(report)
    assert told["link"] == "link/original.mp4 leads out of the folder of files"
    assert told["broken"].startswith("The video is")
    assert told["list"].startswith(("This is no video", "The video is"))
    assert told["empty"] == "The file is empty."
    assert told["text"] == "This is no video that can be read."  # as an upload of it is told
    assert told["../.."] == told["/etc"] == told["a/b"] == "its id could be the name of another folder"
    assert told["suffix"] == "its extension is none"
    assert old.kept() == set()


def test_two_with_one_id(service: Old):
    """The second is left out, with the place of the first; where the first was left out, the second is moved."""
    people = [
        '{"id": 1, "username": "anna"}',
        '{"id": "1", "username": "bert"}',
        '{"id": 2}',
        '{"id": 2, "name": "Carl"}',
    ]
    (service.folder / "users.json").write_text("[" + ",\n".join(people) + "]")
    videos = json.loads((service.folder / "videos.json").read_text())
    service.write("videos", [videos[0], videos[0]])
    for again in (False, True):
        report = service.move()
        assert numbers(report)["users"] == ((0, 2, 2) if again else (2, 0, 2))
        assert numbers(report)["videos"] == ((0, 1, 1) if again else (1, 0, 1))
        left_out = {(entry.at, entry.reason) for entry in report.rejected if entry.kind in ("users", "videos")}
        assert left_out == {
            ("users.json:2", "another one has the same id: users.json:1"),
            ("users.json:4", "another one has the same id: users.json:3")  # it is known now as what Carl became
            if again
            else ("users.json:3", "neither a name nor a username"),
            ("videos.json:1", "another one has the same id: videos.json:1"),
        }
    assert service.rows("select name from iwm.users order by id") == [("anna",), ("Carl",)]


def test_a_number_that_is_none(old: Old):
    (old.folder / "users.json").write_text('[{"id": 1e999, "username": "anna"},\n{"id": 2, "username": NaN}]')
    report = old.move()
    assert [(entry.at, entry.reason) for entry in report.rejected] == [
        ("users.json:1", "id is no number that can be read"),
        ("users.json:2", "username is no number that can be read"),
    ]
    assert old.rows("select count(*) from iwm.users") == [(0,)]


def test_too_long_for_the_policy(service: Old):
    with psycopg.connect(service.dsn, autocommit=True) as connection:
        connection.execute("update iwm.video_policy set most_seconds = 1")
    report = service.move()
    assert reasons(report)["4a87b9"].startswith("The video is 2 seconds long")
    assert service.kept() == set()


def test_who_was_deleted_does_not_come_back(service: Old):
    service.move()
    with psycopg.connect(service.dsn, autocommit=True) as connection:
        connection.execute("select iwm.purge_account(id) from iwm.users where username = 'liam23'")
    report = service.move()
    assert numbers(report)["users"] == (0, 2, 0)
    assert service.rows("select username from iwm.users") == [("merit.sky",)]


def test_what_cannot_be_read_in_a_record(service: Old):
    """It is moved all the same, and told of with its line."""
    people = '[{"id": 5, "username": "otto", "createdAt": "soon"},\n {"id": 6, "username": "emma", "createdAt": {}}]'
    (service.folder / "users.json").write_text(people)
    video = {"videoId": "4a87b9", "name": "x", "extension": "mp4", "userId": 5, "resizes": "80x60"}
    service.write("videos", [video])
    service.write("jobs", [{"id": 1, "videoId": "4a87b9", "type": "trim", "status": "done", "attempts": "many"}])
    report = service.move()
    notes = {(entry.at, entry.note) for entry in report.notes}
    assert (
        "users.json:1",
        'no e-mail address; no password that can be checked: reset it; createdAt is no time: "soon"',
    ) in notes
    assert any(at == "users.json:2" and note.endswith("createdAt is no time: {}") for at, note in notes)
    assert ("videos.json:1", "resizes is neither a list nor an object") in notes
    assert ("jobs.json:1", 'attempts is no whole number: "many"') in notes
    assert numbers(report) == {
        "users": (2, 0, 0), "sessions": (0, 0, 2), "videos": (1, 0, 0), "files": (1, 0, 0), "jobs": (1, 0, 0),
    }  # fmt: skip


def test_resizes_as_a_list(service: Old):
    videos = json.loads((service.folder / "videos.json").read_text())
    videos[0]["resizes"] = ["80x60", {"width": 40, "height": 30, "processing": True}, 7]
    service.write("videos", videos)
    report = service.move()
    assert numbers(report)["files"] == (3, 0, 2)
    assert {entry.id for entry in report.rejected if entry.kind == "files"} == {"4a87b9/40x30", "4a87b9/7"}


def test_nobody_else_reads_what_was_copied(service: Old):
    service.move()
    assert {path.stat().st_mode & 0o077 for path in service.store.folder.rglob("*")} == {0}


def test_several_services(service: Old):
    service.move()
    service.write("users", [{"id": 1, "username": "somebody-else"}])
    (service.folder / "videos.json").unlink()
    report = service.move(source="branch-office")
    assert numbers(report)["users"] == (1, 0, 0)


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


def test_a_file_of_rotten_bytes_takes_nothing_along(service: Old):
    """What is wrong with one thing is no matter of the others."""
    service.write(
        "jobs",
        [
            {
                "id": "a\x00b",
                "type": "resize",
                "videoId": "4a87b9",
                "status": "completed",
                "params": {"note": "\x00", "deep": [[[1]]], "big": 10**400},
            },
            {"id": "j", "type": {}},
        ],
    )
    report = service.move()
    assert numbers(report)["jobs"] == (1, 0, 1)
