"""Imports films and people from elsewhere: read, copied into staging, merged by one SQL function a source.

Each import is one transaction: it happens whole or not at all, and a second one changes nothing.
What is left out goes to a file of JSON lines with the reason; see docs/IMPORT.md.
"""

from app.importers.imdb import import_imdb
from app.importers.movielens import import_movielens
from app.importers.run import Progress
from app.importers.sample import import_sample
from app.importers.summary import Summary

__all__ = ["Progress", "Summary", "import_imdb", "import_movielens", "import_sample"]
