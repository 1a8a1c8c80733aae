"""Speaks with clamd: the version of its signatures, and INSTREAM.

The packages for this are of 2014 and 2017; the protocol is two commands.
"""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from typing import IO, NamedTuple

from django.conf import settings

CHUNK = 64 * 1024  # bytes
LONGEST_ANSWER = 4096
DEFAULT_TIMEOUT_S = 120
VERSION_S = 5.0  # a person may be waiting for this answer
FOUND, CLEAN = " FOUND", ": OK"


class NoAnswerError(OSError):
    """The scanner is not there, or did not say in time what it found."""


class RefusedError(ValueError):
    """The scanner would not scan this file; ``str()`` of it is in its words."""


class Verdict(NamedTuple):
    """What it found, if anything, and with which signatures it looked."""

    found: str
    signatures: str


def address() -> str:
    """Return where the scanner listens: a socket's path, or host:port; or nothing."""
    return str(getattr(settings, "CLAMAV", "") or "")


def _patience() -> float:
    return float(getattr(settings, "CLAMAV_TIMEOUT_S", DEFAULT_TIMEOUT_S))


def _connected(seconds: float) -> socket.socket:
    where = address()
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _answer(line: socket.socket) -> str:
    said = b""
    while len(said) < LONGEST_ANSWER and (piece := line.recv(LONGEST_ANSWER)):
        said += piece
        if b"\0" in piece:
            break
    return said.partition(b"\0")[0].decode(errors="replace").strip()


def signatures() -> str:
    """Return the scanner's version and that of its signatures; raises NoAnswerError."""
    try:
        with _connected(min(_patience(), VERSION_S)) as line:
            line.sendall(b"zVERSION\0")
            said = _answer(line)
    except (OSError, ValueError) as error:
        raise NoAnswerError(str(error)) from error
    if not said:
        msg = "It closed the line"
        raise NoAnswerError(msg)
    return said[:200]


def scan(file: IO[bytes]) -> Verdict:
    """Have an open file scanned; raises NoAnswerError or RefusedError."""
    looked_with = signatures()
    try:
        with _connected(_patience()) as line:
            # It closes the line on what is too long for it, and says so before.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(line, file)
            said = _answer(line)
    except (OSError, ValueError) as error:
        raise NoAnswerError(str(error)) from error
    if said.endswith(FOUND):
        name = said.removesuffix(FOUND).partition(": ")[2]
        return Verdict((name or "?")[:200], looked_with)
    if said.endswith(CLEAN):
        return Verdict("", looked_with)
    if not said:
        msg = "It closed the line"
        raise NoAnswerError(msg)
    raise RefusedError(said[:200])


def _send(line: socket.socket, file: IO[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    while chunk := file.read(CHUNK):
        line.sendall(struct.pack("!I", len(chunk)) + chunk)
    line.sendall(struct.pack("!I", 0))
