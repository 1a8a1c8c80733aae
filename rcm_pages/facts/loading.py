"""Brings the facts into the database; whatever is there already stays untouched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cms.audit.actions import record as record_event
from cms.conference.models import Body, Meeting, Membership, Party, PresidencyTerm
from cms.conference.permissions import capacity_of
from rcm_pages.facts import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

    from cms.accounts.models import User

VERB = "facts.loaded"


def _nothing() -> None:
    """Count no steps."""


class Loader:
    """One loading: what it made, what it changed, what it found as it should be."""

    def __init__(self, *, by: User | None, step: Callable[[], object]) -> None:
        self.by, self.step = by, step
        self.capacity = capacity_of(by)
        self.counts: Counter[str] = Counter(made=0, changed=0, unchanged=0)
        self.parties: dict[str, Party] = {}

    def put(self, model: type[models.Model], key: dict[str, Any], **values: Any) -> Any:
        """Make or correct the record found by ``key``, with an event if it did."""
        found = model._default_manager.filter(**key).first()
        row = found or model(**key)
        changed = [
            name
            for name, value in values.items()
            if found is None or getattr(found, name) != value
        ]
        self.step()
        if found and not changed:
            self.counts["unchanged"] += 1
            return row
        for name in changed:
            setattr(row, name, values[name])
        row.save()
        self.counts["changed" if found else "made"] += 1
        record_event(
            verb=VERB,
            subject=row,
            by=self.by,
            capacity=self.capacity,
            data={"fields": changed},
        )
        return row

    def party(self, row: dict[str, Any]) -> None:
        """Load a party and its standing."""
        names = ("name_en", "name_es", "acronym_en", "acronym_es")
        party = self.put(
            Party,
            {"code": row["code"]},
            kind=row["kind"],
            **{name: row.get(name, "") for name in names},
        )
        self.parties[party.code] = party
        self.put(
            Membership,
            {"party": party, "standing": row["standing"]},
            starts_on=row.get("starts_on"),
            note=row.get("note", ""),
        )

    def meeting(self, row: dict[str, Any], body: Body) -> None:
        """Load a meeting: known by its ordinal, or where uncounted by its date."""
        when = reading.parse_when(row.get("when", ""))
        key: dict[str, Any] = {"body": body, "ordinal": row["ordinal"]}
        values: dict[str, Any] = when._asdict()
        if key["ordinal"] is None:
            key |= {name: values.pop(name) for name in ("starts_on", "precision")}
        city = row.get("city_en", "")
        self.put(
            Meeting,
            key,
            **values,
            city_en=city,
            city_es=row.get("city_es", city),
            host=self.parties.get(row.get("host", "")),
            theme_en=row.get("theme_en", ""),
            theme_es=row.get("theme_es", ""),
            is_fictional=False,
            certainty=row.get("certainty", ""),
            source=reading.say_sources(row.get("source", [])),
        )

    def term(self, row: dict[str, Any]) -> None:
        """Load a term of the Presidency; edges that are not known stay empty."""
        said = [row.get("note", ""), reading.say_sources(row.get("source", []))]
        self.put(
            PresidencyTerm,
            {"ordinal": row["ordinal"]},
            party=self.parties[row["party"]],
            is_fictional=False,
            source="; ".join(filter(None, said)),
        )


def count_facts() -> int:
    """Return how many records ``load_facts`` looks at, for a progress bar."""
    return (
        2 * len(reading.parties())
        + len(reading.bodies())
        + len(reading.meetings())
        + len(reading.terms())
    )


@transaction.atomic
def load_facts(
    *, step: Callable[[], object] = _nothing, by: User | None = None
) -> Counter[str]:
    """Load every fact; return how many records were made, changed, left unchanged.

    ``step`` is called once for each record. Loading again corrects what no longer
    agrees with the files, and touches nothing else.
    """
    loader = Loader(by=by, step=step)
    for row in reading.parties():
        loader.party(row)
    bodies = {}
    for row in reading.bodies():
        names = {name: value for name, value in row.items() if name != "code"}
        bodies[row["code"]] = loader.put(Body, {"code": row["code"]}, **names)
    for row in reading.meetings():
        loader.meeting({"ordinal": None, **row}, bodies[row["body"]])
    for row in reading.terms():
        loader.term(row)
    return loader.counts
