"""What Wagtail does to pages, told to the search in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from cms.works import actions
from cms.works.models import Expression
from search import outbox


def _put(page_ids: list[int]) -> None:
    for pk in Expression.objects.filter(page_id__in=page_ids).values_list(
        "pk", flat=True
    ):
        outbox.put(actions.SEARCH_SOURCE, pk)


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
