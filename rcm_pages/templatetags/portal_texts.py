"""Texts, files and meetings in the shape and words that templates need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from cms.audit.verbs import say_verb
from cms.conference.actors import name_of
from cms.conference.models.dated import in_active_language
from cms.conference.numerals import roman
from cms.documents.readers.kinds import CONTENT_TYPES, NAMES
from cms.works import types
from rcm_pages.texts.languages import minutes_to_read
from rcm_pages.texts.numbering import ShownParagraph, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.conference.models import Meeting
    from cms.documents.models import Document, DocumentVersion
    from cms.documents.readers.kinds import Kind

register = template.Library()
register.filter("verb_in_words", say_verb)
register.filter("numbered", numbered)


@register.filter
def with_links(paragraph: ShownParagraph) -> SafeString:
    """Write the words of a paragraph, with links where other papers are meant."""
    text, parts, reached = paragraph.data.text, [], 0
    for link in paragraph.links:
        if link.url and reached <= link.start < link.end <= len(text):
            said = text[link.start : link.end]
            parts += [escape(text[reached : link.start])]
            parts += [format_html('<a href="{}">{}</a>', link.url, said)]
            reached = link.end
    parts.append(escape(text[reached:]))
    return linebreaksbr(mark_safe("".join(parts)))  # noqa: S308 (each part is escaped)


@register.filter
def minutes(words: int | None) -> int:
    """Return how many minutes it takes to read so many words."""
    return minutes_to_read(words)


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
def as_roman(number: int) -> str:
    """Write the number of a term or meeting as the Conference does."""
    return roman(number)


@register.filter
def language_in_words(code: str) -> str:
    """Return the name of a language in the reader's own, for use in a sentence."""
    try:
        name = str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
    # Only English writes them with a capital letter.
    return name if (get_language() or "").startswith("en") else name.lower()


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
def name_of_kind(kind: str) -> str:
    """Return the kind of a file in words, such as "Word (.docx)"."""
    return str(NAMES.get(cast("Kind", kind), kind.upper()))


@register.filter
def media_type(kind: str) -> str:
    """Return what a file of this kind is sent as; bytes where nothing is said."""
    return CONTENT_TYPES.get(kind, "application/octet-stream").partition(";")[0]


@register.filter
def current_files(works_expression: Any) -> list[DocumentVersion]:
    """Return the current version of each file of an expression."""
    versions = (document.current for document in works_expression.documents.all())
    return [version for version in versions if version]
