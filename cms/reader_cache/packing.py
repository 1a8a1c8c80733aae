"""Packs a shared page in three parts, two of which are packed once for all readers."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

# RFC 1952: deflate, no name, no time, unknown system.
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_RAW = -zlib.MAX_WBITS


def _deflated(data: bytes, *, is_last: bool = False) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, _RAW)
    end = zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH
    return packer.compress(data) + packer.flush(end)


@dataclass(frozen=True)
class Halves:
    """What stands before and after a reader's own part, plain and packed.

    The own part is packed by itself: nothing of the page can be tried out against the
    token in it by the packed size (BREACH).
    """

    before: bytes
    after: bytes
    packed_before: bytes
    packed_after: bytes

    @classmethod
    def of(cls, before: bytes, after: bytes) -> Halves:
        """Pack both halves."""
        return cls(before, after, _deflated(before), _deflated(after, is_last=True))

    def around(self, own: bytes) -> bytes:
        """Return the whole page."""
        return self.before + own + self.after

    def packed_around(self, own: bytes) -> bytes:
        """Return the whole page as one gzip stream."""
        check = zlib.crc32(self.after, zlib.crc32(own, zlib.crc32(self.before)))
        size = len(self.before) + len(own) + len(self.after)
        tail = struct.pack("<LL", check, size & 0xFFFFFFFF)
        return b"".join(
            (_HEAD, self.packed_before, _deflated(own), self.packed_after, tail)
        )
