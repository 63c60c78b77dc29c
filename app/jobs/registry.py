"""The tasks of the product, collected from the areas that have any."""

import importlib

from app.jobs.tasks import Registry
from app.settings import Settings, load_settings

# Modules with a function tasks(settings, dsn) -> Registry.
AREAS = ("app.jobs.system", "app.videos.tasks")


def registry(settings: Settings, dsn: str) -> Registry:
    """All tasks, for a worker on the database `dsn`."""
    tasks = Registry()
    for area in AREAS:
        tasks = tasks.merged(importlib.import_module(area).tasks(settings, dsn))
    return tasks


def from_environment() -> Registry:
    """All tasks, in a process of a worker, which finds its settings in the environment."""
    settings = load_settings()
    return registry(settings, settings.worker_database_url)
