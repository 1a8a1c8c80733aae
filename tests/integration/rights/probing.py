"""Asks one address as one person, and tells which objects' words came back."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import NoReverseMatch, reverse
from wagtail.models import TaskState

from rcm_pages.importing.models import Import
from rcm_pages.meetings.models import MeetingPage
from tests.integration.rights import channels as ch
from tests.integration.rights.readers import READERS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.integration.rights.archive import Archive
    from tests.integration.rights.objects import Thing

_WORD = re.compile(r"zqxjv(\d\d)")
_SYMBOL = re.compile(r"RCM/VM/[XVI]+/\d{4}/AP(?:/\d+)?")
_NAMES = list(READERS)


@dataclass
class Tally:
    """How many probes there were, of what; printed at the end of the run."""

    started: float = 0.0
    probes: int = 0
    roles: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    methods: Counter[str] = field(default_factory=Counter)


TALLY = Tally()


@dataclass(frozen=True)
class Answer:
    """What came back: the status, and the objects whose words were in it."""

    status: int
    found: frozenset[str]
    response: HttpResponse


def _close(response: Any) -> None:
    """Close the file of an answer, and leave the database open, as the client does."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def _said(response: Any, asked: str) -> str:
    """Return all that an answer says, less the address that was asked for."""
    content = (
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    parts = [content.decode(errors="replace")]
    parts += [f"{name}: {value}" for name, value in response.items()]
    text = "\n".join(parts)
    for echo in (quote(asked), quote(asked, safe=""), asked):
        text = text.replace(echo, "")
    return text


def words_in(archive: Archive, text: str) -> frozenset[str]:
    """Return the names of the objects of which a text speaks."""
    found = {_NAMES[int(n)] for n in set(_WORD.findall(text)) if int(n) < len(_NAMES)}
    symbols = set(_SYMBOL.findall(text)) & archive.symbols.keys()
    found |= {archive.symbols[s] for s in symbols}
    return frozenset(found)


def ask(
    archive: Archive, role: str, address: str, method: str = "get", **data: Any
) -> Answer:
    """Ask an address as a person."""
    client = archive.clients[role]
    client.raise_request_exception = False
    TALLY.started = TALLY.started or time.monotonic()
    TALLY.probes += 1
    TALLY.roles.add(role)
    TALLY.methods[method] += 1
    response = getattr(client, method)(address, data or None)
    path = address.partition("?")[0]
    return Answer(
        response.status_code, words_in(archive, _said(response, path)), response
    )


def _record(what: Any, thing: Thing, archive: Archive) -> Any:
    """Return the argument that names a record of the object; None if it has none."""
    page = thing.pages[0] if thing.pages else None
    step = page and TaskState.objects.filter(
        workflow_state__object_id=str(page.pk)
    ).order_by("-pk").first()  # fmt: skip
    parents = MeetingPage.objects.filter(locale__language_code="en")
    hidden, document = archive.made.hidden_meeting, thing.document
    values = {
        ch.PAGE: lambda: page and page.pk,
        ch.PARENT: lambda: page and page.get_parent().pk,
        ch.OTHER_PARENT: lambda: parents.get(meeting__ordinal=21).pk,
        ch.REVISION: lambda: page and page.latest_revision_id,
        ch.STEP: lambda: step and step.pk,
        ch.TASK: lambda: step and step.task_id,
        ch.WORKFLOW_STATE: lambda: step and step.workflow_state_id,
        ch.DOCUMENT: lambda: document and document.pk,
        ch.VERSION: lambda: 1,
        ch.VERSION_ID: lambda: document and document.current.pk,
        ch.PICTURE: lambda: 1,
        ch.NAME: lambda: document and document.current.name,
        ch.SYMBOL: lambda: thing.work and thing.work.symbol,
        ch.ADDRESS: lambda: page and page.url_path.split("/", 2)[2],
        ch.HIDDEN: lambda: hidden.pk if thing.name == "hidden meeting" else None,
        ch.IMPORT: lambda: (
            Import.objects.filter(document=document)
            .values_list("pk", flat=True)
            .first()
        ),
        ch.WORK: lambda: thing.work and thing.work.pk,
        ch.UUID: lambda: thing.work and thing.work.uuid,
        ch.COLLECTION: lambda: archive.made.collection.pk,
        ch.PERSON: lambda: archive.people["editor"].pk,
    }
    return values[what]() if what in values else what


def address(name: str, thing: Thing | None, archive: Archive) -> str | None:
    """Return the address of a route for an object; None where it has nothing there."""
    args = []
    for what in ch.SHOWS[name]:
        value = what if thing is None else _record(what, thing, archive)
        if value is None:
            return None
        args.append(value)
    TALLY.addresses.add(name)
    if thing:
        TALLY.things.add(thing.name)
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
