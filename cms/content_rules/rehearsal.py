"""The dry run: what a rule would do, and why or why not; nothing is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.content_rules import conditions, deeds
from cms.content_rules.clock import occurrences
from cms.content_rules.conditions import judge
from cms.content_rules.facts import facts_of
from cms.content_rules.models import Firing
from cms.content_rules.parts import conditions_of, say_action
from cms.content_rules.reckoning import as_written
from cms.content_rules.subjects import WORK, Subject, subject_of, title_of
from cms.content_rules.triggers import DATE, EVENT, subject_kind
from cms.works.audiences import tokens_for
from cms.works.models import Work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.accounts.models import User
    from cms.content_rules.conditions import Judgement
    from cms.content_rules.models import ContentRule

SPAN = dt.timedelta(days=90)
# So many occasions are gone through at most, and so many records by words.
MOST, MOST_BY_WORDS = 100, 10


@dataclass
class Foreseen:
    """One action: in words, what is to be added, why it would be refused."""

    words: str
    detail: str = ""
    refusal: str = ""


@dataclass
class Rehearsed:
    """One occasion: the record, each condition, each action."""

    title: str
    at: dt.datetime | None
    judged: list[tuple[str, bool]]
    would_fire: bool
    has_fired: bool
    actions: list[Foreseen] = field(default_factory=list)


@dataclass
class Rehearsal:
    """A dry run: its occasions, how many more it kept from the one who asks."""

    rows: list[Rehearsed] = field(default_factory=list)
    hidden: int = 0
    is_cut: bool = False


@dataclass(frozen=True)
class _Occasion:
    subject: Subject
    at: dt.datetime | None
    key: str = ""


def rehearse(
    rule: ContentRule, over: str, words: str = "", *, asked_by: User
) -> Rehearsal:
    """Go through what a rule would do as the records stand now.

    With the rights of the one who enabled it, or would: the one who asks. Records that
    they may not read are counted, not shown.
    """
    by = rule.enabled_by if rule.is_enabled and rule.enabled_by else asked_by
    asked = conditions_of(rule)
    found = list(islice(_occasions(rule, over, words, asked_by), MOST + 1))
    run = Rehearsal(is_cut=len(found) > MOST)
    fired = set(
        Firing.objects.filter(rule=rule, key__in=[o.key for o in found]).values_list(
            "key", flat=True
        )
    )
    for occasion in found[:MOST]:
        if not occasion.subject.is_known_to(asked_by):
            run.hidden += 1
            continue
        judged = judge(asked, facts_of(occasion.subject))
        run.rows.append(
            _rehearsed(rule, occasion, judged, by, has_fired=occasion.key in fired)
        )
    return run


def _rehearsed(
    rule: ContentRule,
    occasion: _Occasion,
    judged: list[Judgement],
    by: User,
    *,
    has_fired: bool,
) -> Rehearsed:
    subject = occasion.subject
    would_fire = all(each.holds for each in judged)
    row = Rehearsed(
        title=title_of(subject.work) if subject.work else str(subject.meeting),
        at=occasion.at,
        judged=[(conditions.say(each.condition), each.holds) for each in judged],
        would_fire=would_fire,
        has_fired=has_fired,
    )
    if would_fire:
        row.actions = [
            _foresee(action.kind, action.spec, subject, by)
            for action in rule.actions.all()
        ]
    return row


def _foresee(kind: str, spec: dict[str, Any], subject: Subject, by: User) -> Foreseen:
    deed = deeds.find(kind)
    words = say_action(kind, spec)
    if deed is None:
        return Foreseen(words)
    refusal = deed.refusal(subject, spec, by)
    return Foreseen(words, "" if refusal else deed.foresee(subject, spec), refusal)


def _occasions(
    rule: ContentRule, over: str, words: str, asked_by: User
) -> Iterator[_Occasion]:
    now = timezone.now()
    if over == "record":
        yield from _by_words(rule, words, asked_by)
    elif not rule.trigger.startswith(DATE):
        if over == "past":
            yield from _events(rule, now - SPAN)
    else:
        start = now - SPAN if over == "past" else _beginning_of_today(now)
        until = now if over == "past" else now + SPAN
        for each in occurrences(rule, start, until):
            key = f"{each.subject.key}|{as_written(each.base)}"
            yield _Occasion(each.subject, each.due_at, key)


def _beginning_of_today(now: dt.datetime) -> dt.datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _events(rule: ContentRule, since: dt.datetime) -> Iterator[_Occasion]:
    verb = rule.trigger.removeprefix(EVENT)
    events = Event.objects.filter(verb=verb, at__gte=since).order_by("-at", "-id")
    for event in events[: MOST + 1]:
        subject = subject_of(event)
        if subject:
            yield _Occasion(subject, event.at, f"{subject.key}|event:{event.pk}")


def _by_words(rule: ContentRule, words: str, asked_by: User) -> Iterator[_Occasion]:
    """Yield readable records of that symbol, or with these words in their name."""
    words = words.strip().replace("\x00", "")
    if not words:
        return
    if subject_kind(rule.trigger) != WORK:
        named = (m for m in Meeting.objects.select_related("body") if _fits(m, words))
        for meeting in islice(named, MOST_BY_WORDS):
            yield _Occasion(Subject(of_meeting=meeting), None)
        return
    wanted = Q(symbol__iexact=words) | Q(expressions__title__icontains=words)
    works = Work.objects.open_to(tokens_for(asked_by)).filter(wanted).distinct()
    verb = rule.trigger.removeprefix(EVENT)
    for work in works.with_faces()[:MOST_BY_WORDS]:
        event = Event.objects.about(work).filter(verb=verb).last()
        yield _Occasion(Subject(work=work, event=event), None)


def _fits(meeting: Meeting, words: str) -> bool:
    return words.casefold() in meeting.name.casefold()
