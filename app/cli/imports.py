"""`iwm import`: films from elsewhere."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.options import Settings, tell, with_settings
from app.cli.progress import Progress
from app.database.session import open_database

if TYPE_CHECKING:
    from app.importers import Summary

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("import", short_help="Import films and people.")
def import_group() -> None:
    """Import films and people; running an import again changes only what is new.

    \b
    Examples:
      iwm import sample                      17,470 films with their casts, from bokeh_sampledata
      iwm import movielens ml-latest-small   films, links and tags of a MovieLens folder
      iwm import imdb imdb/                  title.basics.tsv.gz and its like, as IMDb publishes them
      iwm import imdb imdb/ --types movie,tvMovie

    Films are matched by external id, then by title and year. Rejected rows go to a file with their reasons.
    """


@import_group.command("sample")
@with_settings("data_dir")
def sample(settings: Settings) -> None:
    """Import the sample: 17,470 films with their casts."""
    from app.importers import import_sample

    _run(settings, import_sample)


@import_group.command("movielens")
@click.argument("folder", type=_FOLDER)
@with_settings("data_dir")
def movielens(settings: Settings, folder: Path) -> None:
    """Import movies.csv, links.csv and tags.csv of a MovieLens folder."""
    from app.importers import import_movielens

    _run(settings, lambda url, progress, **rejects: import_movielens(url, folder, progress, **rejects))


@import_group.command("imdb")
@click.argument("folder", type=_FOLDER)
@click.option("--types", default="movie", show_default=True, help="Of movie, short, tvMovie, tvSpecial, video.")
@with_settings("data_dir")
def imdb(settings: Settings, folder: Path, types: str) -> None:
    """Import IMDb's TSV files, gzipped or not: title.basics, .akas, .principals, .ratings, and name.basics."""
    from app.importers import import_imdb

    kinds = [kind.strip() for kind in types.split(",") if kind.strip()]
    _run(settings, lambda url, progress, **rejects: import_imdb(url, folder, progress, types=kinds, **rejects))


def reject_folder(settings: Settings) -> Path:
    """Where the files of rejected rows go: the data folder, or a temporary one where that is not ours to write."""
    folder = Path(settings.data_dir) / "imports"
    try:
        Path(settings.data_dir).mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / "iwm-imports"
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir()) / "iwm-imports"


def _run(settings: Settings, importer: Callable[..., "Summary"]) -> None:
    with open_database(settings, tell) as database:
        with Progress() as progress:
            summary = importer(database.owner_url, progress, reject_folder=reject_folder(settings))
        click.echo(summary.table())
        click.echo(f"{summary.seconds:.1f} s")
