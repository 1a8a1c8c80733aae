"""Until when a work is read by its audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.works import types
from cms.works.models import Work
from cms.works.openings import tell_search
from cms.works.sharing import SharingError, check_may_share, write_down

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User


def expires_never(work: Work) -> bool:
    """Tell whether a work is read for ever: what the Presidency adopted, once it did.

    A type that nobody registers any more counts as one of those.
    """
    try:
        needs_presidency = types.get(work.type_code).needs_presidency
    except KeyError:
        needs_presidency = True
    return work.is_settled and needs_presidency


def check_may_expire(work: Work) -> None:
    """Raise SharingError for a text that does not expire."""
    if expires_never(work):
        raise SharingError(
            _("What the Presidency has adopted stays readable and does not expire.")
        )


@transaction.atomic
def set_expiry(*, work: Work, expires_at: dt.datetime | None, by: User) -> Work:
    """Say until when a work is read by others than those who prepare it.

    None takes the expiry away. Raises NotEntitledError unless it is ``by``'s to say
    who reads it, SharingError for a text that does not expire.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_may_share(by, work)
    if expires_at is not None:
        check_may_expire(work)
    if work.expires_at == expires_at:
        return work
    work.expires_at = expires_at
    work.save()
    tell_search([work.pk])
    write_down(
        work,
        "works.expiry_set",
        by,
        expires_at=expires_at.isoformat() if expires_at else "",
    )
    return work
