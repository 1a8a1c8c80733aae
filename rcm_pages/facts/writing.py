"""Writes one fact after the other; what a person has corrected stays theirs."""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from cms.audit.actions import record as record_event
from cms.audit.models import Event
from cms.conference import attendance, guards, records, standings
from cms.conference.permissions import capacity_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

    from cms.accounts.models import User

VERB = "facts.loaded"
_CORRECTIONS = (
    records.CHANGED,
    records.RENAMED,
    standings.ENDED,
    standings.CORRECTED,
    attendance.LISTED,
)
PARTICIPANTS = "participants"


class Difference(NamedTuple):
    """What a record says otherwise than the file, and was left as it is."""

    record: str
    field: str
    here: str
    file: str

    def __str__(self) -> str:
        return (
            f"{self.record}: {self.field} is {self.here!r}, in the file {self.file!r}"
        )


def corrected_fields() -> dict[tuple[str, str], set[str]]:
    """Return the fields that people corrected since they were last loaded.

    By type and key of the record, from the audit: each correction names its fields.
    """
    fields: dict[tuple[str, str], set[str]] = defaultdict(set)
    events = Event.objects.filter(verb__in=(VERB, *_CORRECTIONS)).order_by("at", "id")
    for event in events.iterator():
        about = event.subject_type, event.subject_id
        if event.verb == VERB:
            fields[about] -= set(event.data.get("fields", ()))
        elif event.verb == attendance.LISTED:
            fields[about].add(PARTICIPANTS)
        else:
            fields[about] |= set(event.data.get("changes", ()))
    return fields


class Writer:
    """One loading: what it made, changed and left, and what differs from the files."""

    def __init__(
        self, *, by: User | None, step: Callable[[], object], overwrite: bool
    ) -> None:
        self.by, self.step, self.overwrite = by, step, overwrite
        self.capacity = capacity_of(by)
        self.counts: Counter[str] = Counter(made=0, changed=0, unchanged=0)
        self.differences: list[Difference] = []
        self.touched: list[models.Model] = []
        self._corrected = corrected_fields()

    def put(
        self,
        model: type[models.Model],
        key: dict[str, Any],
        found: Any = None,
        **values: Any,
    ) -> Any:
        """Make or correct the record found by ``key``, with an event if it did.

        ``found`` is the record where the key is not enough to find it.
        """
        self.step()
        found = found or model._default_manager.filter(**key).first()
        if found is None:
            row = model(**key, **values)
            row.save()
            return self._count("made", row, [*values])
        changed = self._to_change(found, key | values)
        if not changed:
            self.counts["unchanged"] += 1
            return found
        for name, value in changed.items():
            setattr(found, name, value)
        found.save()
        return self._count("changed", found, [*changed])

    def is_corrected(self, row: models.Model, field: str) -> bool:
        """Tell whether a person has the last word on a field of a record."""
        about = row._meta.label_lower, str(row.pk)
        return not self.overwrite and field in self._corrected.get(about, ())

    def differ(self, row: models.Model, field: str, here: Any, file: Any) -> None:
        """Note what stays otherwise than the file says."""
        self.differences.append(
            Difference(f"{row._meta.verbose_name} {row}", field, str(here), str(file))
        )

    def _to_change(self, row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
        """Return what to write; note what a person, or a symbol, keeps otherwise."""
        differ = {n: v for n, v in values.items() if getattr(row, n) != v}
        keep = [name for name in differ if self.is_corrected(row, name)]
        wanted = {n: v for n, v in differ.items() if n not in keep}
        after = copy.copy(row)
        for name, value in wanted.items():
            setattr(after, name, value)
        if wanted and guards.objections(row, after):
            keep, wanted = [*differ], {}
        for name in keep:
            self.differ(row, name, getattr(row, name), differ[name])
        return wanted

    def _count(self, what: str, row: models.Model, fields: list[str]) -> models.Model:
        self.counts[what] += 1
        self.touched.append(row)
        record_event(
            verb=VERB,
            subject=row,
            by=self.by,
            capacity=self.capacity,
            data={"fields": fields},
        )
        return row
