"""Wagtail's own mails: none about the approval of texts, the others as they should be.

Wagtail sends them within the editor's transaction, in the sender's language. Our
EMAIL_BACKEND puts them into the queue of that transaction; here they get the language
of whoever receives them. Rooms above say of which pages they tell people themselves,
and who may hear what is said about a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from wagtail.admin import mail as wagtail_mail
from wagtail.admin.views.pages import edit as page_editor
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_told_by_us: list[Callable[[Any], bool]] = []
_may_hear: list[Callable[[Any, Any], bool]] = []


def leave_to_us(predicate: Callable[[Any], bool]) -> None:
    """Let Wagtail send no mail about the workflow of objects of which this is true."""
    _told_by_us.append(predicate)


def mail_only_to(predicate: Callable[[Any, Any], bool]) -> None:
    """Send comments on a page only to people for whom this is true of the page.

    Whoever once subscribed to a page stays subscribed, whatever right they lose.
    """
    _may_hear.append(predicate)


def mail_comments(
    recipients: Iterable[Any], notification: str, context: dict[str, Any]
) -> bool:
    """Mail what Wagtail's editor says of comments, in each recipient's language."""
    page = context["page"]
    sent = True
    for person in recipients:
        if all(predicate(person, page) for predicate in _may_hear):
            with translation.override(person.language):
                sent &= wagtail_mail.send_notification([person], notification, context)
    return sent


class _InTheirLanguage:
    """Sends a Wagtail notifier's mails in each recipient's language, or not at all."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        """Leave out what rooms tell people themselves."""
        state = getattr(instance, "workflow_state", instance)
        about = state.content_object
        if any(predicate(about) for predicate in _told_by_us):
            return False
        parent: Any = super()
        return bool(parent.can_handle(instance, **kwargs))

    def send_emails(
        self, template_set: Any, context: Any, recipients: Any, **kwargs: Any
    ) -> bool:
        """Send to one after the other."""
        parent: Any = super()
        sent = True
        for person in recipients:
            with translation.override(person.language):
                sent &= parent.send_emails(template_set, context, [person], **kwargs)
        return sent


class _Submission(_InTheirLanguage, wagtail_mail.WorkflowStateSubmissionEmailNotifier):
    pass


class _Approval(_InTheirLanguage, wagtail_mail.WorkflowStateApprovalEmailNotifier):
    pass


class _Rejection(_InTheirLanguage, wagtail_mail.WorkflowStateRejectionEmailNotifier):
    pass


class _GroupTask(
    _InTheirLanguage, wagtail_mail.GroupApprovalTaskStateSubmissionEmailNotifier
):
    pass


# Signal, sender, the uid under which Wagtail connects its own, and ours.
_RECEIVERS: tuple[tuple[Any, type[Any], str, Any], ...] = (
    (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        _GroupTask(),
    ),
    (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        _Submission(),
    ),
    (
        workflow_rejected,
        WorkflowState,
        "workflow_state_rejected_email_notification",
        _Rejection(),
    ),
    (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        _Approval(),
    ),
)


def take_over() -> None:
    """Stand in the place of Wagtail's receivers, whichever app is made ready first.

    Its editor offers no hook for comments, so there a name of its module is replaced.

    A signal takes one receiver per uid: connected before Wagtail's, ours keeps it
    out; connected after, it has to go first.
    """
    page_editor.send_notification = mail_comments
    for signal, sender, uid, receiver in _RECEIVERS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receiver, sender=sender, dispatch_uid=uid)
