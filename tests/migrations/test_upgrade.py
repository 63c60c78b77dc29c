"""An upgraded database is the same as a fresh one."""

import shutil
from pathlib import Path

import psycopg
import pytest

from app import loader
from app.loader.project import ROOT, migrations
from tests.loader.project import Project
from tests.loader.test_concurrency import variant
from tests.support import databases


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's files, so that both ways are given the same."""
    root = tmp_path_factory.mktemp("present")
    for folder in ("migrations", "sql", "scripts/lib"):
        shutil.copytree(ROOT / folder, root / folder)
    for name in ("scripts/enable_extensions.sql", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def fresh(owner_dsn: str, present: Path) -> str:
    """The schema of a fresh installation, with everything that is generated."""
    with databases.cloned(owner_dsn, "template0", prefix="fresh") as dsn:
        loader.install(dsn, root=present)
        return loader.dump_schema(dsn, wrappers=True)


@pytest.mark.parametrize("count", range(1, len(migrations())))
def test_from_the_first_migrations_on(empty_dsn: str, project: Project, present: Path, fresh: str, count: int) -> None:
    """A database of the first `count` migrations and the loader alone, brought up to date."""
    shutil.rmtree(project.root / "migrations")
    for migration in migrations(present)[:count]:
        project.write(migration.path, migration.text)
    project.install(empty_dsn)
    loader.install(empty_dsn, root=present)
    assert loader.status(empty_dsn, root=present).current
    assert loader.dump_schema(empty_dsn, wrappers=True) == fresh


def test_from_another_state_of_every_file(empty_dsn: str, project: Project, present: Path, fresh: str) -> None:
    """Functions with other arguments and results, types with other attributes, views with other columns."""
    shutil.copytree(present / "migrations", project.root / "migrations", dirs_exist_ok=True)
    (project.root / "migrations/0002.pre.things__table.sql").unlink()
    loader.install(empty_dsn, root=present)
    with psycopg.connect(empty_dsn, autocommit=True) as connection:
        objects = connection.execute(
            "select kind, name from ops.loaded_objects where path ~ '^sql/30_api/' and path !~ '/system/' "
            "and kind in ('type', 'function') order by kind desc, path"
        ).fetchall()
    for number, (kind, name) in enumerate(objects):
        if kind == "type":
            text = f"create type {name} as (\n    was integer, -- Was\n    kind text[] -- Kind\n);"
        else:
            result = ("text", "integer", "api.movie", "jsonb")[number % 4]
            text = (
                f"create or replace function {name}(_was integer, _more {result} default null) returns {result}\n"
                f"language plpgsql stable as $$ begin return null; end $$;\n"
                f"comment on function {name} is $$\nWas\n\n@internal\n$$;"
            )
        project.write(f"sql/30_api/old/{number:03}.sql", text)
    project.install(empty_dsn)
    assert loader.dump_schema(empty_dsn, wrappers=True) != fresh
    loader.install(empty_dsn, root=present)
    assert loader.status(empty_dsn, root=present).current
    assert loader.dump_schema(empty_dsn, wrappers=True) == fresh


def test_after_many_changes(base_dsn: str, loader_template: str, project: Project, clone) -> None:
    """What came and went leaves nothing behind."""
    for number in (0, 1, 2, 3, 4, 6, 9, 5):
        for path, text in variant(number).items():
            project.write(path, text)
        project.install(base_dsn)
    with clone(loader_template) as other:
        project.install(other)
        assert loader.dump_schema(base_dsn, wrappers=True) == loader.dump_schema(other, wrappers=True)
