"""What people are told by rules, and of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.content_rules.deeds.mail import HELD_BACK, MESSAGE
from cms.content_rules.permissions import may_see_rules
from cms.content_rules.suspension import SUSPENDED
from cms.distribution.kinds import register_group, register_kind
from cms.works.meetings import may_see
from cms.works.models import Work

if TYPE_CHECKING:
    from cms.distribution.models import Notice

GROUP = "content_rules"


def address_of_record(notice: Notice) -> str:
    """Return the page of a settled text, the editor of a draft."""
    if notice.subject_type != "works.work":
        return ""
    work = Work.objects.filter(pk=notice.subject_id).first()
    shown = work.shown if work else None
    if work is None or shown is None or shown.page is None:
        return ""
    if work.is_settled:
        return shown.url
    return reverse("wagtailadmin_pages:edit", args=[shown.page.pk])


def address_of_rule(notice: Notice) -> str:
    """Return the screen of a rule."""
    return reverse("content_rules_rule", args=[notice.subject_id])


def may_still_hear(person: Any, notice: Notice) -> bool:
    """Ask for meetings; for works their own room is asked."""
    if notice.subject_type != "conference.meeting":
        return True
    meeting = Meeting.objects.filter(pk=notice.subject_id).first()
    return meeting is not None and may_see(person, meeting)


register_group(GROUP, _("Messages that the Secretariat's rules send"))
register_kind(
    MESSAGE,
    subject="content_rules/emails/message_subject.txt",
    body="content_rules/emails/message.txt",
    group=GROUP,
    address=address_of_record,
    may_still_see=may_still_hear,
)
register_kind(
    HELD_BACK,
    subject="content_rules/emails/held_back_subject.txt",
    body="content_rules/emails/held_back.txt",
    needs_action=True,
    address=address_of_rule,
    may_still_see=lambda person, _notice: may_see_rules(person),
)
register_kind(
    SUSPENDED,
    subject="content_rules/emails/suspended_subject.txt",
    body="content_rules/emails/suspended.txt",
    needs_action=True,
    address=address_of_rule,
    may_still_see=lambda person, _notice: may_see_rules(person),
)
