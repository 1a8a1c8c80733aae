"""The trash of files: what may go there, and how it comes back. Purging: ``purging``.

Nothing that somebody decides or has decided on is ever deleted; what nobody has may be
put away, with who, when and why, and is taken out again as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search import index as search_index

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.documents.indexing import tell_search_of
from cms.documents.models import Document, DocumentVersion
from cms.documents.permissions import tokens_out_of_trash
from cms.documents.policy import may_change, works_with_files
from cms.works.audiences import tokens_for
from cms.works.fixed import FREE

if TYPE_CHECKING:
    from cms.accounts.models import User

LONGEST_REASON = 300


class TrashError(PermissionDenied):
    """What does not go into the trash, or out of it; ``str()`` is for the person."""


def records_that_need(document: Document) -> list[str]:
    """Return the kinds of records that hold a file, or a version of it, for ever.

    Asked of the models, whichever room they live in: a lower room knows them not.
    """
    needs: list[str] = []
    for model, rows in (
        (Document, [document.pk]),
        (DocumentVersion, list(document.versions.values_list("pk", flat=True))),
    ):
        for relation in model._meta.related_objects:
            held: Any = relation.related_model
            if held is DocumentVersion or relation.on_delete is not models.PROTECT:
                continue
            found = held._base_manager.filter(**{f"{relation.field.name}__in": rows})
            if found.exists():
                needs.append(str(held._meta.verbose_name))
    return needs


def _why_it_stays(document: Document) -> str:
    text = document.expression
    if text and text.work.state not in FREE:
        return _(
            "This file belongs to a text that is in approval, adopted or recorded: "
            "it stays."
        )
    if any(getattr(source, "live", False) for source, _rows in document.get_usage()):
        return _("A published page leads to this file: it stays.")
    needs = records_that_need(document)
    if needs:
        return _("This file is needed: %(records)s.") % {"records": ", ".join(needs)}
    return ""


def reason_against(user: Any, document: Document) -> str:
    """Say why a person may not put a file into the trash; empty if they may."""
    if not may_change(user, document):
        return _("You may not put this file into the trash.")
    return _why_it_stays(document)


def may_see_in_trash(user: Any, document: Document) -> bool:
    """Whoever works with files sees those of the trash that they could read before."""
    return works_with_files(user) and not tokens_out_of_trash(document).isdisjoint(
        tokens_for(user)
    )


def _locked(document: Document) -> Document:
    rows = Document.with_trash.select_for_update(of=("self",))
    return rows.select_related("expression__work").get(pk=document.pk)


@transaction.atomic
def put_into_trash(*, document: Document, reason: str, by: User) -> Document:
    """Put a file into the trash: no reader, list or search has it any more.

    Raises TrashError, with a message for the person, if it stays or no reason is said.
    """
    document = _locked(document)
    if document.trashed_at:
        return document
    against = reason_against(by, document)
    if not against and not reason.strip():
        against = _("Say why it goes into the trash.")
    if against:
        raise TrashError(against)
    document.trashed_at = timezone.now()
    document.trashed_by = by
    document.trash_reason = reason.strip()[:LONGEST_REASON]
    document.save(update_fields=["trashed_at", "trashed_by", "trash_reason"])
    search_index.remove_object(document)
    tell_search_of(document)
    record_event(
        verb="documents.trashed",
        subject=document,
        by=by,
        capacity=capacity_of(by),
        data={"reason": document.trash_reason},
    )
    return document


@transaction.atomic
def take_out(*, document: Document, by: User) -> Document:
    """Take a file out of the trash, with its versions, text, readers and address.

    Where its text was decided on meanwhile, the file comes back without it: what was
    decided had no such file. Raises TrashError if the person may not see it there.
    """
    document = _locked(document)
    if not document.trashed_at:
        return document
    if not may_see_in_trash(by, document):
        raise TrashError(_("You may not take this file out of the trash."))
    text = document.expression
    is_late = text is not None and text.work.state not in FREE
    if text is not None and is_late:
        document.expression = None
        document.standing = text.status
        document.belongs_to = text.work.prepared_by
    document.trashed_at = document.trashed_by = None
    document.trash_reason = ""
    document.save()
    search_index.insert_or_update_object(document)
    tell_search_of(document)
    record_event(
        verb="documents.untrashed",
        subject=document,
        by=by,
        capacity=capacity_of(by),
        data={"left_text": text.pk} if text is not None and is_late else {},
    )
    return document
