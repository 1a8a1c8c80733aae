"""What was done to a party, body or meeting, told from the audit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.text import capfirst

from cms.audit.models import Event
from cms.audit.verbs import say_verb
from cms.conference.capacities import say_capacity
from cms.conference.models import AccreditedPerson, Body, Meeting, Membership, Party

if TYPE_CHECKING:
    import datetime as dt

    from django.db import models

# Enough for any record; the audit keeps the rest.
LONGEST = 200
_SATELLITES: dict[type[models.Model], tuple[str, ...]] = {
    Party: ("memberships", "names", "appointments"),
    Body: ("names",),
    Meeting: ("accreditations",),
}


@dataclass(frozen=True)
class Change:
    """A field that got another value."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One event in words."""

    at: dt.datetime
    what: str
    who: str
    capacity: str
    about: str
    changes: list[Change]
    reason: str


def _of(record: models.Model) -> Q:
    return Q(subject_type=record._meta.label_lower, subject_id=str(record.pk))


def _subjects(record: models.Model) -> dict[tuple[str, str], models.Model]:
    """Return the record and what hangs on it, by what events call them."""
    rows: list[models.Model] = [record]
    for name in _SATELLITES.get(type(record), ()):
        related = getattr(record, name)
        joined = {"accreditations": "party", "appointments": "person"}.get(name)
        rows += related.select_related(joined) if joined else related.all()
    return {(row._meta.label_lower, str(row.pk)): row for row in rows}


def _about(
    row: Any, record: models.Model, data: dict[str, Any], listed: set[str]
) -> str:
    """Say what of a record an event is about; nothing for the record itself.

    A name is said as long as it stands on a delegation's list.
    """
    if row is record:
        return ""
    if isinstance(row, Membership):
        return str(row.get_standing_display())
    if hasattr(row, "person_id"):
        return str(row.person)
    if not isinstance(record, Meeting):
        return str(row)
    name = str(data.get("person", ""))
    return ", ".join(filter(None, (row.party.name, name if name in listed else "")))


def _listed(record: models.Model) -> set[str]:
    """Return the names that stand on the lists of a meeting, or did until now."""
    if not isinstance(record, Meeting):
        return set()
    rows = AccreditedPerson.objects.filter(accreditation__meeting=record)
    return set(rows.values_list("name", flat=True))


def _label(row: models.Model, name: str) -> str:
    try:
        field: Any = row._meta.get_field(name)
        return str(capfirst(str(field.verbose_name)))
    except FieldDoesNotExist:
        return name


def _value(row: models.Model, name: str, value: Any) -> str:
    """Say a kept value as the record would; codes of choices in words."""
    if value in (None, ""):
        return "–"
    try:
        choices = dict(row._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        choices = {}
    return str(choices.get(value, value))


def _changes(row: models.Model, data: dict[str, Any]) -> list[Change]:
    said = data.get("changes", {})
    return [
        Change(_label(row, name), _value(row, name, old), _value(row, name, new))
        for name, (old, new) in said.items()
    ]


def history_of(record: models.Model) -> list[Entry]:
    """Return what was done to a record and what hangs on it, newest first."""
    subjects = _subjects(record)
    wanted = Q()
    for row in subjects.values():
        wanted |= _of(row)
    events = (
        Event.objects.filter(wanted)
        .select_related("actor")
        .order_by("-at", "-id")[:LONGEST]
    )
    capacities: dict[str, str] = {}
    listed, entries = _listed(record), []
    for event in events:
        if event.capacity not in capacities:
            capacities[event.capacity] = say_capacity(event.capacity)
        row = subjects[event.subject_type, event.subject_id]
        entries.append(
            Entry(
                at=event.at,
                what=say_verb(event.verb),
                who=event.shown_name,
                capacity=capacities[event.capacity],
                about=_about(row, record, event.data, listed),
                changes=_changes(row, event.data),
                reason=str(event.data.get("reason", "")),
            )
        )
    return entries


def last_event_id(record: models.Model) -> int:
    """Return the number of the last event about a record, 0 if there is none."""
    if record.pk is None:
        return 0
    last = Event.objects.filter(_of(record)).order_by("-id").values_list("id")[:1]
    return last[0][0] if last else 0
