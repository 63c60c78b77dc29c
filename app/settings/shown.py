"""Settings shown to people and handed to other processes."""

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from msgspec import Meta

from app.database.dsn import mask_url
from app.settings.fields import DEVELOPMENT_SECRET, Settings, env_name

SECRET_FIELDS = {"secret_key", "database_url", "app_database_url", "worker_database_url"}
HIDDEN_FIELDS = {"old_secret_keys", "password_pepper", "oidc_providers", "smtp_url", "media_bucket"}


def describe(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Variable, value (secrets masked) and description of each setting."""
    hints = get_type_hints(Settings, include_extras=True)
    for field in Settings.__struct_fields__:
        value = as_text(getattr(settings, field))
        if field == "secret_key":
            value = "(the development default)" if value == DEVELOPMENT_SECRET else "********"
        elif field in SECRET_FIELDS and value:
            value = mask_url(value)
        elif field in HIDDEN_FIELDS and value:
            value = "********"
        meta = next(m for m in get_args(hints[field]) if isinstance(m, Meta))
        yield env_name(field), value, meta.description or ""


def as_text(value: Any) -> str:
    """A value as it stands in the environment."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def to_environment(settings: Settings) -> dict[str, str]:
    """The environment that makes load_settings return the same in another process."""
    return {env_name(field): as_text(getattr(settings, field)) for field in Settings.__struct_fields__}
