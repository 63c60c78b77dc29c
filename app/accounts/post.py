"""Where mails go: into the log, into files, to an SMTP server, nowhere (IWM_MAIL)."""

from __future__ import annotations

import asyncio
import ipaddress
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from app.errors import SettingsProblem
from app.http.logs import log

if TYPE_CHECKING:
    from app.accounts.letters import Letter
    from app.settings import Settings

TIMEOUT = 20.0  # seconds for each step of a conversation
PORTS = {"smtp": 25, "smtps": 465}


class NotDelivered(Exception):
    """A mail did not go out. `final`: it never will."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class Post(Protocol):
    """Somewhere for mails to go."""

    async def deliver(self, letter: Letter) -> None:
        """Sends it. Raises NotDelivered."""


class ConsolePost:
    """The log, with the text: for development."""

    async def deliver(self, letter: Letter) -> None:
        """A line with the text on it, so that a link can be followed."""
        log.info("mail", to=letter.to, subject=letter.subject, text=" ".join(letter.text.split()))


class FilePost:
    """A folder that only its owner reads: a file for each mail, there at once and whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def deliver(self, letter: Letter) -> None:
        """Writes <number>-<template>.eml."""
        try:
            await asyncio.to_thread(self._write, letter)
        except OSError as error:
            raise NotDelivered(f"{self.folder}: {error.strerror}") from None

    def _write(self, letter: Letter) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{letter.number:08}-{letter.template}.eml"
        part = path.with_suffix(".part")
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(letter.message.as_bytes())
        part.replace(path)


class NoPost:
    """Nowhere."""

    async def deliver(self, letter: Letter) -> None:
        """Does nothing."""
        log.debug("mail left out", to=letter.to, template=letter.template)


class Server(NamedTuple):
    """An SMTP server. `tls`: from the first byte; `start_tls`: True always, None where it is offered.

    Where TLS is only taken if offered, a certificate proves nothing (who is between could say that it is not offered),
    and is not looked at; no password goes that way but to this machine.
    """

    host: str
    port: int
    tls: bool
    start_tls: bool | None
    user: str | None
    password: str | None


class SmtpPost:
    """An SMTP server; a conversation for each mail."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def deliver(self, letter: Letter) -> None:
        """Hands it to the server."""
        server = self.server
        try:
            await aiosmtplib.send(
                letter.message,
                hostname=server.host,
                port=server.port,
                use_tls=server.tls,
                start_tls=server.start_tls,
                validate_certs=server.tls or server.start_tls is True,
                local_hostname=letter.message["From"].addresses[0].domain or "localhost",
                username=server.user,
                password=server.password,
                timeout=TIMEOUT,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [refused.code for refused in error.recipients]
            final = bool(codes) and all(500 <= code < 600 for code in codes)
            raise NotDelivered(f"the server refused the address: {_plain(error)}", final=final) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
            raise NotDelivered(f"{type(error).__name__}: {_plain(error)}") from None


def server_of(url: str) -> Server:
    """IWM_SMTP_URL as a server. Raises SettingsProblem. A password is only ever sent encrypted, or to this machine."""
    hint = "Write it as smtp://user:password@host:587 or smtps://user:password@host:465"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SettingsProblem("IWM_SMTP_URL: this is not an address", hint) from None
    if parts.scheme not in PORTS or not host or parts.path not in ("", "/") or parts.query:
        raise SettingsProblem("IWM_SMTP_URL: this is not the address of an SMTP server", hint)
    user = unquote(parts.username) if parts.username else None
    tls = parts.scheme == "smtps"
    return Server(
        host,
        port or PORTS[parts.scheme],
        tls,
        False if tls else True if user and not _loopback(host) else None,
        user,
        unquote(parts.password) if parts.password else None,
    )


def post_of(settings: Settings) -> Post:
    """Where mails go by the settings. Raises SettingsProblem."""
    if settings.mail == "smtp":
        return SmtpPost(server_of(settings.smtp_url))
    if settings.mail == "file":
        return FilePost(Path(settings.data_dir) / "mail")
    return ConsolePost() if settings.mail == "console" else NoPost()


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _plain(error: BaseException) -> str:
    return " ".join(str(error).split())[:500]
