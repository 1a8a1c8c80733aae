"""The page that shows a text: base class for the page types of any conference."""

from __future__ import annotations

from http import HTTPMethod
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.locks import BaseLock
from wagtail.models import Page

from cms.works import workflows
from cms.works.canonical import (
    ParagraphData,
    canonical_content,
    canonical_json,
    sha256,
)
from cms.works.fields import TextBodyField
from cms.works.memory import is_on, remember
from cms.works.permissions import may_read
from cms.works.states import WorkState

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.works.models import Expression


# A page is read and nothing else; whatever is written is posted to a screen.
READ_ONLY = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]


class SettledLock(BaseLock):
    """Nobody edits a settled text; a correction is a document of its own."""

    def for_user(self, user: Any) -> bool:
        """Apply to everybody."""
        return True

    def get_message(self, user: Any) -> str:
        """Say why."""
        return gettext(
            "This text has been adopted or recorded and can no longer be changed. "
            "A correction is issued as a Corr. or Add. of its own."
        )


class InApprovalLock(BaseLock):
    """One language is in approval: the others wait with it, unchanged."""

    def for_user(self, user: Any) -> bool:
        """Apply to everybody."""
        return True

    def get_message(self, user: Any) -> str:
        """Say why."""
        return gettext(
            "This text is in approval together with its other language version and "
            "cannot be changed meanwhile."
        )


class AbstractTextPage(Page):
    """A page that shows one Expression; its body is a flat list of paragraphs."""

    # The code of the registered WorkType.
    work_type: ClassVar[str]
    allowed_http_methods = READ_ONLY
    # What ``get_sitemap_urls`` asks of many pages at once.
    sitemap_prefetch: ClassVar[tuple[str, ...]] = ("expression__work__access",)

    # Shows, to whoever decides on it, what of the text is no paragraph; given ``page``.
    further_template: ClassVar[str] = ""

    title_block = models.TextField(
        _("title block"),
        blank=True,
        help_text=_("The lines above the text, as printed, one a line."),
    )
    body = TextBodyField(blank=True, verbose_name=_("text"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("title_block"),
        FieldPanel("body"),
    ]
    promote_panels = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    @property
    def has_workflow(self) -> bool:
        """Whether somebody decides on texts of this type."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Any:
        """Return the workflow of this type; the tree's where no room gives one."""
        return workflows.find(self.work_type) or super().get_workflow()

    @property
    def own_expression(self) -> Expression | None:
        """The Expression that this page shows; a stray copy has none."""
        if is_on() and self.pk:
            return self._texts_beside().get(self.pk)
        return getattr(self, "expression", None)

    def _texts_beside(self) -> dict[int, Expression]:
        """Return the texts of this page and those beside it, by the page's number."""
        from cms.works.models import Expression

        above = self.path[: -Page.steplen]
        beside = Expression.objects.filter(
            page__path__startswith=above, page__depth=self.depth
        ).select_related("work")
        return remember(("texts", above), lambda: {e.page_id: e for e in beside})

    def permissions_for_user(self, user: Any) -> Any:
        """Return what a person may do with this page in Wagtail's admin."""
        from cms.works.page_policy import TextPermissionTester

        return TextPermissionTester(user, self)

    def paragraphs(self) -> list[ParagraphData]:
        """Return the paragraphs of this revision in reading order."""
        return [
            ParagraphData(
                id=str(block.id),
                kind=block.block_type,
                text=block.value["text"],
                label=block.value.get("label") or "",
                level=block.value.get("level") or 0,
                charged=tuple(block.value.get("charged") or ()),
            )
            for block in self.body
        ]

    def further_content(self) -> dict[str, Any]:
        """Return what else belongs to the text: it is hashed and frozen with it.

        A page type whose papers hold more than paragraphs says so here.
        """
        return {}

    def further_words(self) -> list[str]:
        """Return what else of the text is to be found by the search."""
        return []

    def canonical(self) -> str:
        """Return the canonical JSON of this revision's text."""
        content = canonical_content(
            language=self.locale.language_code,
            title=self.title,
            title_block=self.title_block,
            paragraphs=self.paragraphs(),
        )
        return canonical_json({**content, **self.further_content()})

    def content_hash(self) -> str:
        """Return the SHA-256 of the canonical text of this revision."""
        return sha256(self.canonical())

    def get_lock(self) -> BaseLock | None:
        """Lock the page once its work is settled or waits; else as Wagtail does."""
        expression = self.own_expression
        if expression and expression.work.is_settled:
            return SettledLock(self)
        lock = super().get_lock()
        if lock is None and expression and self._waits_with_sister(expression):
            return InApprovalLock(self)
        return lock

    def _waits_with_sister(self, expression: Expression) -> bool:
        """Whether the work is in approval by way of another language's page."""
        return (
            expression.work.state == WorkState.IN_APPROVAL
            and not self.workflow_in_progress
        )

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish exactly the frozen text; anything else raises PermissionDenied.

        A text goes to its readers by a decision (``cms.approval``), never by a button,
        and no earlier or later revision takes its place.
        """
        expression = self.own_expression
        if (
            expression is None
            or not expression.work.is_settled
            or revision.as_object().content_hash() != expression.sha256
        ):
            raise PermissionDenied(
                gettext("A text is published by the decision that adopts it.")
            )
        return super().publish(revision, *args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the text to its audience; for anybody else there is no such page.

        A stray copy has no Work behind it and is shown to nobody, but in a preview.
        """
        if getattr(request, "is_preview", False):
            return super().serve(request, *args, **kwargs)
        expression = self.own_expression
        if expression is None or not may_read(request.user, expression.work):
            raise Http404
        response = super().serve(request, *args, **kwargs)
        if not expression.work.is_public:
            response["Cache-Control"] = "private, no-store"
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[Any]:
        """Name the address to search engines if everybody may read the text."""
        expression = self.own_expression
        if expression is None or not expression.work.is_public:
            return []
        urls: list[Any] = super().get_sitemap_urls(request)
        return urls
