"""The few words in braces that a mail of a rule may hold: names, never a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.content_rules.subjects import title_of, type_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.content_rules.subjects import Subject
    from cms.works.models import Work

_NAMED = re.compile(r"\{([^{}\n]{1,60})\}")


def _work(say: Callable[[Work], Any]) -> Callable[[Subject], str]:
    return lambda subject: str(say(subject.work) or "") if subject.work else ""


def _title(subject: Subject) -> str:
    if subject.work:
        return title_of(subject.work)
    return str(subject.meeting)


def _date(subject: Subject) -> str:
    if subject.work:
        day = subject.work.dated_on
        return date_format(day, "DATE_FORMAT") if day else ""
    return subject.meeting.dates if subject.meeting else ""


def _place(subject: Subject) -> str:
    return subject.meeting.place if subject.meeting else ""


# Name → what it stands for in words, and its value in the active language.
PLACEHOLDERS: dict[str, tuple[Any, Callable[[Subject], str]]] = {
    "title": (_("title of the text, or name of the meeting"), _title),
    "symbol": (_("symbol"), _work(lambda work: work.symbol)),
    "type": (_("type of the text"), _work(lambda work: type_name(work.type_code))),
    "state": (_("state"), _work(lambda work: work.get_state_display())),
    "author": (_("author"), _work(lambda work: work.author)),
    "date": (_("date"), _date),
    "meeting": (_("meeting"), lambda s: str(s.meeting or "")),
    "place": (_("place of the meeting"), _place),
}


def unknown(text: str) -> list[str]:
    """Return what stands in braces and is no placeholder."""
    return [name for name in _NAMED.findall(text) if name not in PLACEHOLDERS]


def fill(text: str, subject: Subject) -> str:
    """Put values for the placeholders, in the active language, once: values that
    look like placeholders stay as they are, and so does everything else.
    """

    def value(found: re.Match[str]) -> str:
        known = PLACEHOLDERS.get(found.group(1))
        return known[1](subject) if known else found.group(0)

    return _NAMED.sub(value, text)
