"""The databases and the small project of the loader's tests."""

from tests.loader.conftest import base_dsn, db, empty_dsn, loader_template, project

__all__ = ["base_dsn", "db", "empty_dsn", "loader_template", "project"]
