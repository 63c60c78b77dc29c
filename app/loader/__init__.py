"""Migrations and sql/ into the database. The rules are SQL (sql/00_loader); this side hands over the files."""

from app.loader.dump import dump_schema
from app.loader.loading import LoadReport, install, load, reset
from app.loader.migrations import MigrateReport, migrate
from app.loader.status import Status, status

__all__ = ["LoadReport", "MigrateReport", "Status", "dump_schema", "install", "load", "migrate", "reset", "status"]
