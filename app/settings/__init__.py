"""The settings: one type (`fields`), read from the environment and from `.env` (`reading`), checked, shown.

The environment wins over `.env`; an empty value counts as not given; `<NAME>_FILE` names a file that holds the value
(for secrets of Docker and Kubernetes). `iwm settings example` writes `.env.example` from this package.
"""

from app.settings.fields import DEVELOPMENT_SECRET, ROOT, Profile, Settings, env_name
from app.settings.reading import load_settings
from app.settings.shown import SECRET_FIELDS, as_text, describe, to_environment

__all__ = [
    "DEVELOPMENT_SECRET",
    "ROOT",
    "SECRET_FIELDS",
    "Profile",
    "Settings",
    "as_text",
    "describe",
    "env_name",
    "load_settings",
    "to_environment",
]
