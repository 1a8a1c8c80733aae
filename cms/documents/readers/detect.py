"""Tells a file's type by its content, never by its name alone."""

import re
import zipfile
from importlib import import_module
from pathlib import Path

from . import text
from .archives import damaged, members_of
from .changes import Settled
from .errors import UnreadableFile
from .kinds import EXTENSIONS, Kind
from .pages import ReadFile

_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x7fELF",
    b"MZ\x90",
)
# Each kind's reader is loaded when it is wanted: none needs another's libraries.
_MODULES: dict[Kind, str] = {"txt": "text"}
_TRACKS = frozenset({"docx", "odt"})
_ARCHIVES: dict[str, Kind] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_ODT = b"application/vnd.oasis.opendocument.text"
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n)?[!-9;-~]{1,70}:[ \t\r\n]")
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|p|div|h1)\b", re.I)


def read(path: Path, *, name: str, settled: Settled = "accepted") -> ReadFile:
    """Read the file at `path`, brought under `name`, or raise UnreadableFile.

    `settled` says whether tracked changes count as accepted or as rejected.
    """
    kind = kind_of(path, name=name)
    module = import_module(f".{_MODULES.get(kind, kind)}", __package__)
    options = {"settled": settled} if kind in _TRACKS else {}
    found: ReadFile = module.read(path, **options)
    return found


def kind_of(path: Path, *, name: str, max_bytes: int | None = None) -> Kind:
    """Give the file's type; raises where its content and its name disagree.

    How large it may be is said by whoever takes it in: what was taken is read.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("empty")
    if max_bytes is not None and size > max_bytes:
        raise UnreadableFile("too_large")
    claimed = EXTENSIONS.get(Path(name).suffix.lower())
    found = _by_content(path, claimed)
    if claimed is not None and claimed != found:
        raise UnreadableFile("wrong_type")
    return found


def _by_content(path: Path, claimed: Kind | None) -> Kind:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_OLE):
        raise UnreadableFile(_old_word_or_locked(path))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(path)
    # Acrobat accepts the signature anywhere in the first kilobyte; a text that only
    # speaks of it, and is called .txt, remains a text.
    if head.startswith(b"%PDF-") or (b"%PDF-" in head and claimed == "pdf"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_BINARY):
        raise UnreadableFile("wrong_type")
    if not text.looks_like_text(head):
        raise UnreadableFile("not_text" if claimed in {"txt", None} else "broken")
    return _kind_of_text(head.replace(b"\0", b""), claimed)


def _kind_of_text(head: bytes, claimed: Kind | None) -> Kind:
    """A text is a web page or a message only where its name says so, too."""
    if claimed == "html" and _MARKUP.search(head):
        return "html"
    if claimed == "eml" and _HEADER.match(head):
        return "eml"
    return "txt"


def _old_word_or_locked(path: Path) -> str:
    """Word wraps a document with a password in the container of the old .doc."""
    name = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as stream:
        return "encrypted" if name in stream.read() else "wrong_type"


def _kind_of_archive(path: Path) -> Kind:
    names = members_of(path)
    for member, kind in _ARCHIVES.items():
        if member in names:
            return kind
    if {"mimetype", "content.xml"} <= names and _says_odt(path):
        return "odt"
    raise UnreadableFile("wrong_type")


def _says_odt(path: Path) -> bool:
    with damaged(), zipfile.ZipFile(path) as archive, archive.open("mimetype") as said:
        return said.read(len(_ODT) + 1).strip() == _ODT
