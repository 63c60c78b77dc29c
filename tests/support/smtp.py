"""An SMTP server for tests: keeps what it is given, or refuses it, and can ask for TLS and a password."""

import asyncio
import base64
import contextlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass
class SmtpServer:
    """`port` on 127.0.0.1. `got`: (sender, recipients, message); `logins`: (user, password, whether by TLS)."""

    port: int = 0
    refuse: dict[str, str] = field(default_factory=dict)  # command: answer
    starttls: ssl.SSLContext | None = None
    silent: bool = False  # accepts and never says a word
    got: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    logins: list[tuple[str, str, bool]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(*lines: str) -> None:
            writer.write("".join(f"{line}\r\n" for line in lines).encode())
            await writer.drain()

        if self.silent:
            await reader.read()
            return
        sender, recipients, secure = "", [], writer.get_extra_info("ssl_object") is not None
        await say("220 test")
        while line := (await reader.readline()).decode().strip():
            command = line.split(" ")[0].upper()
            self.commands.append(command)
            if command in self.refuse:
                await say(self.refuse[command])
            elif command == "EHLO":
                offers = ["250-STARTTLS"] if self.starttls and not secure else []
                await say("250-test", *offers, "250 AUTH PLAIN")
            elif command == "STARTTLS":
                await say("220 go")
                await writer.start_tls(self.starttls)
                secure = True
            elif command == "AUTH":
                _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                self.logins.append((user, password, secure))
                await say("235 ok")
            elif command == "MAIL":
                sender, recipients = line, []
                await say("250 ok")
            elif command == "RCPT":
                recipients.append(line)
                await say("250 ok")
            elif command == "DATA":
                await say("354 go")
                message = await reader.readuntil(b"\r\n.\r\n")
                self.got.append((sender, recipients, message.removesuffix(b".\r\n")))
                await say("250 kept")
            elif command == "QUIT":
                await say("221 bye")
                return
            else:
                await say("250 ok")


@contextlib.asynccontextmanager
async def smtp_server(*, tls: ssl.SSLContext | None = None, **how: object) -> AsyncIterator[SmtpServer]:
    """A running server. `tls`: from the first byte; the rest: fields of SmtpServer."""
    server = SmtpServer(**how)  # type: ignore[arg-type]
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
