"""What an approval is about: a text with its Work, or an ordinary page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.approval.entitlement import preparers_of
from cms.works.canonical import canonical_json, sha256
from cms.works.texts import work_hash

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from cms.works.models import Work

# What saving changes by itself, whoever saves whatever.
VOLATILE = frozenset(
    {
        "draft_title", "first_published_at", "has_unpublished_changes",
        "last_published_at", "latest_revision", "latest_revision_created_at", "live",
        "live_revision", "locked", "locked_at", "locked_by", "numchild", "path",
        "url_path", "wagtail_admin_comments", "comments", "search_description_updated",
    }
)  # fmt: skip


def page_hash(page: Any) -> str:
    """Return the SHA-256 of an ordinary page's latest words."""
    latest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    data = latest.serializable_data()
    kept = {name: value for name, value in data.items() if name not in VOLATILE}
    return sha256(canonical_json(kept))


@dataclass(frozen=True)
class Subject:
    """The page on which Wagtail's workflow runs, and its Work if it has one."""

    page: Any
    work: Work | None

    @property
    def record(self) -> Any:
        """What the audit's events are about."""
        return self.work or self.page

    @property
    def code(self) -> str:
        """The row of the decision table."""
        if self.work:
            return str(self.work.type_code)
        return str(getattr(self.page, "procedure_code", ""))

    @property
    def title(self) -> str:
        """What it is called, in the latest words."""
        return str(self.page.get_latest_revision_as_object().title)

    def content_hash(self) -> str:
        """Return the hash of exactly what is decided on."""
        return work_hash(self.work) if self.work else page_hash(self.page)

    def preparers(self) -> set[int]:
        """Return those who wrote or submitted it."""
        return _preparers(self.page, self.work)


def _of_page(page: Any) -> Subject:
    expression = getattr(page, "expression", None)
    return Subject(page.specific, expression.work if expression else None)


def subject_of(state: WorkflowState) -> Subject:
    """Return what a workflow of Wagtail's is about."""
    return _of_page(state.content_object)


def _preparers(page: Any, work: Work | None) -> set[int]:
    if work:
        return preparers_of([work])[work.pk]
    last = page.get_latest_revision()
    state = page.current_workflow_state
    ids = (
        page.owner_id,
        last.user_id if last else None,
        state.requested_by_id if state else None,
    )
    return {pk for pk in ids if pk}


def preparers_of_page(page: Any) -> set[int]:
    """Return those who wrote or submitted what a page shows."""
    expression = getattr(page, "expression", None)
    return _preparers(page, expression.work if expression else None)
