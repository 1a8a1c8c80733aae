"""What people are told of what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.conference.permissions import is_keeper
from cms.distribution.kinds import register_group, register_kind
from cms.keeping.reviewing import FALLS_DUE

if TYPE_CHECKING:
    from cms.distribution.models import Notice

GROUP = "keeping"


def address_of_list(_notice: Notice) -> str:
    """Return the review list."""
    return reverse("keeping_review")


def may_still_hear(person: Any, _notice: Notice) -> bool:
    """It is for those who keep the archive."""
    return is_keeper(person)


register_group(GROUP, _("What is kept for how long"))
register_kind(
    FALLS_DUE,
    subject="keeping/emails/falls_due_subject.txt",
    body="keeping/emails/falls_due.txt",
    group=GROUP,
    address=address_of_list,
    may_still_see=may_still_hear,
)
