"""A small HTTP client on asyncio that keeps its connection: for what wrk cannot look at, the answers themselves."""

import asyncio


class Connection:
    """One connection to a server on loopback."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a GET."""
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        size = next((line[15:] for line in head if line[:15].lower() == b"content-length:"), b"0")
        return int(head[0].split()[1]), await self._reader.readexactly(int(size))

    def close(self) -> None:
        """Ends the connection."""
        if self._writer is not None:
            self._writer.close()
