"""What people are told of the stored files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from cms.conference.permissions import is_secretariat
from cms.distribution.kinds import register_group, register_kind
from cms.documents.fixity_rounds import FAULTS
from cms.documents.models import DocumentVersion
from cms.documents.permissions import may_read_document
from cms.documents.scanning.actions import VIRUS

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


def address_of_virus(notice: Notice) -> str:
    """Return the page of the file where it is named, the screen of scans where not."""
    version = DocumentVersion.objects.filter(pk=notice.subject_id).first()
    if version is None or not notice.context.get("name"):
        return reverse("scans")
    try:
        return reverse("document_page", args=[version.document_id])
    except NoReverseMatch:
        return version.url


def may_hear_of_virus(person: Any, notice: Notice) -> bool:
    """Whoever may read the file; without its name, whoever works at the Secretariat."""
    if not notice.context.get("name"):
        return is_secretariat(person)
    version = DocumentVersion.objects.filter(pk=notice.subject_id).first()
    return version is not None and may_read_document(person, version.document)


register_kind(
    VIRUS,
    subject="documents/emails/virus_subject.txt",
    body="documents/emails/virus.txt",
    group=GROUP,
    needs_action=True,
    address=address_of_virus,
    may_still_see=may_hear_of_virus,
)
