"""What is said about a work beside its words: date, meeting, standing of each text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction

from cms.conference.permissions import may_clear
from cms.works import symbols
from cms.works.meetings import may_see
from cms.works.models import Expression, Work
from cms.works.openings import tell_search
from cms.works.permissions import may_edit, may_read
from cms.works.sharing import NotEntitledError, SharingError, write_down
from cms.works.states import WorkState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from wagtail.models import Page

    from cms.accounts.models import User
    from cms.conference.models import Meeting

# Where texts of a meeting stand, in the tree of a language; said by the room above.
Place = Callable[["Meeting", int], "Page | None"]
_places: list[Place] = []


class MetadataError(SharingError):
    """Something that cannot be said of a work; ``str()`` is for the person."""


def register_place(place: Place) -> Place:
    """Say under which page a meeting's texts stand; it gets meeting and locale."""
    if place not in _places:
        _places.append(place)
    return place


def _check(work: Work, by: User) -> None:
    """Raise unless what is said of a work may be changed, by this person."""
    if not may_read(by, work):
        raise NotEntitledError(_("You may not read this text."))
    if work.state == WorkState.IN_APPROVAL:
        raise MetadataError(_("It is in approval and stays as it is meanwhile."))
    if work.state == WorkState.WITHDRAWN:
        raise MetadataError(_("It is withdrawn and stays as it is."))
    if not (may_clear(by) if work.is_settled else may_edit(by, work)):
        raise NotEntitledError(_("You may not change this text."))


@transaction.atomic
def change_metadata(
    *,
    work: Work,
    dated_on: dt.date | None = None,
    meeting: Meeting | None = None,
    standings: Mapping[str, str] | None = None,
    by: User,
) -> dict[str, tuple[str, str]]:
    """Change what is given, and return it with what it was before.

    A draft is changed by whoever may edit it; a settled text's date and standings are
    changed by the Coordinator, its meeting stays. A draft goes with its pages below
    the page of its new meeting. Raises NotEntitledError, MetadataError,
    PermissionDenied.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    _check(work, by)
    changed = _change_date(work, dated_on) | _change_standings(work, standings or {})
    if meeting and meeting.pk != work.meeting_id:
        changed |= _change_meeting(work, meeting, by)
    if not changed:
        return {}
    work.save()
    tell_search([work.pk])
    data = {name: list(pair) for name, pair in changed.items()}
    write_down(work, "works.metadata_changed", by, **data)
    return changed


def _change_date(work: Work, dated_on: dt.date | None) -> dict[str, tuple[str, str]]:
    before = work.dated_on
    if dated_on is None or dated_on == before:
        return {}
    names_year = work.meeting_id is None and (work.symbol or symbols.held_by(work))
    if names_year and (before is None or before.year != dated_on.year):
        raise MetadataError(_("Its symbol names the year, which stays."))
    work.dated_on = dated_on
    return {"date": (before.isoformat() if before else "", dated_on.isoformat())}


def _change_standings(
    work: Work, standings: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    changed = {}
    for text in work.expressions.filter(language__in=list(standings)):
        wanted = standings[text.language]
        if text.status == wanted:
            continue
        changed[text.language] = (text.status, wanted)
        Expression.objects.filter(pk=text.pk).update(status=wanted)
    return changed


def _change_meeting(
    work: Work, meeting: Meeting, by: User
) -> dict[str, tuple[str, str]]:
    if work.is_settled:
        raise MetadataError(_("The meeting of a settled text stays."))
    if not may_see(by, meeting):
        raise NotEntitledError(_("You may not see this meeting."))
    if held := symbols.held_by(work):
        raise MetadataError(
            _("%(symbol)s names the meeting. Give the symbol back first.")
            % {"symbol": held.symbol}
        )
    for text in work.expressions.select_related("page"):
        if text.page:
            _move(text.page.specific, meeting, by)
    before, work.meeting = work.meeting, meeting
    return {"meeting": (str(before) if before else "", str(meeting))}


def _move(page: Any, meeting: Meeting, by: User) -> None:
    found = (place(meeting, page.locale_id) for place in _places)
    target = next((each for each in found if each), None)
    if target is None:
        raise MetadataError(_("The meeting has no page in one of its languages."))
    if target.get_children().filter(slug=page.slug).exists():
        raise MetadataError(_("Another page of that meeting has the same address."))
    if not page.permissions_for_user(by).can_move_to(target):
        raise PermissionDenied(_("You may not move this text there."))
    MovePageAction(page, target, pos="last-child", user=by).execute()
