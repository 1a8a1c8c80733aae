"""What Wagtail does to pages: refused where a text must stay, told to the search."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
)

from cms.works import actions, fixed
from cms.works.models import FROZEN, Expression, Work
from cms.works.models.works import FIXED
from cms.works.openings import SEARCH_SOURCE
from search import outbox


@receiver(pre_save)
def page_written(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    """A page is about to be written: a text goes live by a decision only."""
    if isinstance(instance, Page) and not raw:
        fixed.check_write(instance, update_fields)


@receiver(pre_save, sender=Work)
def work_written(
    sender: Any, instance: Work, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    """A work is about to be written: settled by its action only, and then for ever."""
    if not raw and FIXED & set(update_fields or FIXED):
        fixed.check_work(instance)


@receiver(pre_delete, sender=Work)
def work_deleted(sender: Any, instance: Work, **_: Any) -> None:
    """A work is about to go: never a settled one."""
    if instance.is_settled:
        raise TypeError(FROZEN)


@receiver(pre_delete)
def page_deleted(sender: Any, instance: Any, **_kwargs: Any) -> None:
    """A page is about to go: not from under those who decide; a draft text with it."""
    if not isinstance(instance, Page):
        return
    if fixed.holds_fixed_text([instance]):
        raise PermissionDenied(fixed.keeps_its_place())
    for expression in Expression.objects.filter(page__path__startswith=instance.path):
        forget_words(expression)
        actions.drop_draft_text(expression=expression)


def forget_words(expression: Expression) -> None:
    """Take the words of a draft that goes out of Wagtail's log.

    Wagtail shows entries about deleted pages to whoever may write at the root, and
    nobody can tell any more whose draft it was. The audit keeps what happened.
    """
    entries = PageLogEntry.objects.filter(page=expression.page_id)
    entries.update(label=str(expression.work), data={})


@receiver(pre_save, sender=PageViewRestriction)
def page_restricted(sender: Any, instance: PageViewRestriction, **_: Any) -> None:
    """Who reads a text is its work's audience to say, not a page's privacy."""
    if fixed.holds_fixed_text([instance.page]):
        raise PermissionDenied(fixed.keeps_its_place())


@receiver(pre_page_move)
def page_moved(
    sender: Any,
    instance: Page,
    parent_page_before: Page,
    parent_page_after: Page,
    **_kwargs: Any,
) -> None:
    """A page is about to move: not to another address, if a text is cited by it."""
    if parent_page_before != parent_page_after and fixed.holds_fixed_text([instance]):
        raise PermissionDenied(fixed.keeps_its_place())


def _put(page_ids: list[int]) -> None:
    for pk in Expression.objects.filter(page_id__in=page_ids).values_list(
        "pk", flat=True
    ):
        outbox.put(SEARCH_SOURCE, pk)


@receiver(post_save, sender=Revision)
def draft_saved(sender: Any, instance: Revision, **_kwargs: Any) -> None:
    """A draft was saved: those who may read drafts find its new words."""
    if instance.base_content_type.model_class() is Page:
        _put([int(instance.object_id)])


@receiver(page_published)
@receiver(page_unpublished)
def page_changed(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """A page went on or off the site."""
    _put([instance.pk])


@receiver(page_slug_changed)
@receiver(post_page_move)
def tree_changed(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """Addresses changed, for the page and for all below it."""
    _put(list(instance.get_descendants(inclusive=True).values_list("pk", flat=True)))
