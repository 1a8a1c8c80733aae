"""Who is charged and by when: suggestions, each with the words it rests on.

The patterns follow those attested in the Conference's papers; a person confirms them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from .actors import Referents, named_in, referents_after
from .charges import ALONE, Setting, charges_in, owners_in
from .deadlines import deadlines_in
from .marks import plain
from .meeting import MeetingFacts
from .paper import Deadline, Segment
from .phrases import leads_to_agreement, opens_with_infinitive
from .tables import bare_times, said_when, said_who
from .verbs import ASKS_BELOW, NO_DUTY

REASONS = {
    "asked": _("the text asks or charges the actor"),
    "invited": _("the text invites the actor"),
    "subject": _("the actor is the subject of should, shall or will"),
    "agreed": _("it was agreed that the actor does it"),
    "commitment": _("the text speaks of a commitment of the actor"),
    "agent": _("the text says that the actor does, makes or prepares it"),
    "support": _("the actor supports or is to be coordinated with"),
    "place": _("it is to be done in the actor's countries"),
    "chapeau": _("the introduction of the section charges the actor"),
    "table": _("the paper names the actor as responsible"),
    "title": _("the paper is about the actor's own work"),
    "deadline": _("the words of the deadline"),
    "ambiguous": _("the word has two meanings in use"),
}
_LEAST, _DEEPEST = -1, 99
CHARGING = frozenset({"chapeau", "item", "paragraph"})
_TERMS_OF = "terms_of_reference"
# For whom `the Group` or `la Red` stands before any is named: the body that speaks.
_SPEAKING = {
    "rcgm": {"GROUP": "RCGM"},
    "working_group": {"GROUP": "WORKING_GROUP"},
    "network": {"NETWORK": "LIAISON_NETWORK"},
}
_NO_FACTS = MeetingFacts("", "", None, "", None, None, "", None)


def charged_in(
    text: str, setting: Setting = ALONE
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the actors that a text charges, in its order, and the reasons."""
    charges = charges_in(text, setting)
    reasons = dict.fromkeys(charge.reason for charge in charges)
    return tuple(charge.actor for charge in charges), tuple(reasons)


def with_duties(
    segments: Sequence[Segment], facts: MeetingFacts = _NO_FACTS
) -> list[Segment]:
    """Fill in who is charged and by when; items inherit from the lines that lead them.

    Only chapeaux, items and paragraphs charge anybody; an item that names its own
    actors inherits none.
    """
    return _Duties(facts, referents=_SPEAKING.get(facts.body_name, {})).run(segments)


@dataclass(slots=True)
class _Lead:
    """A line that leads others: at which level, whom it charges, whether it binds.

    `asks`: it asks without saying whom. `halts`: it stops at whom it charges, so that
    the lines below finish its sentence. `thanks`: it thanks or takes note.
    """

    level: int
    charged: tuple[str, ...]
    binding: bool
    asks: bool = False
    halts: bool = False
    thanks: bool = False


@dataclass(slots=True)
class _Duties:
    """Goes down the paragraphs once, knowing which leads are open above each."""

    facts: MeetingFacts
    leads: list[_Lead] = field(default_factory=list)
    referents: Referents = field(default_factory=dict)
    annexed: bool = False

    def run(self, segments: Sequence[Segment]) -> list[Segment]:
        """Give the paragraphs again, each with its suggestions."""
        return [self._next(segment) for segment in segments]

    def _next(self, segment: Segment) -> Segment:
        self.annexed = self.annexed or bool(segment.part)
        if segment.kind == "heading":
            self.leads = []
        if segment.kind not in CHARGING:
            self._remember(segment)
            return segment
        while self.leads and self.leads[-1].level >= _depth(segment):
            self.leads.pop()
        finished = self._finished(segment)
        self._remember(segment)
        if segment.kind == "chapeau" or plain(segment.text[-9:]).endswith(":"):
            self.leads.append(self._lead(finished))
        return finished

    def _lead(self, segment: Segment) -> _Lead:
        text = plain(segment.text)
        named = named_in(text, self.referents)
        return _Lead(
            level=_depth(segment),
            charged=segment.charged,
            binding=leads_to_agreement(text),
            asks=bool(ASKS_BELOW.search(text)),
            thanks=bool(NO_DUTY.match(text)),
            halts=bool(named) and named[-1].span[1] == len(text.rstrip(" :")),
        )

    def _remember(self, segment: Segment) -> None:
        own: Referents = {}
        if self.facts.work_type == _TERMS_OF and not self.annexed:
            own = _SPEAKING.get(self.facts.body_name, {})
        now = referents_after(plain(segment.text), self.referents)
        self.referents = {**now, **own}

    def _finished(self, segment: Segment) -> Segment:
        charged, reasons = self._responsible(segment)
        if not charged:
            charged, reasons = charged_in(segment.text, self._setting(segment))
        if segment.kind == "item" and (not charged or self._finishes_lead()):
            inherited, why = self._inherited()
            charged = tuple(dict.fromkeys((*inherited, *charged)))
            reasons = (*why, *reasons)
        deadlines = self._deadlines(segment)
        reasons += tuple(f"deadline: {deadline.text}" for deadline in deadlines)
        reasons += tuple(
            f"ambiguous: {deadline.text}"
            for deadline in deadlines
            if deadline.text.lower().startswith(("biannual", "bianual"))
        )
        return replace(segment, charged=charged, reasons=reasons, deadlines=deadlines)

    def _responsible(self, segment: Segment) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give whom a table's column names, or a line `Responsible: …`."""
        said = plain(segment.who) or said_who(segment.text)
        named = dict.fromkeys(one.code for one in owners_in(said, self.referents))
        return tuple(named), (f"table: {said}",) if named else ()

    def _deadlines(self, segment: Segment) -> tuple[Deadline, ...]:
        told = plain(segment.when) or said_when(segment.text)
        if told:
            found = deadlines_in(told, self._day())
            return found or tuple(bare_times(told))
        return deadlines_in(segment.text, self._day())

    def _setting(self, segment: Segment) -> Setting:
        listed = segment.kind == "item"
        agreed = any(lead.binding for lead in self.leads)
        return Setting(
            binding=listed and (agreed or self.facts.work_type == _TERMS_OF),
            referents=self.referents,
            infinitive=listed and opens_with_infinitive(segment.text),
            asked=listed and bool(self.leads) and self.leads[-1].asks,
            thanked=any(lead.thanks for lead in self.leads),
        )

    def _finishes_lead(self) -> bool:
        return bool(self.leads) and self.leads[-1].halts

    def _inherited(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give whom the nearest lead charges, else whose terms of reference it is."""
        lead = next((one for one in reversed(self.leads) if one.charged), None)
        if lead:
            return lead.charged, (f"chapeau: {', '.join(lead.charged)}",)
        if self.facts.work_type == _TERMS_OF and not self.annexed:
            owners = [actor.code for actor in named_in(plain(self.facts.title))]
            if owners:
                return (owners[0],), (f"title: {self.facts.title}",)
        return (), ()

    def _day(self) -> date | None:
        return self.facts.ends_on or self.facts.starts_on


def _depth(segment: Segment) -> int:
    """A chapeau leads all items; a plain paragraph ends none of the leads above it."""
    if segment.kind == "item":
        return segment.level
    return _LEAST if segment.kind == "chapeau" else _DEEPEST
