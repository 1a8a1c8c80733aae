"""What must stay: settled texts, and texts that somebody decides on.

Asked where pages are written, so that no door of Wagtail leads around it: neither its
buttons nor its bulk actions, its API or its schedule.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.works.models import FROZEN, Expression, Work
from cms.works.models.works import FIXED
from cms.works.pages import AbstractTextPage
from cms.works.states import TRANSITIONS, WorkState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wagtail.models import Page

# Texts that nobody waits for and nobody has adopted: these may go or move.
FREE = (WorkState.DRAFT, WorkState.WITHDRAWN)
# Writing only other fields changes neither the text nor who sees it.
TEXT_FIELDS = frozenset({"live", "title", "title_block", "body", "locale"})


def keeps_its_place() -> str:
    """Say why a page stays where it is."""
    return _(
        "A text that is in approval, adopted or recorded keeps its place: it is "
        "not deleted, moved or unpublished."
    )


def holds_fixed_text(pages: Iterable[Page]) -> bool:
    """Tell whether a page, or any page below it, shows a text that must stay."""
    fixed = Expression.objects.exclude(work__state__in=FREE)
    return any(fixed.filter(page__path__startswith=p.path).exists() for p in pages)


_settling: ContextVar[int | None] = ContextVar("settling", default=None)


@contextmanager
def settling(work: Work) -> Iterator[None]:
    """Let one work be settled meanwhile: the actions that decide open this."""
    token = _settling.set(work.pk)
    try:
        yield
    finally:
        _settling.reset(token)


_correcting: ContextVar[int | None] = ContextVar("correcting", default=None)


@contextmanager
def correcting_symbol(work: Work) -> Iterator[None]:
    """Let the symbol of one settled work be made right meanwhile."""
    token = _correcting.set(work.pk)
    try:
        yield
    finally:
        _correcting.reset(token)


def check_work(work: Work) -> None:
    """Raise TypeError if a work is saved that must not become so.

    It is settled by the action that freezes its text, and then keeps its symbol and its
    state, but that a later text may supersede it and a wrong symbol be corrected.
    """
    before = Work.objects.filter(pk=work.pk).first() if work.pk else None
    was_settled = before is not None and before.is_settled
    if work.is_settled and not was_settled and _settling.get() != work.pk:
        raise TypeError(FROZEN)
    if before is None or not was_settled:
        return
    allowed = {before.state, *TRANSITIONS[WorkState(before.state)]}
    kept = FIXED - {"state"}
    if _correcting.get() == work.pk:
        kept -= {"symbol"}
    if work.state not in allowed or any(
        _value(before, name) != _value(work, name) for name in kept
    ):
        raise TypeError(FROZEN)


def _value(work: Work, name: str) -> Any:
    field: Any = Work._meta.get_field(name)
    return getattr(work, field.attname)


def check_write(page: Page, update_fields: Iterable[str] | None) -> None:
    """Raise PermissionDenied if a page is written that must not become so.

    A text is live when its work is settled, and then as it was frozen. An alias may be
    live, since Wagtail lets it follow its page; it is shown to nobody.
    """
    if page.alias_of_id or not TEXT_FIELDS & set(update_fields or TEXT_FIELDS):
        return
    if isinstance(page, AbstractTextPage) and (page.go_live_at or page.expire_at):
        # A schedule of Wagtail's would stop at such a page, and all others with it.
        raise PermissionDenied(_("A text is not published or taken down by schedule."))
    expression = (
        Expression.objects.filter(page_id=page.pk).select_related("work").first()
        if page.pk
        else None
    )
    if expression is None or not expression.work.is_settled:
        if page.live and isinstance(page, AbstractTextPage):
            raise PermissionDenied(
                _("A text is published by the decision that adopts it.")
            )
    elif not page.live or not _reads_as_frozen(page, expression):
        raise PermissionDenied(keeps_its_place())


def _reads_as_frozen(page: Any, expression: Expression) -> bool:
    """A page not loaded as its own type writes no text."""
    if not isinstance(page, AbstractTextPage):
        return bool(page.title == expression.title)
    return page.content_hash() == expression.sha256
