"""What people are told of the stored files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.conference.permissions import is_secretariat
from cms.distribution.kinds import register_group, register_kind
from cms.documents.fixity_rounds import FAULTS

if TYPE_CHECKING:
    from cms.distribution.models import Notice

GROUP = "documents"


def address_of_check(_notice: Notice) -> str:
    """Return the screen of the check."""
    return reverse("fixity")


def may_still_hear(person: Any, _notice: Notice) -> bool:
    """It is the Secretariat's."""
    return is_secretariat(person)


register_group(GROUP, _("State of the stored files"))
register_kind(
    FAULTS,
    subject="documents/emails/fixity_faults_subject.txt",
    body="documents/emails/fixity_faults.txt",
    group=GROUP,
    needs_action=True,
    address=address_of_check,
    may_still_see=may_still_hear,
)
