"""Whom a text charges, and by which of its words: patterns seen in the papers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .actors import STATES, Named, Referents, named_in
from .marks import plain
from .verbs import (
    ADDRESSED,
    AGENT,
    AGREED_THAT,
    ASK,
    ASK_THEM,
    COMMITMENT,
    DECIDES,
    GOES_ON,
    INVITE,
    MODAL,
    NO_DUTY,
    OFFERED,
    OWN_COMMITMENT,
    OWNED_BY,
    PLACE,
    PRESENT,
    SUPPORT,
    THAT_THEY,
    TOLD,
    is_filler,
    is_indefinite,
    meets_only,
)

_BODIES_THAT_MEET = frozenset({"RCGM", "VICE_MINISTERS"})
_FAR = 90
_CLAUSE = re.compile(r"[.;:]\s|\b(?:que|that|para que|so that)\b")


@dataclass(frozen=True, slots=True)
class Charge:
    """An actor charged, the reason as `code: words`, and the place in the text."""

    actor: str
    reason: str
    place: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a paragraph.

    `binding`: what it states of an actor is the actor's duty. `referents`: for whom
    words like `the Group` stand. `infinitive`: it begins with what is to be done.
    `asked`: its lead asks without saying whom, so that it says it first. `thanked`: its
    lead thanks or takes note.
    """

    binding: bool = False
    infinitive: bool = False
    asked: bool = False
    thanked: bool = False
    referents: Referents = field(default_factory=dict)


ALONE = Setting()
Group = Sequence[Named]


def charges_in(text: str, setting: Setting = ALONE) -> list[Charge]:
    """Give whom a text charges, in its order, each actor once."""
    read = plain(text)
    named = owners_in(read, setting.referents)
    groups = _groups(read, named)
    found: dict[str, Charge] = {}
    for charge in _all(read, groups, setting):
        known = found.get(charge.actor)
        if known is None or charge.place < known.place:
            found[charge.actor] = charge
    return sorted(found.values(), key=lambda charge: charge.place)


def _all(text: str, groups: list[Group], setting: Setting) -> Iterator[Charge]:
    yield from _asked(text, groups)
    addressed = bool(groups) and ADDRESSED.match(text) and _is_all(text, groups[0])
    asked = setting.asked or (addressed and not setting.thanked)
    if asked and groups and is_filler(text[: groups[0][0].span[0]]):
        yield from _charged("asked", groups[0], 0, text)
    yield from _subjects(text, groups, setting)
    yield from _committed(text, groups)
    if not NO_DUTY.match(text) and not TOLD.search(text):
        yield from _doing(text, groups)
        if setting.infinitive:
            yield from _in_place(text, groups)


def _is_all(text: str, group: Group) -> bool:
    """Say whether a line names actors and nothing more: `To the TS and the PPT:`."""
    return is_filler(text[group[-1].span[1] :].rstrip(" :."))


def owners_in(text: str, referents: Referents | None = None) -> list[Named]:
    """Give the actors named in a text; `the Presidency of Mexico` is the Presidency."""
    kept: list[Named] = []
    for actor in named_in(text, referents):
        before = kept[-1] if kept else None
        if before and actor.code in STATES and before.code not in STATES:
            gap = text[before.span[1] : actor.span[0]]
            if OWNED_BY.fullmatch(gap):
                closed = "(" in gap and text[actor.span[1] :][:1] == ")"
                span = (before.span[0], actor.span[1] + closed)
                kept[-1] = Named(before.code, text[slice(*span)], span)
                continue
        kept.append(actor)
    return kept


def _groups(text: str, named: list[Named]) -> list[Group]:
    """Put actors together that stand in one list: `the PPT, the TS and the Troika`."""
    groups: list[list[Named]] = []
    for actor in named:
        if groups and is_filler(text[groups[-1][-1].span[1] : actor.span[0]]):
            groups[-1].append(actor)
        else:
            groups.append([actor])
    return list(groups)


def _charged(code: str, group: Group, start: int, text: str) -> Iterator[Charge]:
    words = text[min(start, group[0].span[0]) : group[-1].span[1]].strip(" ,")
    for actor in group:
        yield Charge(actor.code, f"{code}: {words}", actor.span[0])


def _asked(text: str, groups: list[Group]) -> Iterator[Charge]:
    """Find whom a verb of asking goes to: right after it, or behind what is asked."""
    for found in ASK_THEM.finditer(text):
        before = [g for g in groups if g[-1].span[1] <= found.start()]
        if before:
            yield from _charged("asked", before[-1], before[-1][0].span[0], text)
    for code, pattern in (("asked", ASK), ("invited", INVITE)):
        for found in pattern.finditer(text):
            group = _asked_group(text, found.end(), groups)
            if group:
                yield from _charged(code, group, found.start(), text)


