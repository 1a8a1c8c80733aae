"""Measurements of readers' pages that need Django, in a process of their own."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from cms.accounts.models import User  # noqa: E402
from cms.documents.models import Document  # noqa: E402
from cms.works.models import Work  # noqa: E402
from rcm_pages.meetings.models import MeetingPage  # noqa: E402

DELEGATE = "delegate@mx.example"
# Rooms that stand once they are built, by the names of their addresses.
NAMED = {"browse": "browse", "parties": "parties", "presidency": "presidency"}


def _work() -> Work:
    return Work.objects.public().filter(meeting__isnull=False).latest("settled_at")


def pages() -> dict[str, str]:
    """Return one address of each kind of page."""
    text = _work().expressions.get(language="en").page
    meeting = text.get_parent()
    file = Document.objects.filter(expression__work__in=Work.objects.public()).first()
    found = {
        "home": "/en/",
        "meetings": MeetingPage.objects.get(pk=meeting.pk).get_parent().url,
        "meeting": meeting.url,
        "text": text.url,
        "search": "/en/search/?q=migration",
    }
    with translation.override("en"):
        if file is not None:
            found["file"] = reverse("document_page", args=[file.pk])
        for name, address in NAMED.items():
            try:
                found[name] = reverse(address)
            except NoReverseMatch:
                continue
    return found


def paragraphs() -> list[str]:
    """Return the paragraphs of the text that is measured."""
    expression = _work().expressions.get(language="en")
    return list(expression.paragraphs.values_list("text", flat=True))


def queries(paths: list[str]) -> dict[str, list[int]]:
    """Return how many queries each address costs, signed out and signed in."""
    signed_in = Client(HTTP_HOST="localhost")
    signed_in.force_login(User.objects.get(email=DELEGATE))
    found: dict[str, list[int]] = {}
    for path in paths:
        for client in (Client(HTTP_HOST="localhost"), signed_in):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(path)
            if answer.status_code != 200:
                sys.exit(f"{path}: {answer.status_code}")
            found.setdefault(path, []).append(len(captured))
    return found


def main(name: str, *arguments: str) -> None:
    """Run one measurement by name; print what it found as JSON."""
    found = queries(list(arguments)) if name == "queries" else globals()[name]()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
