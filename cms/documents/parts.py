"""A part of a file, for a download that broke off and goes on (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_http_date_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

CHUNK = 64 * 1024  # bytes
# One range of at most 18 digits; several at once are answered with the whole file.
ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class Part(NamedTuple):
    """The first and the last byte, counted from 0, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of bytes."""
        return self.last - self.first + 1


class UnsatisfiableError(ValueError):
    """The range begins behind the end of the file."""


def part_of(said: str, size: int) -> Part | None:
    """Read a ``Range`` header for a file of ``size`` bytes; None means the whole.

    What is no single byte range is passed over, as the standard has it. Raises
    UnsatisfiableError for a range that holds no byte of the file.
    """
    found = ONE_RANGE.fullmatch(said.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        wanted = min(int(last), size)
        if not wanted:
            raise UnsatisfiableError
        return Part(size - wanted, size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableError
    return Part(int(first), min(int(last), size - 1) if last else size - 1)


class _Pieces:
    """The bytes of a part, read as they are sent; closing it closes the file."""

    def __init__(self, file: IO[bytes], part: Part) -> None:
        self._file, self._part = file, part

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._part.first)
        left = self._part.length
        while left > 0 and (piece := self._file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def part_asked_for(
    request: HttpRequest, *, size: int, etag: str, changed_at: int
) -> Part | None:
    """Return the part of a file of ``size`` bytes that a request wants, if it is one.

    ``If-Range`` with another ``etag`` or instant (seconds) means the whole: the bytes
    would not fit. Raises UnsatisfiableError for a part behind the end.
    """
    said = request.headers.get("Range", "") if request.method == "GET" else ""
    condition = request.headers.get("If-Range", etag).strip()
    fits = condition == etag or parse_http_date_safe(condition) == changed_at
    return part_of(said, size) if said and fits else None


def answer_head(
    *, size: int, content_type: str, as_attachment: bool = False, filename: str = ""
) -> HttpResponse:
    """Say what would be given, without opening it."""
    answer = HttpResponse(content_type=content_type)
    answer["Content-Length"] = str(size)
    _name(answer, as_attachment, filename)
    return answer


def _name(answer: HttpResponseBase, as_attachment: bool, filename: str) -> None:
    disposition = content_disposition_header(as_attachment, filename)
    if disposition:
        answer["Content-Disposition"] = disposition


def answer_part(
    file: IO[bytes],
    part: Part,
    *,
    size: int,
    content_type: str,
    as_attachment: bool = False,
    filename: str = "",
) -> StreamingHttpResponse:
    """Give a part (206); the keywords are those of Django's FileResponse."""
    answer = StreamingHttpResponse(
        _Pieces(file, part), status=206, content_type=content_type
    )
    answer["Content-Length"] = str(part.length)
    answer["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    _name(answer, as_attachment, filename)
    return answer


def answer_behind_the_end(size: int) -> HttpResponse:
    """Say that the part that was asked for is not there (416)."""
    return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
