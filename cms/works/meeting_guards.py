"""What a change of a meeting or body means for the works of its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from cms.conference import guards
from cms.conference.models import Meeting
from cms.conference.signals import meeting_saved
from cms.works.models import Expression, RegisteredSymbol, Work
from cms.works.openings import SEARCH_SOURCE
from cms.works.symbols import meeting_parts
from search import outbox

if TYPE_CHECKING:
    from cms.conference.models import Body


def _cited(**of: Any) -> str:
    """Say which symbol stands against a change, if one does."""
    given = RegisteredSymbol.objects.taken().filter(**of).first()
    settled = Work.objects.filter(symbol__isnull=False, **of).order_by("symbol").first()
    cited = given or settled
    if cited is None:
        return ""
    return _(
        "%(symbol)s is cited under its symbol, which names body, ordinal and year of "
        "the meeting. These can no longer change."
    ) % {"symbol": cited.symbol}


def keeps_symbols(before: Meeting, after: Meeting) -> str:
    """Object to a change of a meeting that symbols of its works would belie."""
    if meeting_parts(before) == meeting_parts(after):
        return ""
    return _cited(meeting=before)


def keeps_code(before: Body, after: Body) -> str:
    """Object to another code for a body whose meetings' works bear it."""
    return "" if before.code == after.code else _cited(meeting__body=before)


def connect() -> None:
    """Make the objections known; called once at start."""
    guards.register("conference.meeting", keeps_symbols)
    guards.register("conference.body", keeps_code)


@receiver(meeting_saved)
def tell_search(sender: Any, meeting: Meeting, **_kwargs: Any) -> None:
    """Dates and body of the meeting are what its papers are found by."""
    papers = Expression.objects.filter(work__meeting=meeting)
    for pk in papers.values_list("pk", flat=True):
        outbox.put(SEARCH_SOURCE, pk)
