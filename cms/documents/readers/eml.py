"""E-mail: headers, the words of the message, and what its attachments hold."""

import tempfile
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from . import detect, html, text
from .archives import damaged
from .errors import UnreadableFile
from .kinds import EXTENSIONS
from .pages import ReadFile, ReadLine, ReadPage

MAX_PARTS = 1000
MAX_READ = 50
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_HEADER, _ATTACHMENT = "Header", "Heading 1"


def read(path: Path) -> ReadFile:
    """Read a message; attachments of a known kind are read too, one level deep."""
    return _read(path, with_attachments=True)


def _read(path: Path, *, with_attachments: bool) -> ReadFile:
    with damaged():
        with path.open("rb") as stream:
            message = BytesParser(_class=EmailMessage, policy=policy.default).parse(
                stream
            )
        _refuse_many(message)
        notes: set[str] = set()
        lines = [*_head(message), *_body(message, notes)]
        attached = list(_attachments(message))
        lines += [ReadLine(name, style=_ATTACHMENT) for name, _ in attached]
        pages = [tuple(lines)]
        if with_attachments:
            pages += _attached_pages(attached, notes)
        return ReadFile(
            kind="eml",
            pages=tuple(ReadPage(at, found) for at, found in enumerate(pages, 1)),
            title=_said(message, "Subject") or None,
            notes=tuple(sorted(notes)),
        )


def _refuse_many(message: EmailMessage) -> None:
    for count, _part in enumerate(message.walk()):
        if count > MAX_PARTS:
            raise UnreadableFile("too_deep")


def _said(message: EmailMessage, header: str) -> str:
    return " ".join(str(message.get(header, "")).split())


def _head(message: EmailMessage) -> Iterator[ReadLine]:
    for header in _HEADERS:
        said = _said(message, header)
        if said:
            yield ReadLine(f"{header}: {said}", style=_HEADER)


def _body(message: EmailMessage, notes: set[str]) -> Iterator[ReadLine]:
    """Give the plain words, or those of the web page where there are none."""
    for kind in ("plain", "html"):
        part: Any = message.get_body((kind,))
        if part is None:
            continue
        words = _decoded(part)
        if "\0" in words:
            words = words.replace("\0", "")
            notes.add("nuls_dropped")
        if kind == "html":
            found, _title = html.seen(words)
            yield from found
        elif words.strip():
            yield from (ReadLine(line) for line in words.splitlines())
        if words.strip():
            return


def _decoded(part: Any) -> str:
    raw = part.get_payload(decode=True) or b""
    charset = part.get_content_charset()
    if charset:
        try:
            return str(raw.decode(charset, "replace"))
        except (LookupError, UnicodeError):
            pass
    return text.decode(raw)[0]


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Give names and bytes; a message sent on is an attachment like others."""
    if not message.is_multipart():
        return
    for part in message.iter_attachments():
        name = " ".join((part.get_filename() or "").split())
        if part.get_content_type() == "message/rfc822":
            inner: Any = part.get_payload(0)
            yield name or f"{_said(inner, 'Subject')}.eml", bytes(inner)
        elif name:
            raw: Any = part.get_payload(decode=True)
            yield name, raw or b""


def _attached_pages(
    attached: list[tuple[str, bytes]], notes: set[str]
) -> list[tuple[ReadLine, ...]]:
    """Read what is of a known kind; what cannot be read is noted, not fatal."""
    pages: list[tuple[ReadLine, ...]] = []
    known = [a for a in attached if Path(a[0]).suffix.lower() in EXTENSIONS]
    if len(known) > MAX_READ:
        notes.add("attachments_unread")
    for name, raw in known[:MAX_READ]:
        try:
            found = _attached(name, raw)
        except UnreadableFile:
            notes.add("attachments_unread")
            continue
        for page in found.pages:
            heading = (ReadLine(name, style=_ATTACHMENT),) if page.number == 1 else ()
            pages.append((*heading, *page.lines))
        notes.update(found.notes)
    return pages


def _attached(name: str, raw: bytes) -> ReadFile:
    with tempfile.NamedTemporaryFile() as scratch:
        scratch.write(raw)
        scratch.flush()
        path = Path(scratch.name)
        if detect.kind_of(path, name=name) == "eml":
            return _read(path, with_attachments=False)
        return detect.read(path, name=name)
