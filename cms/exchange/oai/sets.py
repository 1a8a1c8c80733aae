"""Sets of the harvest: by type, by body, by meeting; only what everybody may see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from cms.conference.models import Body, Meeting
from cms.exchange import naming
from cms.exchange.oai.errors import BadArgumentError
from cms.works import tokens
from cms.works.meetings import hidden_meetings
from cms.works.models import Work

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet

    from cms.exchange.description import Words

# The characters of the protocol (OAI-PMH.xsd, setSpecType), without its hierarchy.
_SPEC = re.compile(r"(type|body|meeting)\.([A-Za-z0-9_-]{1,40})", re.ASCII)
_MOST_DIGITS = 9


def within(works: QuerySet[Any], spec: str) -> QuerySet[Any]:
    """Return the records of a set; raises BadArgumentError if it can be none."""
    found = _SPEC.fullmatch(spec)
    if not found:
        msg = f"There is no set {spec[:80]}"
        raise BadArgumentError(msg)
    kind, code = found.groups()
    if kind == "type":
        return works.filter(type_code=code)
    if kind == "body":
        return works.filter(meeting__body__code=code)
    if not code.isdigit() or len(code) > _MOST_DIGITS:
        return works.none()
    seen = works.exclude(meeting__in=hidden_meetings({tokens.PUBLIC}))
    return seen.filter(meeting=int(code))


def sets_of(work: Work, hidden: Collection[int]) -> list[str]:
    """Return the sets of a record; those of ``hidden`` meetings are not told."""
    found = [f"type.{work.type_code}"]
    meeting = work.meeting
    if meeting and meeting.pk not in hidden:
        found += [f"body.{meeting.body.code}", f"meeting.{meeting.pk}"]
    return found


def all_sets() -> Iterator[tuple[str, str]]:
    """Yield spec and name of every set that holds a record; names in English."""
    public = Work.objects.settled().public().order_by()
    codes = sorted(public.values_list("type_code", flat=True).distinct())
    yield from ((f"type.{code}", _name(naming.type_name(code))) for code in codes)
    seen = public.exclude(meeting__in=hidden_meetings({tokens.PUBLIC}))
    bodies = Body.objects.filter(meetings__works__in=seen).distinct()
    meetings = Meeting.objects.filter(works__in=seen).select_related("body").distinct()
    with override("en"):
        for body in bodies.order_by("code"):
            yield f"body.{body.code}", body.name
        for meeting in meetings.order_by("pk"):
            yield f"meeting.{meeting.pk}", meeting.name


def _name(words: Words) -> str:
    return words.get("en") or next(iter(words.values()), "")
