"""Asking for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.approval import actions as approval
from cms.content_rules.deeds.registry import Deed, Done, nothing_to_add, register
from cms.content_rules.errors import RuleError
from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.content_rules.deeds.registry import Spec
    from cms.content_rules.models import FiringStep
    from cms.content_rules.subjects import Subject


@register
class AskForApproval(Deed):
    """``approval.submit``; who clears and decides stays what it is."""

    code = "submit"
    label = gettext_lazy("Ask for approval")

    def refusal(self, subject: Subject, spec: Spec, by: User) -> str:
        """A draft with a page."""
        work = subject.work
        if work is None or work.state != WorkState.DRAFT:
            return _("This text is not a draft.")
        shown = work.shown
        return "" if shown and shown.page else _("This text has no page.")

    def perform(
        self, subject: Subject, spec: Spec, *, step: FiringStep, by: User
    ) -> Done:
        """Submit the original's page; the other language goes with it."""
        shown = subject.work.shown if subject.work else None
        if shown is None or shown.page is None:
            raise RuleError(_("This text has no page."))
        approval.submit(page=shown.page.specific, by=by)
        return nothing_to_add()
