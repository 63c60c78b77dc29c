"""Where people reach this server, for links; and which sites may get what belongs to somebody."""

from urllib.parse import urlsplit

from app.settings import Settings

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104 # nosec B104 - told, not listened on


def public_url(settings: Settings) -> str:
    """The address of this server without a slash at its end. Never what a request says: links go to other people."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = ANYWHERE.get(settings.host, settings.host)
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{host}:{settings.port}"


def origin_of(url: str) -> str | None:
    """Scheme, host and port of an address, as browsers write an origin; None for what is no http address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    usual = port is None or port == {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" if usual else f"{parts.scheme}://{host}:{port}"


def trusted_origin(settings: Settings, url: str) -> str | None:
    """The origin of an address where it is ours, or one that the settings name; None for any other.

    `*` does not count: whoever may call the API may not therefore get the tokens of people.
    """
    origin = origin_of(url)
    ours = {origin_of(public_url(settings)), *(origin_of(site) for site in settings.cors_origins)}
    return origin if origin is not None and origin in ours else None
