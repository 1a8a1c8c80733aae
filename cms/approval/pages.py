"""Ordinary pages that are published by the last step of their procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from wagtail.models import Page

from cms.approval.procedures import ORDINARY, workflow_for

if TYPE_CHECKING:
    from wagtail.models import Workflow


class DecidedPage(Page):
    """A page without a Work whose kind has a row in the decision table."""

    # The code of its row; a kind that says nothing follows that of ordinary pages.
    procedure_code: ClassVar[str] = ORDINARY

    class Meta:
        abstract = True

    @property
    def has_workflow(self) -> bool:
        """Every kind of page has its procedure."""
        return True

    def get_workflow(self, *_args: Any) -> Workflow:
        """Return the workflow of this kind of page, wherever it stands."""
        return workflow_for(self.procedure_code)
