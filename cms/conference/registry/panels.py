"""Groups of fields that the records' forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.conference.registry.forms import SOURCED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGES = ("en", "es")


def group(heading: StrOrPromise, *fields: str) -> MultiFieldPanel:
    """Return fields under one heading."""
    return MultiFieldPanel([FieldPanel(name) for name in fields], heading=heading)


def in_both_languages(heading: StrOrPromise, *fields: str) -> MultiFieldPanel:
    """Return the English and the Spanish field of each name, under one heading."""
    return group(heading, *(f"{name}_{code}" for name in fields for code in LANGUAGES))


def how_sure() -> MultiFieldPanel:
    """Return what a dated fact says of its certainty and its source."""
    return group(gettext_lazy("How sure this is"), *SOURCED)
