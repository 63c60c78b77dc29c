"""`iwm import` on small files, and where what is left out goes."""

import pytest

from app.cli.imports import reject_folder
from app.database.dsn import with_parts
from app.settings import load_settings
from tests.support.image import ROOT

pytestmark = pytest.mark.once


@pytest.fixture
def data_dir(monkeypatch, fresh_dsn, tmp_path):
    monkeypatch.setenv("DATABASE_URL", with_parts(fresh_dsn))
    monkeypatch.setenv("IWM_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize("source", ["movielens", "imdb"])
def test_an_import_ends_with_its_summary_and_a_second_changes_nothing(iwm, data_dir, source):
    first = iwm("import", source, ROOT / "tests" / "fixtures" / source)
    assert first.code == 0, first.err
    assert "films" in first.out
    second = iwm("import", source, ROOT / "tests" / "fixtures" / source)
    films = next(line.split() for line in second.out.splitlines() if line.startswith("films"))
    assert films[1:3] == ["0", "0"]
    for file in data_dir.glob("imports/*"):
        assert file.name.startswith(source)


def test_a_wrong_folder_is_told(iwm, data_dir, tmp_path):
    (tmp_path / "empty").mkdir()
    for source in ("movielens", "imdb"):
        result = iwm("import", source, tmp_path / "empty")
        assert result.code == 1
        assert str(tmp_path / "empty") in result.err
        assert "Traceback" not in result.err


def test_rejects_go_to_a_temporary_folder_where_the_data_folder_is_not_ours(tmp_path):
    assert reject_folder(load_settings({"IWM_DATA_DIR": str(tmp_path / "a")})) == tmp_path / "a" / "imports"
    (tmp_path / "file").write_text("")
    assert reject_folder(load_settings({"IWM_DATA_DIR": str(tmp_path / "file")})).name == "iwm-imports"
