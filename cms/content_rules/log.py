"""The log as it is read: records are named only to whoever may know of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from cms.content_rules.bilingual import in_active
from cms.content_rules.models import Firing, FiringStep
from cms.content_rules.parts import say_action
from cms.content_rules.subjects import title_of
from cms.works.audiences import tokens_for
from cms.works.meetings import meeting_tokens
from cms.works.tokens import PUBLIC

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cms.accounts.models import User
    from cms.works.models import Work

PER_PAGE = 30


@dataclass(frozen=True)
class Step:
    """One action in words, its outcome, and why or what exactly."""

    words: str
    step: FiringStep
    note: str


@dataclass(frozen=True)
class Line:
    """One firing: its record by title and address, empty where it is not theirs."""

    firing: Firing
    title: str
    url: str
    steps: list[Step] = field(default_factory=list)


def firings(filters: dict[str, Any]) -> QuerySet[Firing]:
    """Return the firings that fit, the latest first, in few queries."""
    found = Firing.objects.select_related(
        "rule", "work", "meeting__body", "meeting__audience"
    ).prefetch_related(
        "steps",
        "work__expressions__page",
        "work__access",
        "meeting__releases",
    )
    if filters.get("rule"):
        found = found.filter(rule=filters["rule"])
    if filters.get("outcome"):
        # What is asked of one action among others counts too: skipped, failed.
        found = found.filter(steps__outcome=filters["outcome"]).distinct()
    if filters.get("since"):
        found = found.filter(created_at__date__gte=filters["since"])
    return found


def page_of_log(
    reader: User, filters: dict[str, Any], number: str
) -> tuple[Page[Firing], list[Line]]:
    """Return a page of the log; a wrong number is mended."""
    page = Paginator(firings(filters), PER_PAGE).get_page(number)
    held = tokens_for(reader)
    return page, [_line(firing, held) for firing in page.object_list]


def _line(firing: Firing, held: frozenset[str]) -> Line:
    title = url = ""
    if firing.work and _readable(firing.work, held):
        title, url = title_of(firing.work), address_of(firing.work)
    elif firing.meeting and not meeting_tokens(firing.meeting).isdisjoint(held):
        title = firing.meeting.name
    return Line(
        firing,
        title,
        url,
        [
            Step(say_action(step.kind, step.spec), step, in_active(step.note))
            for step in firing.steps.all()
        ],
    )


def _readable(work: Work, held: frozenset[str]) -> bool:
    tokens = {row.token for row in work.access.all() if row.is_open}
    return PUBLIC in tokens or not (tokens | {f"work:{work.pk}"}).isdisjoint(held)


def address_of(work: Work) -> str:
    """Return where a work is looked at in the admin; empty if it has no page."""
    shown = work.shown
    if shown is None or shown.page_id is None:
        return ""
    return reverse("wagtailadmin_pages:edit", args=[shown.page_id])
