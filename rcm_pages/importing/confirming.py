"""Many suggestions confirmed at once: looked through as a list first, undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_secretariat
from rcm_pages.importing import actions, problems
from rcm_pages.importing.forms import edition_seen
from rcm_pages.importing.groups import confirmed, group_of
from rcm_pages.importing.models import Import
from rcm_pages.importing.next_meetings import NextMeetings
from rcm_pages.importing.suggestions import say_reason, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User
    from rcm_pages.importing.groups import Group, One


@transaction.atomic
def confirm_many(
    *, record: Import, key: str, chosen: Collection[One], edition: int, by: User | None
) -> int:
    """Confirm those of a group that a person has chosen; return how many.

    One save, taken back by one undo. Raises StaleEditionError or NotReviewableError.
    """
    record = actions.locked_for_review(record, edition)
    segments = record.result.get("segments", [])
    group = group_of(segments, key)
    taken = [one for one in (group.members if group else []) if one in set(chosen)]
    if not taken:
        return 0
    record = actions.correct(
        record=record,
        result={"language": record.language, "segments": confirmed(segments, taken)},
        type_code=record.type_code,
        edition=edition,
        by=by,
    )
    record_event(
        verb="importing.many_confirmed",
        subject=record,
        by=by,
        capacity=capacity_of(by),
        data={"group": key, "confirmed": len(taken), "edition": record.edition},
    )
    return len(taken)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show what a group holds, each ticked; confirm what is still ticked."""
    if not is_secretariat(request.user):
        raise PermissionDenied
    found = Import.objects.select_related("document", "meeting__body")
    record = get_object_or_404(found, pk=pk)
    if record.state != Import.State.REVIEW:
        return redirect("importing_review", pk=pk)
    if request.method == "POST":
        _take(request, record, key)
        return redirect("importing_review", pk=pk)
    group = group_of(record.result.get("segments", []), key)
    if group is None:
        raise Http404
    context = {"record": record, "group": group, "rows": _rows(record, group)}
    return render(request, "importing/confirm.html", context)


def _rows(record: Import, group: Group) -> list[dict[str, Any]]:
    """Return each paragraph of a group with its suggestions that are in it."""
    segments, meant = record.result["segments"], NextMeetings(record)
    keys: dict[int, set[str]] = {}
    for place, key in group.members:
        keys.setdefault(place, set()).add(key)
    return [
        {
            "number": place + 1,
            "label": segments[place].get("label", ""),
            "text": segments[place]["text"],
            "reasons": [say_reason(r) for r in segments[place].get("reasons", ())],
            "suggestions": [
                one | {"value": f"{place}:{one['key']}"}
                for one in shown(
                    segments[place], {}, next_meeting=meant.say(segments[place])
                )
                if one["key"] in wanted
            ],
        }
        for place, wanted in keys.items()
    ]


def _chosen(request: HttpRequest) -> set[One]:
    found = set()
    for said in request.POST.getlist("one"):
        place, _colon, key = said.partition(":")
        if place.isascii() and place.isdigit() and len(place) < 10:
            found.add((int(place), key))
    return found


def _take(request: HttpRequest, record: Import, key: str) -> None:
    user: Any = request.user
    try:
        count = confirm_many(
            record=record,
            key=key,
            chosen=_chosen(request),
            edition=edition_seen(request.POST),
            by=user,
        )
    except problems.StaleEditionError:
        messages.error(
            request, _("Somebody else saved meanwhile: nothing was confirmed.")
        )
    except problems.NotReviewableError:
        messages.warning(request, _("The page of this import was already made."))
    else:
        _say(request, count)


def _say(request: HttpRequest, count: int) -> None:
    if not count:
        messages.warning(request, _("Nothing was ticked, so nothing was confirmed."))
        return
    said = ngettext(
        "%(count)d suggestion is confirmed. “Undo the last save” takes it back.",
        "%(count)d suggestions are confirmed. “Undo the last save” takes them back.",
        count,
    )
    messages.success(request, said % {"count": count})
