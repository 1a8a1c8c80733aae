"""What can be harvested: works that everybody reads, and those that everybody read.

A work that is no longer public is a deleted record where it is known that it was
public once: its time has run out, or its audience was narrowed after it was settled.
Where that is not known it is not there at all, so that nobody learns of what was never
theirs to know; hence the policy "transient".
"""

from __future__ import annotations

import datetime as dt
import uuid as uuids
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from cms.audit.models import Event
from cms.exchange.changes import SUBJECT, changed_at
from cms.exchange.oai.errors import IdDoesNotExistError
from cms.works import tokens
from cms.works.models import Access, Work, WorkAudience

if TYPE_CHECKING:
    from django.db.models import QuerySet

NARROWED = "works.audience_set"


def domain() -> str:
    """Return the domain in identifiers: that of the site, whoever asks by what name."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def identifier(work: Work) -> str:
    """Return the identifier of a work's record, which it keeps for good."""
    return f"oai:{domain()}:{work.uuid}"


def key_of(said: str) -> uuids.UUID:
    """Read an identifier; raises IdDoesNotExistError if it is none of ours."""
    scheme, _colon, rest = said.partition(":")
    where, _colon, key = rest.rpartition(":")
    try:
        if scheme == "oai" and where == domain():
            found = uuids.UUID(key)
            # One identifier for each record: other ways to write it are none.
            if str(found) == key:
                return found
    except ValueError:
        pass
    msg = "No record has this identifier"
    raise IdDoesNotExistError(msg)


def _narrowed() -> dict[int, dt.datetime]:
    """Return works whose audience was narrowed from everybody, and when it last was."""
    events = Event.objects.filter(
        subject_type=SUBJECT,
        verb=NARROWED,
        data__before__in=[WorkAudience.PUBLIC, ""],
    )
    rows = events.order_by("at").values_list("subject_id", "at")
    return {int(key): at for key, at in rows if key.isdigit()}


def _were_public(now: dt.datetime) -> list[int]:
    """Return the works that everybody could read once, as far as that is known."""
    narrowed = _narrowed()
    # A meeting with a word on its audience may have hidden them all along.
    settled = (
        Work.objects.settled()
        .filter(pk__in=narrowed, meeting__audience=None)
        .values_list("pk", "settled_at")
    )
    found = [pk for pk, settled_at in settled if settled_at < narrowed[pk]]
    ended = Access.objects.filter(token=tokens.PUBLIC, closes_at__lte=now)
    was_open = Q(opens_at=None) | Q(opens_at__lt=F("closes_at"))
    return [*found, *ended.filter(was_open).values_list("work_id", flat=True)]


def records() -> QuerySet[Any]:
    """Return all records with their ``datestamp``, in the order of harvesting."""
    now = timezone.now()
    public = Work.objects.public().values("pk")
    return (
        Work.objects.settled()
        .filter(Q(pk__in=public) | Q(pk__in=_were_public(now)))
        .annotate(datestamp=changed_at())
        .order_by("datestamp", "pk")
    )


def earliest() -> dt.datetime:
    """Return an instant before which no record changed."""
    first = Work.objects.settled().public().order_by("settled_at").first()
    return (first and first.settled_at) or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
