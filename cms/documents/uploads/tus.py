"""The tus protocol, 1.0.0: files in pieces, gone on with where a transfer broke off.

Core, creation, termination, checksum and expiration. No library: the only one for
Django is of 2020, keeps its state in a cache and knows no owner (see docs/adr).
"""

from __future__ import annotations

import base64
import binascii
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cms.documents.models import Upload
from cms.documents.policy import may_upload
from cms.documents.sizes import largest_file
from cms.documents.uploads import pieces, receiving, settling

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
LONGEST_NUMBER = 18  # digits
CHECKSUM_MISMATCH = 460
# Not 404, which LocaleMiddleware turns into a redirect to the address in a language.
GONE = 410
# Proxies that let nothing but GET and POST pass are told the method so.
OVERRIDABLE = frozenset({"PATCH", "DELETE", "HEAD"})


class RefusedError(Exception):
    """An answer that ends the request."""

    def __init__(self, status: int, said: str = "", **headers: str) -> None:
        super().__init__(said)
        self.status, self.said, self.headers = status, said, headers


def _speaks_tus(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for the version and the right to add; put our version on every answer."""

    @wraps(view)
    def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not may_upload(request.user):
            raise PermissionDenied
        try:
            if request.method != "OPTIONS" and request.headers.get(
                "Tus-Resumable"
            ) not in {VERSION}:
                raise RefusedError(412, **{"Tus-Version": VERSION})
            response = view(request, _method(request), **kwargs)
        except RefusedError as refusal:
            response = HttpResponse(
                refusal.said,
                status=refusal.status,
                content_type="text/plain; charset=utf-8",
                headers=refusal.headers,
            )
        response["Tus-Resumable"] = VERSION
        return response

    return never_cache(asked)


def _method(request: HttpRequest) -> str:
    said = request.headers.get("X-HTTP-Method-Override", "").upper()
    if request.method == "POST" and said in OVERRIDABLE:
        return said
    return request.method or ""


def _number(request: HttpRequest, header: str) -> int:
    """Read a whole number of bytes; refuse everything else."""
    said = request.headers.get(header, "")
    if not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise RefusedError(400, f"{header}?")
    return int(said)


def metadata(said: str) -> dict[str, str]:
    """Read an ``Upload-Metadata`` header; what cannot be read is left out."""
    found = {}
    for pair in said.split(","):
        key, _space, encoded = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, ValueError):
            continue
    return found


@_speaks_tus
def uploads(request: HttpRequest, method: str) -> HttpResponse:
    """Say what is offered, or begin an upload."""
    if method == "OPTIONS":
        return HttpResponse(
            status=204,
            headers={
                "Tus-Version": VERSION,
                "Tus-Extension": "creation,termination,checksum,expiration",
                "Tus-Max-Size": str(largest_file()),
                "Tus-Checksum-Algorithm": ",".join(pieces.ALGORITHMS),
            },
        )
    if method != "POST":
        raise RefusedError(405, Allow="OPTIONS, POST")
    if "Upload-Defer-Length" in request.headers:
        raise RefusedError(400, "Upload-Defer-Length")
    row = _begun(request)
    if row.is_whole:  # without a byte; it is said to be empty
        row.state = Upload.State.RECEIVED
        row.save(update_fields=["state"])
        settling.settle(upload=row)
    headers = {"Location": reverse("upload", args=[row.pk])}
    return HttpResponse(status=201, headers=headers | _expires(row))


def _begun(request: HttpRequest) -> Upload:
    said = metadata(request.headers.get("Upload-Metadata", ""))
    user: Any = request.user
    place = None
    if said.get("collection"):
        places = receiving.places_for(user)
        place = places.filter(pk=_record_number(said["collection"])).first()
        if place is None:
            raise PermissionDenied
    try:
        return receiving.begin(
            name=said.get("filename", ""),
            size=_number(request, "Upload-Length"),
            collection=place,
            by=user,
        )
    except receiving.LimitError as limit:
        raise RefusedError(413, str(limit)) from limit
    except receiving.KindError as kind:
        raise RefusedError(415, str(kind)) from kind
    except receiving.DiskFullError as error:
        raise _full() from error


def _record_number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def _full() -> RefusedError:
    return RefusedError(
        507,
        _("The server's disk is full. What was received is kept; try again later."),
    )


def _expires(row: Upload) -> dict[str, str]:
    return {"Upload-Expires": http_date(row.expires_at.timestamp())}


@_speaks_tus
def upload(request: HttpRequest, method: str, upload_id: UUID) -> HttpResponse:
    """Say how far an upload is, go on with it, or forget it. It is its owner's only."""
    answers = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}
    if method == "OPTIONS":
        return HttpResponse(status=204, headers={"Tus-Version": VERSION})
    if method not in answers:
        raise RefusedError(405, Allow="OPTIONS, HEAD, PATCH, DELETE")
    row = receiving.uploads_of(request.user).filter(pk=upload_id).first()
    if row is None:
        raise RefusedError(GONE)
    return answers[method](request, row)


def _state(row: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(row.offset), **_expires(row)}


def _head(_request: HttpRequest, row: Upload) -> HttpResponse:
    headers = _state(row) | {"Upload-Length": str(row.size)}
    return HttpResponse(status=200, headers=headers)


def _patch(request: HttpRequest, row: Upload) -> HttpResponse:
    """Take a piece; the last one also has the file looked at."""
    if request.content_type != PIECE:
        raise RefusedError(415)
    at = _number(request, "Upload-Offset")
    said = request.headers.get("Upload-Checksum", "")
    try:
        checksum = pieces.Checksum.read(said)
        row = receiving.go_on(upload=row, at=at, content=request, checksum=checksum)
    except (OSError, ValueError, pieces.HeldError, Upload.DoesNotExist) as error:
        raise _refusal(error) from error
    if row.is_whole:
        settling.settle(upload=row)
    return HttpResponse(status=204, headers=_state(row))


def _refusal(error: Exception) -> RefusedError:
    """Return the answer to what went wrong with a piece."""
    if isinstance(error, receiving.DiskFullError):
        return _full()
    if isinstance(error, OSError):
        return RefusedError(503, **{"Retry-After": "5"})
    statuses: dict[type[Exception], int] = {
        pieces.UnknownChecksumError: 400,
        pieces.ChecksumError: CHECKSUM_MISMATCH,
        pieces.TooMuchError: 413,
        pieces.HeldError: 423,
        Upload.DoesNotExist: GONE,
    }
    return RefusedError(statuses.get(type(error), 409))


def _delete(request: HttpRequest, row: Upload) -> HttpResponse:
    user: Any = request.user
    settling.drop(upload=row, by=user)
    return HttpResponse(status=204)
