"""Brings the facts into the database; whatever is there already stays untouched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from cms.conference.models import (
    Body,
    BodyName,
    Meeting,
    Membership,
    Participation,
    Party,
    PartyName,
    PresidencyTerm,
)
from cms.conference.signals import meeting_saved
from cms.conference.standings import check_alone
from rcm_pages.facts import reading
from rcm_pages.facts.writing import PARTICIPANTS, VERB, Difference, Writer

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from cms.accounts.models import User

__all__ = ["VERB", "Loaded", "count_facts", "load_facts"]

NAMES = ("name_en", "name_es", "acronym_en", "acronym_es")
OFFICIAL = ("official_en", "official_es")
MEETING = (
    "title_en", "title_es", "venue_en", "venue_es", "theme_en", "theme_es", "format",
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What a loading did, and what it found otherwise and left."""

    counts: Counter[str]
    differences: list[Difference]


def _nothing() -> None:
    """Count no steps."""


def _texts(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: row.get(name, "") for name in names}


def _facts(row: dict[str, Any]) -> dict[str, str]:
    """Return how sure a fact is, and where it was read."""
    said = _texts(row, ("certainty", "note_en", "note_es"))
    return said | {"source": reading.say_sources(row.get("source", []))}


def _edges(row: dict[str, Any]) -> dict[str, Any]:
    """Return when a fact began and ended; one without an end has not ended."""
    starts = reading.parse_edge(row.get("from", ""))
    values = {
        "starts_on": starts.on,
        "starts_by": starts.by,
        "starts_precision": starts.precision,
    }
    if "until" not in row:
        return values | {"ends_on": None, "ends_by": None, "ends_precision": ""}
    ends = reading.parse_edge(row["until"])
    return values | {
        "ends_on": ends.on,
        "ends_by": ends.by,
        "ends_precision": ends.precision,
    }


