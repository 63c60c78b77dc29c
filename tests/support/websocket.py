"""A small WebSocket client (RFC 6455) on asyncio's streams, that can also say what nobody should."""

import asyncio
import base64
import json
import os
import socket
import struct
from typing import Any

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Closed(Exception):
    """The other side closed: `code` (1006 where it did not say) and `reason`."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code = code
        self.reason = reason


class WebSocket:
    """A connection. All that waits, waits `within` so many seconds at most."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, within: float) -> None:
        self.reader = reader
        self.writer = writer
        self.within = within

    @classmethod
    async def open(
        cls, address: str, path: str = "/v1/live", within: float = 20, buffer: int | None = None
    ) -> "WebSocket":
        """Shakes hands with the server at `address` (http://host:port). `buffer`: bytes that it takes in unread."""
        host, _, port = address.removeprefix("http://").partition(":")
        connection = socket.socket()
        connection.setblocking(False)
        if buffer is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        await asyncio.get_running_loop().sock_connect(connection, (host, int(port)))
        reader, writer = await asyncio.open_connection(sock=connection, limit=buffer or 1 << 24)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        async with asyncio.timeout(within):
            head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 "), head
        return cls(reader, writer, within)

    def frame(self, opcode: int, payload: bytes) -> None:
        """Sends one frame, as it is."""
        size, mask = len(payload), os.urandom(4)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))
        self.writer.write(head + mask + masked)

    def say(self, **message: Any) -> None:
        """Sends a message as JSON."""
        self.frame(TEXT, json.dumps(message).encode())

    async def hear(self) -> dict[str, Any]:
        """The next message. Raises Closed."""
        async with asyncio.timeout(self.within):
            while True:
                opcode, payload = await self._frame()
                if opcode == TEXT:
                    return json.loads(payload)
                if opcode == PING:
                    self.frame(PONG, payload)
                elif opcode == CLOSE:
                    code = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005
                    raise Closed(code, payload[2:].decode())

    async def _frame(self) -> tuple[int, bytes]:
        try:
            first, second = await self.reader.readexactly(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", await self.reader.readexactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
            return first & 0x0F, await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise Closed(1006) from None

    async def end(self) -> Closed:
        """How it was closed; messages before that are skipped."""
        try:
            while True:
                await self.hear()
        except Closed as closed:
            return closed

    def stop_reading(self) -> None:
        """Takes nothing that comes any more."""
        self.writer.transport.pause_reading()  # type: ignore[attr-defined]

    def close(self) -> None:
        """Goes away without a word."""
        self.writer.close()

    async def __aenter__(self) -> "WebSocket":
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()
