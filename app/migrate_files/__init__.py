"""Moves accounts, sessions, videos and the history of jobs here from the JSON files of an older service.

What becomes of each thing is decided by SQL functions (ops.migrate_user and its like); here files are read and copied.
"""

from app.migrate_files.run import migrate

__all__ = ["migrate"]
