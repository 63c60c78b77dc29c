"""A project folder for tests of the loader: its own files, and what a test adds."""

import shutil
from pathlib import Path

from app import loader
from app.loader.project import ROOT

FILES = (
    "migrations/0001.pre.foundation__schemas.sql",
    "sql/00_loader",
    "sql/10_core/errors.sql",
    "sql/10_core/fail.sql",
    "sql/10_core/require.sql",
    "sql/10_core/touch.sql",
    "sql/30_api/system/catalogue.sql",
    "sql/30_api/system/cache_events.sql",
    "sql/30_api/system/cache_prune.sql",
    "sql/50_ops/capabilities.sql",
    "sql/90_privileges.sql",
    "scripts/enable_extensions.sql",
    "scripts/install.sql",
    "scripts/create_indexes.sql",
    "scripts/lib/files_to_csv.sh",
    "pyproject.toml",
)

DOMAINS = """
create domain iwm.page as integer check (value between 1 and 100000);
comment on domain iwm.page is 'Number of the page.
@schema {"type": "integer", "minimum": 1, "maximum": 100000}';
create domain iwm.per_page as integer check (value between 1 and 100);
comment on domain iwm.per_page is 'Items on a page.
@schema {"type": "integer", "minimum": 1, "maximum": 100}';
create table iwm.things (
    id bigint generated always as identity primary key,
    name text not null
);
comment on table iwm.things is 'Things.
@distribution reference';
create index things_name on iwm.things (name);
comment on index iwm.things_name is 'things by name';
insert into iwm.things (name) select 'thing ' || i from generate_series(1, 50) as i;
"""


class Project:
    """Writes files below `root` and loads them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in FILES:
            source, target = ROOT / name, root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy(source, target)
        self.write("migrations/0002.pre.things__table.sql", DOMAINS)

    def write(self, path: str, text: str) -> None:
        """Makes or replaces a file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.strip() + "\n")

    def remove(self, path: str) -> None:
        """Takes a file away."""
        (self.root / path).unlink()

    def install(self, dsn: str, **options: bool) -> loader.LoadReport:
        """Loads the project into a database."""
        return loader.install(dsn, root=self.root, **options)

    def status(self, dsn: str) -> loader.Status:
        """Compares the project with a database."""
        return loader.status(dsn, root=self.root)


def function(name: str, body: str = "return 1;", arguments: str = "", returns: str = "integer", **marks: str) -> str:
    """The file of a function of schema api; `marks` are its annotations, of which @internal is the default."""
    lines = "\n".join(f"@{mark} {text}".rstrip() for mark, text in (marks or {"internal": ""}).items())
    return f"""
create or replace function api.{name}({arguments})
returns {returns}
language plpgsql stable security definer set search_path = pg_catalog, iwm, extensions, pg_temp
as $$
begin
    {body}
end
$$;
comment on function api.{name} is $$
Summary of {name}

What it does.

{lines}
$$;
"""
