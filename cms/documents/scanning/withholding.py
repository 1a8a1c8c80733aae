"""Which versions are given to nobody because of the virus scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from cms.documents.models import VersionScan
from cms.documents.scanning import clamd

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.documents.models import DocumentVersion

State = VersionScan.State


def state_of(version: DocumentVersion) -> str:
    """Return the state of a version's scan; empty if it was never scanned."""
    scan = getattr(version, "scan", None)
    return str(scan.state) if scan else ""


def is_withheld(version: DocumentVersion) -> bool:
    """Tell whether a version is given to nobody.

    One with a virus never is. One that waits, or that could not be scanned, is not
    while a scanner is set up; what came in before there was one is given as ever.
    """
    state = state_of(version)
    if state == State.INFECTED:
        return True
    return state in {State.WAITING, State.FAILED} and bool(clamd.address())


def answer_withheld(request: HttpRequest, version: DocumentVersion) -> HttpResponse:
    """Say to somebody who may read a file why it is not given out."""
    is_infected = state_of(version) == State.INFECTED
    response = render(
        request,
        "documents/withheld.html",
        {"is_infected": is_infected},
        status=403 if is_infected else 503,
    )
    response["Cache-Control"] = "private, no-store"
    if not is_infected:
        response["Retry-After"] = "60"
    return response
