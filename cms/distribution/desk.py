"""A person's notices as they are listed on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from cms.distribution.guards import seen_by
from cms.distribution.kinds import UnknownKindError
from cms.distribution.models import Notice
from cms.distribution.wording import Words, words_of

if TYPE_CHECKING:
    from cms.accounts.models import User

PER_PAGE = 25


@dataclass(frozen=True)
class Entry:
    """A notice with its words; without any where they must not be shown."""

    notice: Notice
    words: Words | None


def page_of_notices(person: User, number: str) -> tuple[Page[Notice], list[Entry]]:
    """Return a page of a person's notices, unread first; a wrong number is mended."""
    notices = Notice.objects.shown_to(person).unread_first()
    page = Paginator(notices, PER_PAGE).get_page(number)
    rows = list(page.object_list)
    seen = seen_by(person, rows)
    return page, [_entry(notice, person, is_seen=notice.pk in seen) for notice in rows]


def latest_notices(person: User, number: int) -> list[Entry]:
    """Return a person's first notices, unread ones before the others."""
    rows = list(Notice.objects.shown_to(person).unread_first()[:number])
    seen = seen_by(person, rows)
    return [_entry(notice, person, is_seen=notice.pk in seen) for notice in rows]


def address_of(notice: Notice, person: User) -> str:
    """Return where a notice leads, or nothing."""
    is_seen = notice.pk in seen_by(person, [notice])
    words = _entry(notice, person, is_seen=is_seen).words
    return words.address if words else ""


def _entry(notice: Notice, person: User, *, is_seen: bool) -> Entry:
    notice.recipient = person  # they are the same, and known
    try:
        return Entry(notice, words_of(notice) if is_seen else None)
    except UnknownKindError:
        return Entry(notice, None)
