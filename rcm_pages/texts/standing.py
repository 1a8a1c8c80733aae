"""What a text is, in words: who decided it and when, or that nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.works.models import Work

_SETTLED_BY = ("works.adopted", "works.received", "works.recorded")


def standing_in_words(work: Work, history: list[dict[str, Any]]) -> str:
    """Say in a sentence what a work is; ``history`` is that of ``history_of``.

    A superseded text says what it was: that it is superseded stands beside it, as the
    warning does that a draft is none of the Conference's texts yet.
    """
    if work.state == WorkState.IN_APPROVAL:
        return _("In approval: not decided yet.")
    rows = [row for row in history if row["event"].verb in _SETTLED_BY]
    if not rows:
        return ""
    event = rows[-1]["event"]
    day = date_format(timezone.localtime(event.at).date(), "DATE_FORMAT")
    said = {"date": day, "capacity": rows[-1]["capacity"]}
    if event.verb == "works.received":
        return _("Received by the Secretariat on %(date)s; nobody adopts a report.") % (
            said
        )
    if event.verb == "works.recorded":
        return _(
            "Older paper, recorded in this archive on %(date)s with its provenance; it "
            "was not decided here."
        ) % (said)
    if event.capacity.startswith("presidency:"):
        return _("Adopted by the %(capacity)s on %(date)s.") % said
    return _("Adopted on %(date)s.") % said
