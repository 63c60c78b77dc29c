"""Which store there is, by the settings."""

from pathlib import Path

from app.settings import Settings
from app.videos.objects import Objects, bucket_of
from app.videos.storage import Folder, Store


def media_folder(settings: Settings) -> Path:
    """The folder of the store, or of files on their way to one that is elsewhere."""
    return Path(settings.media_dir).expanduser().absolute() if settings.media_dir else Path(settings.data_dir) / "media"


def store_of(settings: Settings) -> Store:
    """The store. Raises ValueError where the setting of a bucket is wrong, which load_settings has told before."""
    folder = media_folder(settings)
    return Objects(bucket_of(settings.media_bucket), folder / "spool") if settings.media_bucket else Folder(folder)
