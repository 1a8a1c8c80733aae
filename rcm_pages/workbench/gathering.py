"""What stands on the editors' home: a few rows of each list, and how long it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from cms.conference.permissions import is_secretariat
from cms.documents.policy import works_with_files
from cms.documents.reading_facts import facts_of
from cms.documents.reading_state import rows_of
from cms.documents.reading_views import open_to
from cms.works.audiences import tokens_for
from cms.works.list_views import may_list
from cms.works.listing import lacking
from cms.works.models import Expression, Work
from cms.works.permissions import editable_by
from cms.works.states import WorkState
from rcm_pages.meetings.coming import next_meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cms.works.models import WorkQuerySet

ROWS = 5


@dataclass(frozen=True)
class Excerpt:
    """The first rows of a list, its length, and the address of all of it."""

    count: int
    rows: Sequence[Any] = field(default_factory=list)
    address: str = ""


def _first(works: WorkQuerySet, address: str) -> Excerpt:
    return Excerpt(works.count(), list(works.with_faces()[:ROWS]), address)


def queue_of(rows: Sequence[Any]) -> Excerpt:
    """Return the head of the queue; it was asked for by the room of approvals."""
    return Excerpt(len(rows), rows[:ROWS], reverse("approval_queue"))


def drafts_for(user: Any) -> Excerpt:
    """Return the drafts that a person may read, the newest first.

    A guest in the admin has no list of texts: they see those that they may write.
    """
    if not may_list(user):
        return _first(editable_by(user).order_by("-created_at"), "")
    texts = Expression.objects.filter(work=OuterRef("pk"), page__isnull=False)
    drafts = Work.objects.open_to(tokens_for(user)).filter(
        Exists(texts), state=WorkState.DRAFT
    )
    return _first(drafts.order_by("-created_at"), f"{reverse('texts')}?state=draft")


def unread_files(user: Any) -> Excerpt | None:
    """Return the files that are not read to their end, each with what can be tried."""
    if not works_with_files(user):
        return None
    found = open_to(user)
    versions = list(found[:ROWS])
    facts = facts_of(versions)
    rows = [{"version": v, "states": rows_of(v, facts)} for v in versions]
    return Excerpt(found.count(), rows, reverse("reading"))


def missing_languages(user: Any) -> list[dict[str, Any]]:
    """Return, for each language, the texts that are there in the other one alone."""
    if not (is_secretariat(user) and may_list(user)):
        return []
    works = Work.objects.open_to(tokens_for(user)).exclude(state=WorkState.WITHDRAWN)
    found = []
    for code, name in settings.LANGUAGES:
        address = f"{reverse('texts')}?lacks={code}"
        excerpt = _first(lacking(works, code).order_by("-dated_on", "-pk"), address)
        if excerpt.count:
            found.append({"code": code, "name": name, "excerpt": excerpt})
    return found


def workbench_of(user: Any, queue: Sequence[Any]) -> dict[str, Any]:
    """Return what the editors' home shows to a person."""
    return {
        "queue": queue_of(queue),
        "drafts": drafts_for(user),
        "files": unread_files(user),
        "missing": missing_languages(user),
        "coming": next_meeting(tokens_for(user)),
    }
