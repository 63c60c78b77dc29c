"""HTTP: a thin layer that maps calls onto the functions of schema api."""

from app.http.app import create_app

__all__ = ["create_app"]