class Loader:
    """Knows which record each row of the files is; the writer does the rest."""

    def __init__(self, writer: Writer) -> None:
        self.writer, self.put = writer, writer.put
        self.parties: dict[str, Party] = {}
        self.bodies: dict[str, Body] = {}

    def party(self, row: dict[str, Any]) -> None:
        """Load a party with its standings and its names."""
        party = self.put(
            Party,
            {"code": row["code"]},
            kind=row["kind"],
            part_of=self.parties.get(row.get("part_of", "")),
            **_texts(row, NAMES + OFFICIAL),
        )
        self.parties[party.code] = party
        for standing in row.get("standing", []):
            self.standing(party, standing)
        for name in row.get("name", []):
            self.name(PartyName, {"party": party}, name)

    def standing(self, party: Party, row: dict[str, Any]) -> None:
        """Load a standing, unless the party has another one by now."""
        key = {"party": party, "standing": row["standing"]}
        values = _edges(row) | _facts(row)
        if not Membership.objects.filter(**key).exists():
            try:
                check_alone(Membership(**key, **values))
            except ValidationError as refused:
                self.writer.step()
                here = " ".join(refused.messages)
                self.writer.differ(party, "standing", here, row["standing"])
                return
        self.put(Membership, key, **values)

    def name(
        self,
        model: type[PartyName | BodyName],
        owner: dict[str, Any],
        row: dict[str, Any],
    ) -> None:
        """Load a dated name of a party or body."""
        texts = _texts(row, NAMES)
        key = owner | {"name_en": texts.pop("name_en")}
        self.put(model, key, **texts, **_edges(row), **_facts(row))

    def body(self, row: dict[str, Any]) -> None:
        """Load a body with its names."""
        body = self.put(
            Body,
            {"code": row["code"]},
            kind=row["kind"],
            parent=self.bodies.get(row.get("parent", "")),
            **_texts(row, (*NAMES, "meeting_en", "meeting_es")),
            **_edges(row),
            **_facts(row),
        )
        self.bodies[body.code] = body
        for name in row.get("name", []):
            self.name(BodyName, {"body": body}, name)

    def _known(self, row: dict[str, Any], body: Body) -> Meeting | None:
        """Find a meeting by its key; one loaded before keys were kept, by its date."""
        found = Meeting.objects.filter(code=row["code"]).first()
        if found or "ordinal" in row:
            of = Meeting.objects.filter(body=body, ordinal=row.get("ordinal"))
            return found or of.first()
        when = reading.parse_when(row.get("formerly", row.get("when", "")))
        return Meeting.objects.filter(
            body=body,
            code__isnull=True,
            is_fictional=False,
            starts_on=when.starts_on,
            precision=when.precision,
        ).first()

    def meeting(self, row: dict[str, Any]) -> None:
        """Load a meeting and who took part in it."""
        body = self.bodies[row["body"]]
        when = reading.parse_when(row.get("when", ""))
        city = row.get("city_en", "")
        meeting = self.put(
            Meeting,
            {"code": row["code"]},
            self._known(row, body),
            body=body,
            ordinal=row.get("ordinal"),
            kind=row.get("kind", Meeting.Kind.ORDINARY),
            status=row.get("status", Meeting.Status.HELD),
            **when._asdict(),
            **self._span(row),
            city_en=city,
            city_es=row.get("city_es", city),
            host=self.parties.get(row.get("host", "")),
            **_texts(row, MEETING),
            is_fictional=False,
            **_facts(row),
        )
        self.participants(meeting, row)

    def _span(self, row: dict[str, Any]) -> dict[str, Any]:
        if "span" not in row:
            week: tuple[Any, Any, str] = (None, None, "")
        else:
            week = reading.parse_when(row["span"])
        names = ("span_starts_on", "span_ends_on", "span_precision")
        return dict(zip(names, week, strict=True))

    def participants(self, meeting: Meeting, row: dict[str, Any]) -> None:
        """Load who the meeting's papers name; a list entered by a person stays."""
        presence = Participation.Presence
        said = dict.fromkeys(row.get("listed", []), presence.LISTED)
        said |= dict.fromkeys(row.get("not_listed", []), presence.NOT_LISTED)
        if said and self.writer.is_corrected(meeting, PARTICIPANTS):
            rows = meeting.participations.select_related("party")
            here = {each.party.code: each.presence for each in rows}
            if here != {code: str(what) for code, what in said.items()}:
                self.writer.differ(meeting, PARTICIPANTS, sorted(here), sorted(said))
            for _code in said:
                self.writer.step()
            return
        for code, what in said.items():
            key = {"meeting": meeting, "party": self.parties[code]}
            self.put(Participation, key, presence=what, **_facts(row))

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
    parties, meetings = reading.parties(), reading.meetings()
    bodies = reading.bodies()
    return (
        sum(1 + len(p.get("standing", [])) + len(p.get("name", [])) for p in parties)
        + sum(1 + len(body.get("name", [])) for body in bodies)
        + sum(
            1 + len(m.get("listed", [])) + len(m.get("not_listed", []))
            for m in meetings
        )
        + len(reading.terms())
    )


@transaction.atomic
def load_facts(
    *,
    step: Callable[[], object] = _nothing,
    overwrite: bool = False,
    by: User | None = None,
) -> Loaded:
    """Load every fact; say how many records were made, changed, left unchanged.

    ``step`` is called once for each record. Loading again corrects what no longer
    agrees with the files, and touches nothing else. What a person has corrected since
    is left and told as a difference, unless ``overwrite`` takes the file's word.
    """
    writer = Writer(by=by, step=step, overwrite=overwrite)
    loader = Loader(writer)
    for row in reading.parties():
        loader.party(row)
    for row in reading.bodies():
        loader.body(row)
    for row in reading.meetings():
        loader.meeting(row)
    for row in reading.terms():
        loader.term(row)
    for record in writer.touched:
        if isinstance(record, Meeting):
            meeting_saved.send(sender=Meeting, meeting=record)
    return Loaded(writer.counts, writer.differences)
