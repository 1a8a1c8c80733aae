"""Writes single paragraphs from the bank; never the same sentence twice in a text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from rcm_pages.demo.bank import Duty, Pair, Theme, name_of_party, phrases
from rcm_pages.demo.composing.draw import Draw
from rcm_pages.demo.composing.text import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rcm_pages.demo.composing.occasions import Occasion

T = TypeVar("T")
_NUMBER = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
# What has a time of its own takes no further deadline.
_HAS_TIME = re.compile(
    r"\b(year|years|month|months|fortnight|week|day|days|hour|beforehand|coming|next|"
    r"advance|first|ahead|after|before|once|between|while|until|outset)\b"
)
MEMBERS = ("BZ", "CA", "CR", "DO", "SV", "GT", "HN", "MX", "NI", "PA", "US")
_DEADLINES_IN_A_HUNDRED = 60


@dataclass(frozen=True)
class Citation:
    """A text that later ones may cite."""

    type_code: str
    symbol: str
    occasion: Occasion
    counted: int


def first_up(text: str) -> str:
    """Return the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def contracted(spanish: str) -> str:
    """Return Spanish with "al" and "del"; names that begin with "El" keep it."""
    return re.sub(r"\b([aA]) el\b", r"\1l", re.sub(r"\b([dD])e el\b", r"\1el", spanish))


def sentence(pair: Pair, end: str = ".") -> Pair:
    """Return both languages as sentences."""
    english, spanish = pair
    return first_up(english) + end, contracted(first_up(spanish)) + end


def _agree(text: str, *, many: bool) -> str:
    return _NUMBER.sub(lambda found: found[2 if many else 1], text)


class Pen:
    """Writes one text: chooses by its key, remembers what it has used."""

    def __init__(
        self,
        key: str,
        occasion: Occasion,
        themes: Sequence[Theme],
        earlier: Sequence[Citation] = (),
        speaker: str = "",
    ) -> None:
        self.draw, self.occasion, self.themes = Draw(key), occasion, themes
        # What a meeting itself issues is not there yet when its papers are written.
        self.earlier = [c for c in earlier if c.occasion != occasion]
        # Whom the text speaks for: they do not charge themselves by name.
        self.speaker = speaker
        self._used: set[Any] = set()
        self._frames: Counter[str] = Counter()

    def fresh(self, rows: Iterable[T]) -> T:
        """Choose something that this text has not said yet, and note it."""
        left = [row for row in rows if row not in self._used]
        if not left:
            msg = f"{self.draw.key}: the bank has nothing left to say"
            raise LookupError(msg)
        chosen = self.draw.one(left)
        self._used.add(chosen)
        return chosen

    def frame(self, rows: Sequence[Sequence[str]]) -> Sequence[str]:
        """Choose a frame among those that this text has used least."""
        least = min(self._frames[row[0]] for row in rows)
        chosen = self.draw.one([r for r in rows if self._frames[r[0]] == least])
        self._frames[chosen[0]] += 1
        return chosen

    def fill(self, pair: Pair) -> Pair:
        """Fill in the numbers and countries of a sentence."""
        word = self.draw.one(phrases()["numbers"]["words"][1:])
        country = name_of_party(self.occasion.host or self.draw.one(MEMBERS))
        english, spanish = pair
        return (
            english.format(n=word[0], country=country[0]),
            spanish.format(n=word[1], country=country[1]),
        )

    def statement(self, mood: str, theme: Theme | None = None, end: str = ".") -> Pair:
        """Say something about a theme in a mood: gerund, past, present, told, found."""
        theme = theme or self.draw.one(self.themes)
        clause = self.fresh(theme.clauses)
        frame = self.frame(phrases()["statements"][mood])
        english, spanish = (frame[place].format(c=clause[place]) for place in (0, 1))
        return sentence((english, spanish), end)

    def duty(self, mood: str, theme: Theme | None = None, end: str = ".") -> Line:
        """Charge somebody in a mood (infinitive, future, past), at times by when."""
        theme = theme or self.draw.one(self.themes)
        duty = self.fresh(theme.duties)
        english, spanish, number, group = phrases()["actors"][duty.actor]
        if duty.actor == self.speaker:
            group = "self"
        rows = phrases()["duties"][mood]
        frame = self.frame(rows.get(group) or rows["organ"])
        # What somebody has offered, nobody sets a term to.
        is_offer = "offer" in frame[0] or "readiness" in frame[0]
        what = self.fill(duty.what) if is_offer else self._with_deadline(duty)
        many = number == "many"
        said = (
            _agree(frame[0], many=many).format(a=english, x=what[0]),
            _agree(frame[1], many=many).format(a=spanish, x=what[1]),
        )
        return Line("item", sentence(said, end), charged=(duty.actor,))

    def _with_deadline(self, duty: Duty) -> Pair:
        english, spanish = self.fill(duty.what)
        if _HAS_TIME.search(english) or not self.draw.happens(_DEADLINES_IN_A_HUNDRED):
            return english, spanish
        until = self.deadline()
        return f"{english}, {until[0]}", f"{spanish}, {until[1]}"

    def deadline(self) -> Pair:
        """Return a deadline; a date only where the year of the meeting is known."""
        rows = list(phrases()["deadlines"]["relative"])
        if self.occasion.year:
            rows += phrases()["deadlines"]["dated"]
        english, spanish = self.draw.one(rows)
        following = (self.occasion.year or 0) + 1
        return english.format(next=following), spanish.format(next=following)

    def heading(self, theme: Theme) -> Pair:
        """Return a heading on a theme."""
        return self.fresh(theme.headings)

    def purpose(self, theme: Theme) -> Pair:
        """Return the lead of a section: what for, ending in a colon."""
        purpose = self.fresh(theme.purposes)
        frame = self.frame(phrases()["purposes"]["infinitive"])
        return (
            frame[0].format(x=purpose[0]),
            contracted(frame[1].format(x=purpose[1])),
        )

    def cited(self) -> Citation | None:
        """Choose an earlier text to cite; nothing where there is none."""
        left = [cited for cited in self.earlier if cited not in self._used]
        return self.fresh(left) if left else None