def _asked_group(text: str, end: int, groups: list[Group]) -> Group | None:
    after = [group for group in groups if group[0].span[0] >= end]
    if not after:
        return None
    first = after[0]
    gap = text[end : first[0].span[0]]
    if is_filler(gap):
        return first
    # `Request support from the IOM`, `encomendar el estudio a la ST`.
    for group in after:
        gap = text[end : group[0].span[0]]
        if len(gap) > _FAR or _CLAUSE.search(gap):
            return None
        if GOES_ON.search(gap):
            return group
    return None


def _subjects(text: str, groups: list[Group], setting: Setting) -> Iterator[Charge]:
    """Find actors that should, will or undertake to; or simply do, in binding texts."""
    for whole in groups:
        group = _subject(text, whole)
        end = group[-1].span[1]
        modal = MODAL.match(text, end)
        agreed = _that_before(text, group[0].span[0])
        if modal:
            if group[0].code in _BODIES_THAT_MEET and meets_only(
                modal[0], text[modal.end() :]
            ):
                continue
            words = f"{text[group[0].span[0] : end]}{modal[0]}"
            for actor in group:
                yield Charge(actor.code, f"subject: {words}", actor.span[0])
        elif agreed and _agreed(text, agreed, group):
            yield from _charged("agreed", group, agreed.start(), text)
        elif setting.binding and _begins_clause(text, group[0]):
            present = PRESENT.match(text, end)
            if present:
                words = f"{text[group[0].span[0] : end]}{present[0]}"
                yield from (
                    Charge(actor.code, f"agent: {words}", actor.span[0])
                    for actor in group
                )


def _subject(text: str, group: Group) -> Group:
    """Leave out what a clause before names: `with help of the members, the TS will`."""
    if _begins_clause(text, group[0]):
        return group
    later = (at for at in range(1, len(group)) if _begins_clause(text, group[at]))
    return group[next(later, 0) :]


def _that_before(text: str, end: int) -> re.Match[str] | None:
    """Find `agreed that`, or the `that` of a point that begins so, before an actor."""
    pattern = THAT_THEY if THAT_THEY.match(text) else AGREED_THAT
    found = list(pattern.finditer(text, max(0, end - 60), end))
    return found[-1] if found else None


def _agreed(text: str, found: re.Match[str], group: Group) -> bool:
    """`It was agreed that members name`: what follows the actor is its duty."""
    if not is_filler(text[found.end() : group[0].span[0]]):
        return False
    after = text[group[-1].span[1] :].lstrip(" ,")
    return bool(re.match(r"(?!(?:is|are|was|were|has|have|had|es|son|fue|ha|han)\b)\w",
                         after))  # fmt: skip


def _begins_clause(text: str, actor: Named) -> bool:
    before = text[: actor.span[0]]
    cut = max(before.rfind(sign) for sign in ".;:,") + 1
    return is_filler(before[cut:])


def _committed(text: str, groups: list[Group]) -> Iterator[Charge]:
    """Find whose commitment or offer it is; nobody named: the members' own."""
    for found in COMMITMENT.finditer(text):
        group = next((g for g in groups if g[0].span[0] >= found.end()), None)
        if group and is_filler(text[found.end() : group[0].span[0]]):
            yield from _charged("commitment", group, found.start(), text)
    for found in OFFERED.finditer(text):
        before = [g for g in groups if g[-1].span[1] <= found.start()]
        sentence = max(text.rfind(sign, 0, found.start()) for sign in ".;:")
        if before and before[-1][0].span[0] > sentence:
            yield from _charged("commitment", before[-1], before[-1][0].span[0], text)
    own = OWN_COMMITMENT.search(text)
    if own and not any(0 <= own.start() - g[-1].span[1] < 4 for g in groups):
        yield Charge("MEMBERS", f"commitment: {own[0].strip()}", own.start())


def _doing(text: str, groups: list[Group]) -> Iterator[Charge]:
    """Find those by whom something is to be done, and those who support it.

    A state is named too often for what it did; it is charged by plainer words only.
    """
    for code, pattern in (("agent", AGENT), ("support", SUPPORT)):
        for found in pattern.finditer(text):
            group = next((g for g in groups if g[0].span[0] >= found.end()), None)
            if group is None or not is_filler(text[found.end() : group[0].span[0]]):
                continue
            told = code == "agent" and (
                DECIDES.match(text) or not is_indefinite(text, found)
            )
            if not told and group[0].code not in STATES:
                yield from _charged(code, group, found.start(), text)


def _in_place(text: str, groups: list[Group]) -> Iterator[Charge]:
    """An infinitive that is to be done in the Member Countries is theirs to do."""
    for group in groups:
        if group[0].code != "MEMBERS":
            continue
        found = PLACE.search(text, max(0, group[0].span[0] - 40), group[0].span[0])
        if found:
            yield from _charged("place", group, found.start(), text)
