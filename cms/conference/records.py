"""Every write to parties, bodies, meetings and their names: checked, with an event.

All of them raise ValidationError, in the language of whoever acts, by field.
"""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cms.audit.actions import record as record_event
from cms.conference import guards
from cms.conference.dates import Precision
from cms.conference.edges import Edge
from cms.conference.models import BodyName, Meeting, Party, PartyName
from cms.conference.models.dated import ONE_DAY
from cms.conference.permissions import capacity_of
from cms.conference.signals import meeting_saved

if TYPE_CHECKING:
    from cms.accounts.models import User

Record = TypeVar("Record", bound=models.Model)

ENTERED, CHANGED, RENAMED = (
    "conference.entered",
    "conference.changed",
    "conference.renamed",
)
NAME_FIELDS = ("name_en", "name_es", "acronym_en", "acronym_es")


def plain(value: Any) -> Any:
    """Return a field's value as an event keeps it."""
    if isinstance(value, models.Model):
        return getattr(value, "code", None) or str(value.pk)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _tell(record: models.Model) -> None:
    if isinstance(record, Meeting):
        meeting_saved.send(sender=Meeting, meeting=record)


def _given(record: models.Model) -> dict[str, Any]:
    """Return what a new record says, as its event keeps it."""
    return {
        field.name: plain(getattr(record, field.name))
        for field in record._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and getattr(record, field.name) not in (None, "", field.get_default())
    }


@transaction.atomic
def enter(*, record: Record, by: User | None) -> Record:
    """Enter a new party, body, meeting or name."""
    record.full_clean()
    record.save()
    record_event(
        verb=ENTERED,
        subject=record,
        by=by,
        capacity=capacity_of(by),
        data={"given": _given(record)},
    )
    _tell(record)
    return record


def apply(
    record: Record, changes: dict[str, Any]
) -> tuple[Record, dict[str, list[Any]]]:
    """Lock the stored row, check the changes and save them; return what differed."""
    model = type(record)
    before = model._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    after = copy.copy(before)
    for name, value in changes.items():
        setattr(after, name, value)
    after.full_clean()
    differ = {
        name: [plain(getattr(before, name)), plain(getattr(after, name))]
        for name in changes
        if getattr(before, name) != getattr(after, name)
    }
    if differ:
        refused = guards.objections(before, after)
        if refused:
            raise ValidationError(refused)
        after.save()
    return after, differ


@transaction.atomic
def change(*, record: Record, changes: dict[str, Any], by: User | None) -> Record:
    """Change fields of a record; a change to what it says already leaves no event.

    Refused where a room above objects: the symbol of a settled work names the body,
    ordinal and year of its meeting.
    """
    after, differ = apply(record, changes)
    if not differ:
        return after
    _keep_name_in_step(after, differ)
    record_event(
        verb=CHANGED,
        subject=after,
        by=by,
        capacity=capacity_of(by),
        data={"changes": differ},
    )
    _tell(after)
    return after


def _keep_name_in_step(record: Any, differ: dict[str, list[Any]]) -> None:
    """A present name put right on the record is put right where it is dated, too."""
    changed = {name: pair[1] for name, pair in differ.items() if name in NAME_FIELDS}
    if not changed:
        return
    twin: Any = None
    if isinstance(record, PartyName | BodyName):
        if not record.ends_precision:
            twin = record.party if isinstance(record, PartyName) else record.body
    elif hasattr(record, "names"):
        twin = record.names.filter(ends_precision="").last()
    if twin:
        for name, value in changed.items():
            setattr(twin, name, value)
        twin.save()


def _name_of(record: Any) -> tuple[type[PartyName | BodyName], dict[str, Any]]:
    if isinstance(record, Party):
        return PartyName, {"party": record}
    return BodyName, {"body": record}


@transaction.atomic
def rename(
    *, record: Any, names: dict[str, str], starts: Edge, by: User | None
) -> PartyName | BodyName:
    """Give a party or body another name from some day on; the earlier one ends then.

    ``names`` are the fields of the new name; what is left out stays empty.
    """
    model, owner = _name_of(record)
    _end_name(record, model, owner, starts)
    names = {name: names.get(name, "") for name in NAME_FIELDS}
    new = model(
        **owner,
        **names,
        starts_on=starts.on,
        starts_by=starts.by,
        starts_precision=starts.precision,
    )
    new.full_clean()
    new.save()
    after, differ = apply(record, names)
    record_event(
        verb=RENAMED,
        subject=after,
        by=by,
        capacity=capacity_of(by),
        data={"changes": differ, "starts": plain(starts.on)},
    )
    return new


def _end_name(
    record: Any,
    model: type[PartyName | BodyName],
    owner: dict[str, Any],
    starts: Edge,
) -> None:
    """End the present name where the new one begins, dating it first if need be."""
    present = record.names.filter(ends_precision="").last() or model(
        **owner, **{name: getattr(record, name) for name in NAME_FIELDS}
    )
    is_day = starts.precision == Precision.DAY and starts.on is not None
    present.ends_on = starts.on - ONE_DAY if is_day and starts.on else starts.on
    present.ends_by, present.ends_precision = starts.by, starts.precision
    present.full_clean()
    present.save()
