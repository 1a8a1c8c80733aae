"""The steps of a decision, as tasks of Wagtail's workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

from cms.approval.entitlement import NOBODY, may_take
from cms.approval.steps import Step
from cms.conference.permissions import is_secretariat
from cms.works.pages import AbstractTextPage

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet


class ReasonForm(TaskStateCommentForm):
    """Wagtail's form for sending an ordinary page back, with its reason required."""

    comment = forms.CharField(
        label=_("Why does it go back?"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please say why the text goes back.")},
    )


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

    step: ClassVar[str]

    class Meta:
        abstract = True

    def may_act(self, user: Any, preparers: Collection[int] = NOBODY) -> bool:
        """Tell whether a person may take this step now; asked, never remembered."""
        return may_take(self.step, user, preparers)

    def _may_act_on(self, page: Any, user: Any) -> bool:
        from cms.approval.subjects import preparers_of_page

        return self.may_act(user, preparers_of_page(page))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer Wagtail's own buttons for an ordinary page, none for a text."""
        if _is_text(obj) or not self._may_act_on(obj, user):
            return []
        return [("reject", _("Send back"), True), ("approve", _("Approve"), False)]

    def get_form_for_action(self, action: str) -> Any:
        """Ask for the reason where something goes back."""
        return ReasonForm if action == "reject" else TaskStateCommentForm

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> None:
        """Lead Wagtail's buttons to the same actions as the desk.

        Raises NotEntitledError and ReasonMissingError, as they do.
        """
        from cms.approval import actions
        from cms.approval.subjects import subject_of

        comment = kwargs.get("comment") or ""
        if action_name == "approve":
            shown = subject_of(task_state.workflow_state).content_hash()
            actions.approve(
                task_state_id=task_state.pk, shown_hash=shown, comment=comment, by=user
            )
        elif action_name == "reject":
            actions.send_back(task_state_id=task_state.pk, reason=comment, by=user)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let the decider of an ordinary page see it in the editor."""
        return not _is_text(obj) and self._may_act_on(obj, user)

    def get_task_states_user_can_moderate(
        self, user: Any, **_kwargs: Any
    ) -> QuerySet[TaskState]:
        """Return what waits for this person, for Wagtail's home screen."""
        if self.may_act(user):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Start this step, or the one that the approval needs first.

        The approval goes on under the procedure it began with, so the step may be one
        that Wagtail's workflow no longer names. Raises NotReadyError if the text may
        not be submitted.
        """
        from cms.approval.actions.advancing import opened, step_needed
        from cms.approval.procedures import task_of

        approval = opened(workflow_state, by=user)
        needed = step_needed(approval) or self.step
        if needed != self.step:
            return task_of(needed).start(workflow_state, user=user)
        task_state = super().start(workflow_state, user=user)
        if not approval._state.adding:
            approval.current = task_state
            approval.save(update_fields=["current"])
        return task_state

    def deactivate(self, user: Any = None) -> None:
        """Take the task out of new workflows; what waits at it goes on waiting."""
        self.active = False
        self.save(update_fields=["active"])


class SecretariatTask(DatedTask):
    """Clearance by the Secretariat: its Coordinator, or an editor who did not write."""

    step = Step.SECRETARIAT.value

    class Meta:
        verbose_name = _("clearance by the Secretariat")
        verbose_name_plural = _("clearances by the Secretariat")

    @classmethod
    def get_description(cls) -> str:
        """Describe the step in Wagtail's list of tasks."""
        return str(
            _("The Secretariat clears the text: the Coordinator, or a second editor")
        )

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Leave the text to the Secretariat while it clears it."""
        return not is_secretariat(user)


class CoordinatorTask(DatedTask):
    """Clearance of the Secretariat's own paper by its Coordinator (V.c)."""

    step = Step.COORDINATOR.value

    class Meta:
        verbose_name = _("clearance by the Coordinator")
        verbose_name_plural = _("clearances by the Coordinator")

    @classmethod
    def get_description(cls) -> str:
        """Describe the step in Wagtail's list of tasks."""
        return str(_("The Coordinator of the Secretariat clears the text"))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Leave the text to the Secretariat while it is cleared."""
        return not is_secretariat(user)


class SecondArchivistTask(DatedTask):
    """Review of an older paper by an archivist who did not enter it."""

    step = Step.SECOND_ARCHIVIST.value

    class Meta:
        verbose_name = _("review by a second archivist")
        verbose_name_plural = _("reviews by a second archivist")

    @classmethod
    def get_description(cls) -> str:
        """Describe the step in Wagtail's list of tasks."""
        return str(_("An archivist other than the first compares text and source"))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Leave the text to the Secretariat while it is reviewed."""
        return not is_secretariat(user)


class PresidencyTask(DatedTask):
    """Decision by the delegation that presides at the moment of action."""

    step = Step.PRESIDENCY.value

    class Meta:
        verbose_name = _("decision by the Presidency")
        verbose_name_plural = _("decisions by the Presidency")

    @classmethod
    def get_description(cls) -> str:
        """Describe the step in Wagtail's list of tasks."""
        return str(_("The delegation that presides at that moment decides"))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Lock the text for everybody: what is decided on does not move."""
        return True
