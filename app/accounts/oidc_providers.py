"""Sign-in services by setting: which there are, and which addresses may be called for them."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from app.errors import SettingsProblem

if TYPE_CHECKING:
    from app.settings import Settings

HINT = (
    'IWM_OIDC_PROVIDERS=[{"name": "example", "title": "Example", "issuer": "https://accounts.example.org", '
    '"client_id": "…", "client_secret": "…"}]'
)
Text = Annotated[str, Meta(min_length=1, max_length=2000)]


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sign-in service (OpenID Connect). `name` stands in addresses and in iwm.user_identities: do not change it."""

    name: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]*$", max_length=30)]
    issuer: Text
    client_id: Text
    client_secret: str = ""  # without one: a public client, PKCE alone
    title: str = ""
    scopes: Annotated[str, Meta(min_length=1)] = "openid email profile"


def read_providers(settings: Settings) -> dict[str, Provider]:
    """The providers of IWM_OIDC_PROVIDERS by name. Raises SettingsProblem."""
    if not settings.oidc_providers.strip():
        return {}
    try:
        providers = msgspec.json.decode(settings.oidc_providers, type=list[Provider])
    except (msgspec.DecodeError, UnicodeError) as error:
        raise SettingsProblem(f"IWM_OIDC_PROVIDERS: {error}", f"As in: {HINT}") from None
    insecure = settings.profile != "production"
    for provider in providers:
        if not allowed_address(provider.issuer, insecure):
            raise SettingsProblem(
                f"IWM_OIDC_PROVIDERS: the issuer of {provider.name} must be an https address",
                "http is possible on this machine alone, and not in production.",
            )
        if "openid" not in provider.scopes.split():
            raise SettingsProblem(f"IWM_OIDC_PROVIDERS: the scopes of {provider.name} lack openid", f"As in: {HINT}")
    named = {provider.name: provider for provider in providers}
    if len(named) < len(providers):
        raise SettingsProblem("IWM_OIDC_PROVIDERS: two providers have the same name", f"As in: {HINT}")
    return named


def allowed_address(url: object, insecure: bool) -> bool:
    """Whether an address of a provider may be called: https; http only on this machine, where `insecure`."""
    if not isinstance(url, str) or len(url) > 2000 or not url.isascii() or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (insecure and parts.scheme == "http" and on_this_machine(host))


def on_this_machine(host: str) -> bool:
    """Whether a host name or address is the loopback."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
