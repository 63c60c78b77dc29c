"""IWM: the thin layer between HTTP and the database that holds every rule."""

__version__ = "0.1.0"
