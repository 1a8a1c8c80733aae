"""Office files are archives: weighed before they are unpacked, entities refused."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from .errors import UnreadableFile

MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 5000
# The table of contents of so many members, with long names.
MAX_TABLE = 2 * 1024 * 1024
_RATIO_FROM = 10 * 1024 * 1024
_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_MARKS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PIECE = 64 * 1024


@contextmanager
def damaged() -> Iterator[None]:
    """Say `broken` for whatever a damaged or hostile file does to a library."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (UnreadableFile, MemoryError):
        raise
    except RecursionError as error:
        raise UnreadableFile("too_deep") from error
    except Exception as error:
        raise UnreadableFile("broken") from error


def members_of(path: Path) -> set[str]:
    """Give the names in an archive; raises `broken`, or `zip_bomb` for too many."""
    with damaged():
        _refuse_long_table(path)
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())


def refuse_bombs(path: Path) -> None:
    """Refuse archives that unpack to far more than a document, and any DTD."""
    with damaged():
        _refuse_long_table(path)
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            ratio = unpacked / max(path.stat().st_size, 1)
            if (
                len(members) > MAX_MEMBERS
                or unpacked > MAX_UNPACKED
                or (unpacked > _RATIO_FROM and ratio > MAX_RATIO)
            ):
                raise UnreadableFile("zip_bomb")
            if any(member.flag_bits & 1 for member in members):
                raise UnreadableFile("encrypted")
            for member in members:
                _refuse_dtd(archive, member)


def _refuse_long_table(path: Path) -> None:
    """Python reads the whole table into memory, a million names if they are there."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - 66_000, 0))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise UnreadableFile("broken")
    size = struct.unpack_from("<L", tail, at + 12)[0]
    record = at - 20 - 56
    if tail[max(at - 20, 0) :].startswith(_LOCATOR64):
        if record < 0 or not tail.startswith(_END64, record):
            raise UnreadableFile("broken")
        size = struct.unpack_from("<Q", tail, record + 40)[0]
    if size > MAX_TABLE:
        raise UnreadableFile("zip_bomb")


def _refuse_dtd(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No office program writes a DTD; a file that has one is out to expand entities."""
    with archive.open(member) as stream:
        piece = stream.read(_PIECE)
        if not (member.filename.endswith((".xml", ".rels")) or _is_markup(piece)):
            return
        prolog = _Prolog()
        while piece and not prolog.is_over:
            prolog.feed(piece)
            piece = stream.read(_PIECE)


def _is_markup(head: bytes) -> bool:
    return head.lstrip()[:1] == b"<" or head.startswith(_MARKS[1:])


class _Prolog:
    """What stands before the first element; a comment there may be of any length."""

    def __init__(self) -> None:
        self.is_over = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        """Take a piece; raises `entities` at a DTD; what is no XML is passed over."""
        try:
            self._parser.Parse(piece)
        except expat.ExpatError:
            self.is_over = True

    def _begin(self, *_: Any) -> None:
        self.is_over = True

    def _refuse(self, *_: Any) -> None:
        if not self.is_over:
            raise UnreadableFile("entities")


def parsed(raw: bytes) -> Any:
    """Parse a part; nothing is fetched, no entity expanded, no depth beyond 256."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(raw, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("entities")
    return root


def part_of(archive: zipfile.ZipFile, name: str) -> Any:
    """Give the root of a part of an archive, or None where there is no such part."""
    try:
        raw = archive.read(name)
    except KeyError:
        return None
    except (zlib.error, zipfile.BadZipFile, EOFError) as error:
        raise UnreadableFile("broken") from error
    return parsed(raw)
