"""Whether settings fit: what one value alone cannot tell, and what production refuses."""

import secrets
import shutil
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import msgspec

from app.database.dsn import clean_url, password_of
from app.errors import Problem, SettingsProblem
from app.settings.fields import DEVELOPMENT_SECRET, Settings, env_name

WELL_KNOWN_PASSWORDS = {"", "admin", "changeme", "iwm", "password", "postgres", "root", "secret", DEVELOPMENT_SECRET}


def checked(settings: Settings) -> Settings:
    """Cleans the URLs, makes the folder absolute, and refuses in production what is known to everyone."""
    cleaned: dict[str, Any] = {"data_dir": str(Path(settings.data_dir).expanduser().absolute())}
    for field in ("database_url", "app_database_url", "worker_database_url"):
        if url := getattr(settings, field):
            try:
                cleaned[field] = clean_url(url)
            except Problem as problem:
                raise SettingsProblem(f"{env_name(field)}: {problem.message}", problem.hint) from None
    for proxy in settings.trusted_proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            raise SettingsProblem(
                f"{env_name('trusted_proxies')}: {proxy} is neither an address nor a network",
                "As in: IWM_TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8,fd00::/8",
            ) from None
    settings = msgspec.structs.replace(settings, **cleaned)
    _check_accounts(settings)
    if settings.profile == "production":
        if settings.secret_key == DEVELOPMENT_SECRET or len(settings.secret_key) < 32:
            raise SettingsProblem(
                "IWM_SECRET_KEY: production needs a secret of its own, of 32 characters or more",
                f"Set it, for example: IWM_SECRET_KEY={secrets.token_urlsafe(32)}",
            )
        for field in ("database_url", "app_database_url", "worker_database_url"):
            password = password_of(getattr(settings, field))
            if password is not None and password.lower() in WELL_KNOWN_PASSWORDS:
                raise SettingsProblem(
                    f"{env_name(field)}: production refuses a password that everyone knows",
                    "Give the role another one (alter role … password …), and put it into the URL.",
                )
    return settings


def _check_accounts(settings: Settings) -> None:
    """What the parts themselves judge, loaded only where something is set: links, mail, sign-in services."""
    if settings.public_url:
        from app.accounts.addresses import origin_of

        if origin_of(settings.public_url) is None or "?" in settings.public_url or "#" in settings.public_url:
            raise SettingsProblem("IWM_PUBLIC_URL: this is not an http address", "As in: https://iwm.example.org")
    if settings.mail == "smtp":
        from app.accounts.post import post_of

        post_of(settings)
    if settings.mail_from != Settings().mail_from:
        from app.accounts.letters import sender_of

        sender_of(settings.mail_from)
    if settings.media_bucket:
        from app.videos.objects import bucket_of

        try:
            bucket_of(settings.media_bucket)
        except ValueError as error:
            raise SettingsProblem(
                f"IWM_MEDIA_BUCKET: {error}", "As in: s3://KEY:SECRET@s3.example.org/videos?region=eu-central-1"
            ) from None
    if settings.ffmpeg and shutil.which(settings.ffmpeg) is None:
        raise SettingsProblem(
            f"IWM_FFMPEG: there is no program {settings.ffmpeg}", "Give its whole path, or leave the setting out."
        )
    if settings.oidc_providers:
        from app.accounts.oidc_providers import read_providers

        read_providers(settings)
