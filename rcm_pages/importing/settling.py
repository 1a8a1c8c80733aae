"""A person's word on the tracked changes of a paper: the one write, and its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_secretariat
from rcm_pages.importing import actions, problems
from rcm_pages.importing.forms import edition_seen
from rcm_pages.importing.models import Import
from rcm_pages.importing.tasks import recognise_import
from rcm_pages.importing.tracked import SETTLED

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.accounts.models import User


@transaction.atomic
def settle_changes(
    *, record: Import, settled: str, edition: int, by: User | None
) -> Import:
    """Keep what a person says of tracked changes: accepted or rejected, all of them.

    Where the text was read the other way, it is read again by the worker, and
    corrections made so far go: they were made to another text. Raises
    StaleEditionError or NotReviewableError.
    """
    record = actions.locked_for_review(record, edition)
    changes = record.result.get("changes", {})
    was_read_so = changes.get("settled", SETTLED[0]) == settled
    changes = changes | {"settled": settled, "decided": True}
    if was_read_so:
        record = actions.correct(
            record=record,
            result={"changes": changes},
            type_code=record.type_code,
            edition=edition,
            by=by,
        )
    else:
        record.editions.all().delete()
        record.result, record.state = {"changes": changes}, Import.State.WAITING
        record.edition += 1
        record.save()
        recognise_import.enqueue(import_id=record.pk)
    record_event(
        verb="importing.changes_settled",
        subject=record.document,
        by=by,
        capacity=capacity_of(by),
        data={"settled": settled, "changes": len(changes.get("found", ()))},
    )
    return record


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an editor's word on the tracked changes of a paper."""
    if not is_secretariat(request.user):
        raise PermissionDenied
    record = get_object_or_404(Import, pk=pk)
    settled, seen = request.POST.get("settled", ""), edition_seen(request.POST)
    user: Any = request.user
    if settled not in SETTLED:
        messages.error(request, _("Say whether the changes are accepted or rejected."))
        return redirect("importing_review", pk=pk)
    try:
        settle_changes(record=record, settled=settled, edition=seen, by=user)
    except problems.StaleEditionError:
        messages.error(
            request, _("Somebody else saved meanwhile: nothing was decided.")
        )
    except problems.NotReviewableError:
        messages.warning(request, _("The page of this import was already made."))
    else:
        messages.success(request, _("The tracked changes are settled."))
    return redirect("importing_review", pk=pk)
