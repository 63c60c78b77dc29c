"""`iwm migrate-files`: accounts, sessions, videos and jobs from the JSON files of an older service."""

from pathlib import Path

import click

from app.cli.options import Settings, tell, with_settings
from app.cli.progress import Progress
from app.database.session import open_database

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SHOWN = 10


@click.command("migrate-files", short_help="Move here from an older service's JSON files.")
@click.argument("folder", type=_FOLDER)
@click.option("--files", type=_FOLDER, help="Folder of the videos' files; without it, storage in FOLDER.")
@click.option("--source", default="files", show_default=True, help="Tells several older services apart.")
@click.option("--dry-run", is_flag=True, help="Change nothing: only say what would become of everything.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write all of it there, as JSON.")
@with_settings("data_dir")
def migrate_files_command(
    settings: Settings, folder: Path, files: Path | None, source: str, dry_run: bool, report: Path | None
) -> None:
    """Move accounts, sessions, videos and jobs here: users.json, sessions.json, videos.json, jobs.json of FOLDER.

    Running it again moves only what is new. Passwords stay as they are: bcrypt is verified, and hashed anew, at the
    next login. What is left out is told with its reason. docs/MIGRATION_FROM_FILES.md has the formats.

    \b
    Examples:
      iwm migrate-files /srv/old/data --dry-run
      iwm migrate-files /srv/old/data --files /srv/old/storage --report migration.json
    """
    from app.migrate_files import migrate
    from app.videos.stores import store_of

    if not source.replace("-", "").replace("_", "").isalnum() or not source.isascii() or source != source.lower():
        raise click.UsageError("--source is a short name of lower-case letters, digits, - and _")
    with open_database(settings, tell) as database, Progress() as progress:
        told = migrate(
            database.owner_url,
            folder,
            database.settings(settings),
            store_of(settings),
            progress,
            files=files,
            source=source[:50],
            dry_run=dry_run,
        )
    click.echo(told.summary().table())
    for what, entries in (("left out", told.rejected), ("note", told.notes)):
        for entry in entries[:SHOWN]:
            at = f" ({entry.at})" if entry.at else ""
            click.echo(f"{what}: {entry.kind} {entry.id!r}{at}: {entry.reason or entry.note}")
    more = max(0, len(told.rejected) - SHOWN) + max(0, len(told.notes) - SHOWN)
    if more:
        click.echo(f"… and {more:,} more{'' if report else '; --report FILE has all of them'}")
    if report is not None:
        told.write(report)
        click.echo(f"all of it: {report}")
    click.echo(f"{told.seconds:.1f} s{', nothing was changed (--dry-run)' if dry_run else ''}")
