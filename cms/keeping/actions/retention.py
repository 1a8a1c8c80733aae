"""What is kept for how long: the table, and what is said of single items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_coordinator, is_keeper
from cms.documents.models import Document
from cms.documents.permissions import may_read_document
from cms.keeping import classes, removal
from cms.keeping.models import ItemRetention, Keep, RetentionClass
from cms.works.fixed import FREE
from cms.works.models import Work
from cms.works.permissions import may_read

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User

SHORTEST_REASON = 10
LONGEST_REASON = 300


class RetentionError(ValueError):
    """What may not be so; ``str()`` of it is for the person."""


def may_change_table(user: Any) -> bool:
    """Tell whether a person may change the table: the Coordinator."""
    return is_coordinator(user)


def may_say(user: Any, item: Work | Document) -> bool:
    """Tell whether a person may say how long an item is kept: keepers who read it."""
    if not is_keeper(user):
        return False
    if isinstance(item, Work):
        return may_read(user, item)
    return may_read_document(user, item)


def stated(said: str) -> str:
    """Return a reason as it is kept; raises RetentionError if it says too little."""
    reason = said.strip()
    if len(reason) < SHORTEST_REASON:
        raise RetentionError(_("Please say why, in a few words."))
    return reason[:LONGEST_REASON]


@transaction.atomic
def change_class(
    *, code: str, changes: dict[str, Any], reason: str, by: User
) -> RetentionClass:
    """Change a row of the table; raises PermissionDenied, RetentionError.

    A change that changes nothing writes nothing.
    """
    if not may_change_table(by):
        raise PermissionDenied
    reason = stated(reason)
    row = RetentionClass.objects.select_for_update().get(pk=classes.class_for(code).pk)
    before = {name: getattr(row, name) for name in RetentionClass.RULES}
    after = before | {k: v for k, v in changes.items() if k in RetentionClass.RULES}
    if after["keep"] == Keep.FOR_EVER:
        after["years"] = None
    elif not after["years"]:
        raise RetentionError(_("After how many years?"))
    if code == classes.FOR_EVER and after["keep"] != Keep.FOR_EVER:
        raise RetentionError(_("This class is what its name says."))
    if after == before:
        return row
    for name, value in after.items():
        setattr(row, name, value)
    row.changed_by_action = True  # type: ignore[attr-defined]
    row.save()
    changed = {n: [before[n], after[n]] for n in before if before[n] != after[n]}
    record_event(
        verb="keeping.class_changed",
        subject=row,
        by=by,
        capacity=capacity_of(by),
        data={"code": code, "reason": reason, "changes": changed},
    )
    return row


def _why_it_stays(item: Work | Document) -> str:
    """Say why an item is kept whatever anybody says; empty if it may go."""
    if isinstance(item, Document):
        if item.expression_id:
            return _("This file belongs to a paper and is kept with it.")
        return ""
    if classes.is_kept_for_ever(item):
        return _("What was adopted, decided on or published is kept for ever.")
    if item.state not in FREE:
        return _("Somebody decides on this paper at this moment.")
    return ""


def _say(
    item: Work | Document,
    verb: str,
    *,
    by: User,
    reason: str,
    **fields: Any,
) -> ItemRetention:
    if not may_say(by, item):
        raise PermissionDenied
    stays = _why_it_stays(item)
    if stays:
        raise RetentionError(stays)
    name = "work" if isinstance(item, Work) else "document"
    key: dict[str, Any] = {name: item}
    row, _made = ItemRetention.objects.update_or_create(
        **key,
        defaults={
            "reason": stated(reason),
            "said_at": timezone.now(),
            "said_by": by,
            **fields,
        },
    )
    told = {key: str(value) for key, value in fields.items() if value}
    record_event(
        verb=verb,
        subject=item,
        by=by,
        capacity=capacity_of(by),
        data={"reason": row.reason, **told},
    )
    return row


@transaction.atomic
def keep_longer(
    *, item: Work | Document, until: dt.date, reason: str, by: User
) -> ItemRetention:
    """Keep an item until a day to come; PermissionDenied, or RetentionError if not."""
    if until <= timezone.localdate():
        raise RetentionError(_("Please give a day to come."))
    verb = "keeping.kept_longer"
    return _say(item, verb, by=by, reason=reason, keep_until=until, marked_at=None)


@transaction.atomic
def reclassify(
    *, item: Work | Document, code: str, reason: str, by: User
) -> ItemRetention:
    """Give an item another class than its type's; PermissionDenied, RetentionError."""
    is_work = isinstance(item, Work)
    allowed = classes.codes_for(item) if is_work else classes.codes_for_files()
    if code not in allowed:
        raise RetentionError(_("There is no such class for it."))
    verb = "keeping.reclassified"
    return _say(
        item, verb, by=by, reason=reason, code=code, keep_until=None, marked_at=None
    )


@transaction.atomic
def remove(*, item: Work | Document, reason: str, by: User) -> ItemRetention:
    """Mark an item for removal, and put it where removed things go, if there is such.

    Nothing is destroyed here. Raises PermissionDenied, RetentionError.
    """
    row = _say(item, "keeping.marked", by=by, reason=reason, marked_at=timezone.now())
    removal.take_away(item, reason=row.reason, by=by)
    return row


@transaction.atomic
def unmark(*, item: Work | Document, reason: str, by: User) -> ItemRetention:
    """Take a mark back; the item falls due again. PermissionDenied, RetentionError."""
    return _say(item, "keeping.unmarked", by=by, reason=reason, marked_at=None)
