"""What a PDF says of itself: whether it is PDF/A, and of which part (ISO 19005).

Only what it says: whether it keeps to it, no permissively licensed program here tells.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

# Metadata longer than this is none.
MAX_METADATA = 2 * 1024 * 1024
MAX_STREAMS = 50
_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*([1-4])")
_LEVEL = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*([A-Fa-fUu])")
# An object of metadata, up to where its bytes begin.
_METADATA = re.compile(
    rb"/Type\s*/Metadata\b[^>]{0,400}>>\s*stream\r?\n"
    rb"|/Subtype\s*/XML\b[^>]{0,400}>>\s*stream\r?\n"
)


def claim_of(path: Path) -> str:
    """Return part and conformance, such as ``2b``; empty if the file claims nothing.

    The last metadata counts, since a change is written behind what it changes. Raises
    OSError.
    """
    if not path.stat().st_size:
        return ""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw,
    ):
        claims = [claim for claim in map(_claim, _packets(raw)) if claim]
    return claims[-1] if claims else ""


def _packets(raw: mmap.mmap) -> Iterator[bytes]:
    """Yield the metadata of a file, plain or deflated."""
    for number, found in enumerate(_METADATA.finditer(raw)):
        if number >= MAX_STREAMS:
            return
        piece = raw[found.end() : found.end() + MAX_METADATA]
        if not piece.lstrip().startswith(b"<"):
            piece = _inflated(piece)
        yield piece.partition(b"endstream")[0]


def _inflated(piece: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(piece, MAX_METADATA)
    except zlib.error:
        return b""


def _claim(packet: bytes) -> str:
    part, level = _PART.search(packet), _LEVEL.search(packet)
    if not part:
        return ""
    # Part 4 has no conformance of its own.
    return (part[1] + (level[1].lower() if level else b"")).decode("ascii")
