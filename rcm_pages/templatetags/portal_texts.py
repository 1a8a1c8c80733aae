"""Texts, files and meetings in the shape and words that templates need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import get_language_info

from cms.audit.verbs import say_verb
from cms.conference.actors import name_of
from cms.conference.models.dated import in_active_language
from cms.works import types
from cms.works.actions import UNCOUNTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.conference.models import Meeting
    from cms.documents.models import Document, DocumentVersion
    from cms.works.canonical import ParagraphData

register = template.Library()
register.filter("verb_in_words", say_verb)


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph with its address on the page and the number it is cited by."""

    data: ParagraphData
    anchor: str
    number: int | None

    @property
    def short_anchor(self) -> str:
        """The anchor that people cite, such as ``p12``; the same in all languages."""
        return f"p{self.number}" if self.number else self.anchor


@register.filter
def numbered(paragraphs: Iterable[ParagraphData]) -> list[ShownParagraph]:
    """Number what can be cited, as the frozen text does; headings stay uncounted."""
    shown, number = [], 0
    for position, data in enumerate(paragraphs, start=1):
        counted = data.kind not in UNCOUNTED_KINDS
        number += counted
        # A block that was never saved has no id yet: previews must not repeat one.
        anchor = f"p-{data.id}" if data.id and data.id != "None" else f"p-{position}"
        shown.append(ShownParagraph(data, anchor, number if counted else None))
    return shown


@register.filter
def headings(paragraphs: Iterable[ShownParagraph]) -> list[ShownParagraph]:
    """Return the headings among numbered paragraphs."""
    return [p for p in paragraphs if p.data.kind == "heading"]


@register.filter
def actors_in_words(codes: Iterable[str]) -> list[str]:
    """Say those whom a paragraph charges; an unknown code stays a code."""
    return [name_of(code) for code in codes or ()]


@register.filter
def name_of_language(code: str) -> str:
    """Return the name of a language in that language, such as "Español"."""
    try:
        return get_language_info(code)["name_local"].capitalize()
    except KeyError:
        return code


@register.filter
def name_of_type(code: str) -> str:
    """Return the name of a type of work; an unknown code stays a code."""
    try:
        return str(types.get(code).name)
    except KeyError:
        return code


@register.filter
def plural_of_type(code: str) -> str:
    """Return the plural of a type of work; an unknown code stays a code."""
    try:
        return str(types.get(code).name_plural)
    except KeyError:
        return code


@register.filter
def page_in(meeting: Meeting, locale_id: int) -> Any:
    """Return the live page of a meeting in one language's tree, or nothing."""
    pages = (p for p in meeting.pages.all() if p.locale_id == locale_id and p.live)
    return next(pages, None)


@register.filter
def name_without_date(meeting: Meeting) -> str:
    """Say a meeting for a row that gives its date anyway."""
    if meeting.ordinal or meeting.title:
        return meeting.name
    return in_active_language(meeting.body.meeting_en, meeting.body.meeting_es)


@register.filter
def older_versions(document: Document) -> list[DocumentVersion]:
    """Return the versions of a file before the current one, newest first."""
    versions = sorted(document.versions.all(), key=lambda v: v.number, reverse=True)
    return versions[1:]


@register.filter
def front_picture(version: DocumentVersion) -> Any:
    """Return the first page of a version if there is a picture of it."""
    pages = version.pages.all()
    return next((p for p in pages if p.number == 1 and p.picture and p.width), None)


@register.filter
def current_files(works_expression: Any) -> list[DocumentVersion]:
    """Return the current version of each file of an expression."""
    versions = (document.current for document in works_expression.documents.all())
    return [version for version in versions if version]
