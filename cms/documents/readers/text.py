"""Plain text: finds the encoding, splits pages at form feeds and lines at breaks."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage

MAX_TEXT_BYTES = 25 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BREAK = re.compile(r"\r\n|\r|\n|\v|\x85|\u2028|\u2029")
_RUBBISH = 0.02
_NAMED_WITHIN = 4096
# Texts wrapped by hand keep within these columns; longer lines are paragraphs.
_WRAP_MIN, _WRAP_MAX = 50, 100


def read(path: Path) -> ReadFile:
    """Read a plain text; raises `not_text` for bytes that no one could read."""
    decoded, notes = characters(path)
    if not decoded.strip():
        raise UnreadableFile("empty")
    if _rubbish(decoded):
        raise UnreadableFile("not_text")
    pages = [_BREAK.split(page) for page in decoded.split("\f")]
    starts = _Starts(pages)
    return ReadFile(
        kind="txt",
        pages=tuple(
            ReadPage(number, tuple(starts.line(line) for line in lines))
            for number, lines in enumerate(pages, 1)
        ),
        notes=tuple(notes),
    )


def characters(
    path: Path, *, charset: Callable[[bytes], str] | None = None
) -> tuple[str, list[str]]:
    """Give a file's characters without NULs, and the notes; raises `too_large`.

    `charset` finds the encoding that the file's first bytes name; a mark is believed
    before it, and its word is not taken where the bytes are none of that encoding.
    """
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise UnreadableFile("too_large")
    raw = path.read_bytes()
    said = charset(raw[:_NAMED_WITHIN]) if charset else ""
    decoded, notes = decode(raw, said)
    if "\0" in decoded:
        decoded = decoded.replace("\0", "")
        notes.append("nuls_dropped")
    return decoded, notes


def decode(raw: bytes, said: str = "") -> tuple[str, list[str]]:
    """Give the characters, and the notes on how they were found; never raises."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), []
    wide = _wide_without_mark(raw)
    if wide:
        return raw.decode(wide, errors="replace"), []
    for encoding, notes in (
        (said or "utf-8", []),
        ("utf-8", []),
        ("cp1252", ["decoded_latin1"]),
    ):
        try:
            return raw.decode(encoding), notes
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1"), ["decoded_latin1"]


def looks_like_text(head: bytes) -> bool:
    """Tell from its first bytes whether a file could be a text in any encoding."""
    decoded, _ = decode(_whole_characters(head))
    return not _rubbish(decoded.replace("\0", ""))


def _whole_characters(head: bytes) -> bytes:
    """Drop a UTF-8 sequence that the cut of the head split."""
    for cut in range(4):
        part = head[: len(head) - cut]
        try:
            part.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return part
    return head


def _wide_without_mark(raw: bytes) -> str | None:
    """Western UTF-16 without a mark has a zero as every second byte."""
    sample = raw[:4096]
    half = len(sample) // 2
    if half < 2 or len(raw) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _rubbish(decoded: str) -> bool:
    bad = len(_CONTROL.findall(decoded)) + decoded.count("�")
    return bad > len(decoded) * _RUBBISH


class _Starts:
    """Says which lines start a paragraph, from the width a text was wrapped to."""

    def __init__(self, pages: list[list[str]]) -> None:
        widest = max(len(line.rstrip()) for lines in pages for line in lines)
        self.width = widest if _WRAP_MIN <= widest <= _WRAP_MAX else 0
        self.before = ""

    def line(self, text: str) -> ReadLine:
        """Give the line, which goes on only where its first word had no room above."""
        words, before = text.split(), self.before.rstrip()
        self.before = text
        fits = not words or len(before) + 1 + len(words[0]) <= self.width
        goes_on = bool(self.width and words and before and not fits)
        return ReadLine(text=text, starts_paragraph=not goes_on)
