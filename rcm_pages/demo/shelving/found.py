"""Finds sample works again by the key that their pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from cms.works.models import Work
from rcm_pages.demo.shelving.pages import key_of_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

_AT_ONCE = 500


def keys_present(keys: Iterable[str]) -> set[str]:
    """Return those of the keys whose works have been made."""
    wanted = {key_of_pages(key): key for key in keys}
    found: set[str] = set()
    translation_keys = list(wanted)
    for begun in range(0, len(translation_keys), _AT_ONCE):
        some = translation_keys[begun : begun + _AT_ONCE]
        rows = Page.objects.filter(translation_key__in=some)
        found |= {wanted[key] for key in rows.values_list("translation_key", flat=True)}
    return found


def works_by_key(keys: Iterable[str]) -> dict[str, Work]:
    """Return the works that stand behind keys, those that are there."""
    wanted = {key_of_pages(key): key for key in keys}
    pages = Page.objects.filter(expression__work=OuterRef("pk"))
    works = Work.objects.annotate(
        key=Subquery(pages.values("translation_key")[:1])
    ).filter(is_sample=True)
    return {wanted[work.key]: work for work in works if work.key in wanted}
