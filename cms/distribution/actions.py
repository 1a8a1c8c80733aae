"""Tell people something, remind them, and note what they have read and prefer."""

from __future__ import annotations

import json
import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.audit.actions import record as record_event
from cms.distribution.kinds import Kind, groups, kind_of
from cms.distribution.models import (
    LONGEST_KEY,
    Mail,
    MailChoice,
    MailPreference,
    Notice,
)
from cms.distribution.sending import queue_mail

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_STATES = {
    MailChoice.AT_ONCE: Mail.QUEUED,
    MailChoice.DAILY: Mail.WAITING,
    MailChoice.DESK: Mail.NONE,
}


@transaction.atomic
def notify(
    *,
    people: Iterable[User],
    kind: str,
    subject: models.Model,
    context: dict[str, Any] | None = None,
    url: str = "",
    key: str = "",
    tell_actor: bool = False,
    by: User | None = None,
) -> list[Notice]:
    """Tell each of these people once, on the desk and by mail; return the new notices.

    The notices and the orders for their mails belong to the caller's transaction: all
    of it comes to be, or nothing. Nobody who is inactive is told, and ``by`` only if
    ``tell_actor`` is set. With a ``key`` the same kind is told of the same record only
    once for each key and person, however often this is called; without one, each call
    is an event of its own.

    ``context`` is JSON (no words in the sender's language: values, and for what both
    languages have ``{"en": …, "es": …}``). Raises UnknownKindError for a kind that no
    room registered, TypeError for a context that is not JSON.
    """
    declared = kind_of(kind)
    told = _told(people, without=None if tell_actor else by)
    states = _mail_states(told, declared)
    event = {
        "kind": kind,
        "subject_type": subject._meta.label_lower,
        "subject_id": str(subject.pk),
        "context": _as_json(context or {}),
        "url": url,
    }
    return _write(event, key=key, states=states)


def _write(event: dict[str, Any], *, key: str, states: dict[int, Mail]) -> list[Notice]:
    """Write the notices that are not there yet, and order their mails."""
    now = timezone.now()
    wanted = [
        Notice(
            **event,
            recipient_id=person_id,
            key=_short(key) or uuid.uuid4().hex,
            created_at=now,
            mail=state,
            mail_at=now,
        )
        for person_id, state in states.items()
    ]
    Notice.objects.bulk_create(wanted, ignore_conflicts=True)
    marks = [notice.uuid for notice in wanted]
    made = list(Notice.objects.filter(uuid__in=marks).order_by("pk"))
    queue_mail(notice.pk for notice in made if notice.mail == Mail.QUEUED)
    return made


def remind(
    *,
    people: Iterable[User],
    kind: str,
    subject: models.Model,
    since: dt.datetime,
    interval: dt.timedelta,
    key: str = "",
    context: dict[str, Any] | None = None,
    url: str = "",
    at: dt.datetime | None = None,
) -> list[Notice]:
    """Remind people once for each whole ``interval`` that has passed ``since`` then.

    Whoever calls it every hour reminds them once per interval, first when one has
    passed. Intervals missed are not made up for, and a clock set back reminds nobody
    twice. ``key`` tells rounds apart that began at the same record; ``since`` is part
    of it, so a new round begins to count anew.
    """
    passed = ((at or timezone.now()) - since) // interval
    if passed < 1:
        return []
    return notify(
        people=people,
        kind=kind,
        subject=subject,
        context=context,
        url=url,
        key=f"{key}|{since.isoformat()}|{passed}",
    )


def _told(people: Iterable[User], *, without: User | None) -> list[User]:
    """Return the people once each, as they are now, but for those not to be told."""
    numbers = {person.pk for person in people} - {without.pk if without else None}
    found = User.objects.filter(pk__in=numbers, is_active=True)
    return list(found.order_by("pk")) if numbers else []


def _mail_states(people: list[User], kind: Kind) -> dict[int, Mail]:
    """Return what is to become of each person's mail, in one query."""
    states = {person.pk: Mail.QUEUED for person in people}
    if kind.needs_action or not people:
        return states
    chosen = MailPreference.objects.filter(person__in=people, group=kind.group)
    for person_id, choice in chosen.values_list("person_id", "choice"):
        states[person_id] = _STATES[MailChoice(choice)]
    return states


def _as_json(context: dict[str, Any]) -> dict[str, Any]:
    """Return the context as it will be read back; PostgreSQL takes no NUL in it."""
    written = json.dumps(context, cls=DjangoJSONEncoder).replace("\\u0000", "")
    return dict(json.loads(written))


def _short(key: str) -> str:
    """Return a key that fits, and still tells events apart."""
    return key if len(key) <= LONGEST_KEY else sha256(key.encode()).hexdigest()


def mark_read(*, notice: Notice, by: User) -> None:
    """Note that a person read their notice; a second time changes nothing."""
    own = Notice.objects.shown_to(by).unread().filter(pk=notice.pk)
    own.update(read_at=timezone.now())


def mark_done(*, subject: models.Model, kinds: Iterable[str], by: User) -> None:
    """Note that a person has done what these notices asked of them: they were read.

    Only of the person themselves: what others have not seen stays new for them.
    """
    Notice.objects.shown_to(by).unread().filter(
        kind__in=list(kinds),
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
    ).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """Note that a person has read all their notices; return how many were new."""
    return Notice.objects.shown_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def choose_mail(*, choices: dict[str, str], by: User) -> None:
    """Keep how a person wants to be told of each group of notices.

    Raises ValueError for a group or a choice that there is not.
    """
    known = {group.code for group in groups()}
    if not known.issuperset(choices):
        msg = "There is no such group of notices."
        raise ValueError(msg)
    for group, choice in choices.items():
        MailPreference.objects.update_or_create(
            person=by, group=group, defaults={"choice": MailChoice(choice)}
        )
    record_event(verb="distribution.mail_chosen", subject=by, by=by, data=choices)
