"""The two steps of a decision, as tasks of Wagtail's workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from cms.audit.models import Event
from cms.conference.permissions import is_secretariat, may_clear, may_decide
from cms.works.pages import AbstractTextPage
from cms.works.texts import work_hash

if TYPE_CHECKING:
    from django.db.models import QuerySet


# The audit's verb of a clearance; its data hold the hash of what was cleared.
CLEARED = "approval.cleared"


def _is_text(page: Any) -> bool:
    """Tell whether a page shows a text; Wagtail often hands in the bare Page."""
    page_class = getattr(page, "specific_class", None) or type(page)
    return issubclass(page_class, AbstractTextPage)


class DatedTask(Task):
    """A task whose deciders are asked for at the moment of action.

    For a text it offers Wagtail's editor no buttons: the decision is taken on the
    approval screen, which shows exactly what is decided on. Ordinary pages (a meeting,
    the home page) are approved in the editor, by the same people.
    """

    class Meta:
        abstract = True

    def may_act(self, user: Any) -> bool:
        """Tell whether a person may take this step now."""
        raise NotImplementedError

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer Wagtail's own buttons for an ordinary page, none for a text."""
        if _is_text(obj) or not self.may_act(user):
            return []
        return [("reject", _("Send back"), True), ("approve", _("Approve"), False)]

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let the decider of an ordinary page see it in the editor."""
        return not _is_text(obj) and self.may_act(user)

    def get_task_states_user_can_moderate(
        self, user: Any, **_kwargs: Any
    ) -> QuerySet[TaskState]:
        """Return what waits for this person, for Wagtail's home screen."""
        if self.may_act(user):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()


class SecretariatTask(DatedTask):
    """Clearance by the Coordinator of the Technical Secretariat."""

    class Meta:
        verbose_name = _("clearance by the Secretariat")
        verbose_name_plural = _("clearances by the Secretariat")

    @classmethod
    def get_description(cls) -> str:
        """Describe the step in Wagtail's list of tasks."""
        return str(_("The Coordinator of the Secretariat clears the text"))

    def may_act(self, user: Any) -> bool:
        """The Coordinator, by an appointment in force, or their named deputy."""
        return may_clear(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Leave the text to the Secretariat while it clears it."""
        return not is_secretariat(user)


def _carry_clearance_over(workflow_state: Any) -> None:
    """Let a clearance stand where every language still reads as it was cleared.

    And where one does not, let it not stand, though the page itself be the same.
    """
    page = workflow_state.content_object
    expression = getattr(page, "expression", None)
    if expression is None:
        return
    cleared = Event.objects.about(expression.work).filter(verb=CLEARED).last()
    approved = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)
    if cleared is None or cleared.data["sha256"] != work_hash(expression.work):
        approved.update(status=TaskState.STATUS_CANCELLED)
    elif not approved.filter(revision=page.latest_revision).exists():
        workflow_state.copy_approved_task_states_to_revision(page.latest_revision)


class PresidencyTask(DatedTask):
    """Decision by the delegation that presides at the moment of action."""

    class Meta:
        verbose_name = _("decision by the Presidency")
        verbose_name_plural = _("decisions by the Presidency")

    @classmethod
    def get_description(cls) -> str:
        """Describe the step in Wagtail's list of tasks."""
        return str(_("The delegation that presides at that moment decides"))

    def may_act(self, user: Any) -> bool:
        """A decider of the presiding delegation; asked now, never remembered."""
        return may_decide(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Lock the text for everybody: what is decided on does not move."""
        return True

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Start, or start clearance first if this very text was not cleared."""
        _carry_clearance_over(workflow_state)
        first = workflow_state.get_next_task()
        if first is not None and first.pk != self.pk:
            return first.specific.start(workflow_state, user=user)
        return super().start(workflow_state, user=user)
