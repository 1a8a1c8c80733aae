"""A clamd that knows one virus, for the tests."""

from __future__ import annotations

import socketserver
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Not the EICAR test file itself, which a scanner on the machine of whoever clones this
# repository would take away.
VIRUS = b"THIS-PAPER-CARRIES-A-VIRUS\n"
VERSION = "ClamAV 1.4.6/27600/Wed Nov 25 08:00:00 2026"


@dataclass
class Clamd:
    """What it was sent, and how it behaves."""

    address: str = ""
    most: int = 10_000_000
    is_silent: bool = False
    version: str = VERSION
    streams: list[bytes] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    clamd: Clamd

    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            piece = self.rfile.read(1)
            if not piece:
                return
            command += piece
        if self.clamd.is_silent:
            return
        if command == b"zVERSION\0":
            self.wfile.write(self.clamd.version.encode() + b"\0")
        elif command == b"zINSTREAM\0":
            self.wfile.write(self._scanned() + b"\0")

    def _scanned(self) -> bytes:
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > self.clamd.most:
                return b"INSTREAM size limit exceeded. ERROR"
        self.clamd.streams.append(content)
        if VIRUS in content:
            return b"stream: Paper.Test.Virus FOUND"
        return b"stream: OK"


@contextmanager
def running(where: Path | None = None) -> Iterator[Clamd]:
    """Run it at a socket's path, or at a port of this machine."""
    clamd = Clamd()
    talk = type("Talk", (_Talk,), {"clamd": clamd})
    server: socketserver.BaseServer
    if where is not None:
        server = socketserver.ThreadingUnixStreamServer(str(where), talk)
        clamd.address = str(where)
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk)
        clamd.address = "127.0.0.1:{1}".format(*server.server_address)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield clamd
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
