"""Who is charged and by when: suggestions, each with the words it rests on.

The patterns follow those attested in the Conference's papers; a person confirms them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from .actors import Named, named_in
from .deadlines import deadlines_in
from .paper import Segment

REASONS = {
    "asked": _("the text asks or charges the actor"),
    "invited": _("the text invites the actor"),
    "subject": _("the actor is the subject of should, shall or will"),
    "commitment": _("the text speaks of a commitment of the actor"),
    "agent": _("the text says that the actor does, makes or prepares it"),
    "support": _("the actor supports or is to be coordinated with"),
    "chapeau": _("the introduction of the section charges the actor"),
    "deadline": _("the words of the deadline"),
    "ambiguous": _("the word has two meanings in use"),
}

_ASK = (
    r"(?:ask|request|charge|entrust|commission|instruct|task|urge|call (?:up)?on|"
    r"solicit(?:ar|a|an|amos|aron)|ped(?:ir|imos)|encomend(?:ar|amos|aron)|"
    r"encarg(?:ar|amos|aron)|inst(?:ar|amos|aron)|exhort(?:ar|amos|aron)|"
    r"comision(?:ar|aron))"
)
_INVITE = r"(?:invit(?:e|ar|amos|aron))"
# An actor list ends where the duty begins: "to submit", "with following", "que".
_LIST = r"(?P<who>.{2,220}?)"
_DUTY = (
    r"(?:,?\s+(?:to|with|for|that)\s+(?!the\b|support)|,?\s+(?:para\s+|a\s+)?que\b|"
    r"\s+(?:a|de|con)?\s*(?:el seguimiento|la elaboraci[óo]n)|"
    r"\s+a\s+[^\W\d_]{2,}(?:ar|er|ir)(?:se|los?|las?)?\b|[;:.]|$)"
)
_RULES = (
    ("asked", re.compile(rf"\b{_ASK}\s+{_LIST}{_DUTY}", re.IGNORECASE)),
    ("invited", re.compile(rf"\b{_INVITE}\s+{_LIST}{_DUTY}", re.IGNORECASE)),
    (
        "commitment",
        re.compile(
            r"\b(?:commitment (?:of|by)|compromiso (?:de|por parte de))\s+"
            rf"{_LIST}(?:,|\s+to\b|\s+de\b(?! la\b)|[;:.]|$)",
            re.IGNORECASE,
        ),
    ),
    (
        "agent",
        re.compile(
            r"\b(?:follow-up|presentations?|prepared|drafted|elaborated|drawn up|"
            r"organi[sz]ed|seguimiento|presentaciones|exposiciones|preparad[oa]s?|"
            r"elaborad[oa]s?|redactad[oa]s?|organizad[oa]s?)\s+"
            rf"(?:by|por(?: parte de)?|a cargo de)\s+{_LIST}(?:[,;:.]|\s+(?:on|of|"
            r"sobre|de|a|en|with|con)\b(?! la\b| los\b| las\b)|$)",
            re.IGNORECASE,
        ),
    ),
    (
        "support",
        re.compile(
            r"\b(?:with (?:the )?support (?:from|of)|in coordination with|"
            r"with (?:the )?(?:help|assistance) of|con (?:el )?apoyo (?:de(?:l)?)|"
            rf"en coordinaci[óo]n con)\s+{_LIST}(?:,|\s[–—-]|[;:.]|\s+to\b|"
            r"\s+para\b|$)",
            re.IGNORECASE,
        ),
    ),
)
_MODAL = re.compile(
    r",?\s+(?:of (?:the )?(?:RCM|Conference)\s+|de la (?:CRM|Conferencia)\s+)?"
    r"(?:should|shall|will|must|is to|are to|deber[áa]n?|debe(?:r[íi]an?|n)?|"
    r"habr[áa]n? de|tendr[áa]n? que)\b",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"(?:(?:the|its|current|sitting|present|la|el|los|las|su|sus|actual)\s+)*",
    re.IGNORECASE,
)
_BODIES_THAT_MEET = {"RCGM"}


@dataclass(frozen=True, slots=True)
class _Charge:
    actor: str
    reason: str
    place: int


def charged_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the actors that a text charges, in its order, and the reasons."""
    composed = unicodedata.normalize("NFC", text)
    found: dict[str, _Charge] = {}
    for charge in (*_asked(composed), *_subjects(composed)):
        known = found.get(charge.actor)
        if known is None or charge.place < known.place:
            found[charge.actor] = charge
    ordered = sorted(found.values(), key=lambda charge: charge.place)
    reasons = dict.fromkeys(charge.reason for charge in ordered)
    return tuple(charge.actor for charge in ordered), tuple(reasons)


def with_duties(segments: list[Segment]) -> list[Segment]:
    """Fill in who is charged and by when; items inherit from their section's chapeau.

    Only chapeaux, items and paragraphs charge anybody; an item that names its own
    actors inherits none.
    """
    done: list[Segment] = []
    inherited: tuple[str, ...] = ()
    for segment in segments:
        if segment.kind == "heading":
            inherited = ()
        if segment.kind not in {"chapeau", "item", "paragraph"}:
            done.append(segment)
            continue
        finished = _finished(segment, inherited)
        if segment.kind == "chapeau":
            inherited = finished.charged
        done.append(finished)
    return done


def _finished(segment: Segment, inherited: tuple[str, ...]) -> Segment:
    charged, reasons = charged_in(segment.text)
    if not charged and inherited and segment.kind == "item":
        charged, reasons = inherited, (f"chapeau: {', '.join(inherited)}",)
    deadlines = deadlines_in(segment.text)
    reasons += tuple(f"deadline: {deadline.text}" for deadline in deadlines)
    reasons += tuple(
        f"ambiguous: {deadline.text}"
        for deadline in deadlines
        if deadline.text.lower().startswith(("biannual", "bianual"))
    )
    return replace(segment, charged=charged, reasons=reasons, deadlines=deadlines)


def _asked(text: str) -> Iterator[_Charge]:
    for code, pattern in _RULES:
        for found in pattern.finditer(text):
            start = found.start("who")
            words = text[found.start() : found.end("who")]
            actors = named_in(found["who"])
            if code == "commitment" and not _leads(found["who"], actors):
                continue
            for actor in actors:
                place = start + actor.span[0]
                yield _Charge(actor.code, f"{code}: {words}", place)


def _leads(who: str, actors: list[Named]) -> bool:
    """Tell `commitment of the PPT` from `commitment of sending the TS …`."""
    return bool(actors) and bool(_ARTICLES.fullmatch(who[: actors[0].span[0]]))


def _subjects(text: str) -> Iterator[_Charge]:
    """Find actors right before should or will; a group's session is not charged."""
    for actor in named_in(text):
        modal = _MODAL.match(text, actor.span[1])
        if modal and actor.code not in _BODIES_THAT_MEET:
            words = f"{actor.text}{modal[0]}"
            yield _Charge(actor.code, f"subject: {words}", actor.span[0])
