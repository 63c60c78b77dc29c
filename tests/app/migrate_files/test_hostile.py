"""What does not fit, cannot be read, or means harm, while an older service moves here."""

import errno
import json
from pathlib import Path

import psycopg

from app.migrate_files import videos as videos_module
from app.videos.ffmpeg import Failed
from app.videos.storage import StoreError
from tests.app.migrate_files.conftest import HASH, Old, numbers, reasons
from tests.app.videos.conftest import Clip
from tests.support.accounts import People


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
    assert old.rows("select email from iwm.users where username = 'x'") == []
    assert "reset it" in notes["nameless"]
    assert "reset it" in notes["6"]
    assert old.rows("select count(*) from iwm.users where hashed_password = '!'") == [(6,)]
    [(name,)] = old.rows("select name from iwm.users where external_id = %s", report.notes[-1].new_id)
    assert len(name) <= 100
    assert "\u202e" not in name


def test_nobody_gets_what_is_under_an_address_that_they_never_verified(service: Old):
    """An attacker signs up here with the address of somebody who has videos there, before these move."""
    with psycopg.connect(service.dsn) as connection:
        eve = People(connection).user("eve", email="mer@example.org", verified=False)
    videos = json.loads((service.folder / "videos.json").read_text())
    service.write("videos", [{**videos[0], "userId": 2}])
    report = service.move()
    assert numbers(report)["users"] == (2, 0, 0)
    note = next(note.note for note in report.notes if note.id == "2" and note.kind == "users")
    assert "Mer@example.org is the address of another account here, eve, where nobody has verified it" in note
    owners = service.rows("select u.username, u.email from iwm.videos as v join iwm.users as u on u.id = v.user_id")
    assert owners == [("merit.sky", "merit.sky@older-service.invalid")]
    assert service.rows("select count(*) from ops.migrated where new_id = %s", eve.external_id) == [(0,)]
    assert numbers(service.move())["users"] == (0, 2, 0)  # and it stays so


def test_two_old_users_of_one_address(old: Old):
    """They are not made one, neither where the first becomes an account, nor where there is one."""
    with psycopg.connect(old.dsn) as connection:
        People(connection).user("vera")
    old.write(
        "users",
        [
            {"id": 1, "username": "anna", "email": "same@example.org"},
            {"id": 2, "username": "bert", "email": "Same@example.org"},
            {"id": 3, "username": "carl", "email": "vera@example.org"},
            {"id": 4, "username": "dora", "email": "VERA@example.org"},
        ],
    )
    report = old.move()
    assert numbers(report)["users"] == (3, 1, 0)
    assert old.rows("select username, email from iwm.users order by username") == [
        ("anna", "same@example.org"),
        ("bert", "bert@older-service.invalid"),
        ("dora", "dora@older-service.invalid"),
        ("vera", "vera@example.org"),
    ]
    notes = {note.id: note.note for note in report.notes}
    assert "another account here, anna, where nobody has verified it" in notes["2"]
    assert "another account here, vera, which is another old user already" in notes["4"]


def test_files_that_cannot_be_read_or_have_no_room(service: Old, monkeypatch):
    """Each is told by itself, the rest is moved, and the next run moves what was left."""
    keep = type(service.store).keep
    asked: list[str] = []

    async def full(self, key):
        asked.append(key)
        if len(asked) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        if len(asked) == 3:
            raise StoreError("the object store answered 503")
        await keep(self, key)

    with monkeypatch.context() as broken:
        broken.setattr(type(service.store), "keep", full)
        report = service.move()
    assert numbers(report)["videos"] == (1, 0, 1)
    assert numbers(report)["files"] == (1, 0, 4)
    told = {entry.reason for entry in report.rejected if entry.kind == "files"}
    assert "its file cannot be moved: No space left on device" in told
    assert "its file cannot be moved: the object store answered 503" in told
    assert len(service.kept()) == 2
    assert numbers(service.move())["files"] == (2, 1, 2)


def test_ffmpeg_that_was_killed_is_no_fault_of_a_video(service: Old, monkeypatch):
    async def killed(*_):
        raise Failed("ffmpeg ended with -9")

    with monkeypatch.context() as broken:
        broken.setattr(videos_module, "probe", killed)
        assert reasons(service.move())["4a87b9"] == "its file cannot be moved: ffmpeg ended with -9"
    assert numbers(service.move())["videos"] == (1, 0, 1)


def test_nothing_is_looked_at_in_the_transaction_of_a_dry_run(service: Old, monkeypatch):
    """It may take hours, in which the database could clean up nothing."""
    states = []
    look = videos_module.probe

    async def asking(path, ffmpeg):
        states.extend(
            service.rows(
                "select count(*) from pg_stat_activity where application_name = 'iwm migrate-files'"
                " and backend_xid is not null and datname = current_database()"
            )
        )
        return await look(path, ffmpeg)

    monkeypatch.setattr(videos_module, "probe", asking)
    report = service.move(dry_run=True)
    assert numbers(report)["videos"] == (1, 0, 1)
    assert states == [(0,)]
    assert service.kept() == set()


def test_a_hostile_folder(old: Old, clip: Clip, tmp_path: Path):
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
