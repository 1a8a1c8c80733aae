"""Puts concurrent readers on an address of this machine and times them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Load:
    """What a number of clients saw: seconds per request, bytes, failures."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    failures: int = 0

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """The time in milliseconds within which this share was answered."""
        ordered = sorted(self.times) or [0.0]
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def _read_answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    status = int(lines[0].split()[1])
    headers = {
        key.strip().lower(): value.strip().lower()
        for key, _colon, value in (line.partition(b":") for line in lines[1:])
    }
    if headers.get(b"transfer-encoding") == b"chunked":
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(headers.get(b"content-length", b"0")))
    return status, headers.get(b"connection") == b"close"


def _request(url: str, cookies: dict[str, str]) -> bytes:
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    said = "; ".join(f"{name}={value}" for name, value in cookies.items())
    cookie = f"Cookie: {said}\r\n" if said else ""
    return (
        f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{cookie}"
        "Accept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n"
    ).encode()


async def _client(
    host: str, port: int, request: bytes, until: float, load: Load
) -> None:
    writer = None
    while time.perf_counter() < until:
        begun = time.perf_counter()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(host, port)
            writer.write(request)
            await writer.drain()
            status, closes = await _read_answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            # The server closed an idle connection: not an answer, so tried again.
            writer = None
            continue
        load.times.append(time.perf_counter() - begun)
        load.failures += status != 200
        if closes:
            writer.close()
            writer = None
    if writer:
        writer.close()


async def _run(url: str, clients: int, seconds: float, cookies: dict[str, str]) -> Load:
    parts = urlsplit(url)
    request = _request(url, cookies)
    load = Load()
    begun = time.perf_counter()
    until = begun + seconds
    host, port = parts.hostname or "", parts.port or 80
    await asyncio.gather(
        *(_client(host, port, request, until, load) for _ in range(clients))
    )
    load.seconds = time.perf_counter() - begun
    return load


def put_load(
    url: str, *, clients: int, seconds: float, cookies: dict[str, str] | None = None
) -> Load:
    """Let ``clients`` read an address again and again for a number of seconds.

    ``cookies`` are those of somebody who is signed in.
    """
    return asyncio.run(_run(url, clients, seconds, cookies or {}))
