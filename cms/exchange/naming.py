"""Records in words of every language, and their addresses in full."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from cms.exchange.description import Day, Meeting, Named, Words
from cms.works import types

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from cms.conference.models import Meeting as MeetingRecord
    from cms.works.models import Work

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def active_language() -> str:
    """Return the reader's language by its two letters."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def origin_of(request: HttpRequest) -> str:
    """Return how the addresses of this site begin: scheme and host."""
    return f"{request.scheme}://{request.get_host()}"


def permanent_address(symbol: str, origin: str) -> str:
    """Return the address that a symbol has for good."""
    return f"{origin}{reverse('by_symbol', args=[symbol])}" if symbol else ""


def say(word: Callable[[], Any]) -> Words:
    """Say something in every language; what comes out empty is left out."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(word())
    return {language: word for language, word in said.items() if word}


@cache
def type_name(code: str) -> Words:
    """Return the name of a type of work; the code where nobody registers it now."""
    try:
        known = types.get(code)
    except KeyError:
        return dict.fromkeys(LANGUAGES, code)
    return say(lambda: known.name)


@cache
def state_name(state: Any) -> Words:
    """Return a state in words."""
    return say(lambda: state.label)


@cache
def conference_name() -> Words:
    """Return the name of the conference whose archive this is."""
    return say(lambda: gettext(settings.CONFERENCE_NAME))


def stored(record: Any, field: str) -> Words:
    """Return a field of a record in each language in which it is filled in."""
    words = {code: getattr(record, f"{field}_{code}", "") for code in LANGUAGES}
    return {code: word for code, word in words.items() if word}


def named(record: Any) -> Named | None:
    """Return a party or body by code and name; nothing where there is none."""
    if record is None:
        return None
    return Named(record.code, stored(record, "name"), stored(record, "acronym"))


def day_of_meeting(meeting: MeetingRecord) -> Day | None:
    """Return when a meeting began, as well as it is known."""
    if meeting.starts_on is None or meeting.precision == "unknown":
        return None
    return Day(
        meeting.starts_on, meeting.ends_on, meeting.precision, is_of_meeting=True
    )


def day_of(work: Work) -> Day | None:
    """Return the date of a work, else that of its meeting."""
    if work.dated_on:
        return Day(work.dated_on)
    return day_of_meeting(work.meeting) if work.meeting else None


def meeting_of(meeting: MeetingRecord) -> Meeting:
    """Return what is handed on of a meeting; body and host were fetched with it."""
    body = named(meeting.body)
    assert body is not None  # noqa: S101 (a meeting has its body)
    return Meeting(
        id=meeting.pk,
        name=say(lambda: meeting.name),
        body=body,
        ordinal=meeting.ordinal,
        day=day_of_meeting(meeting),
        ends_on=meeting.ends_on,
        place=say(lambda: meeting.place),
        host=named(meeting.host),
        theme=stored(meeting, "theme"),
    )
