"""Sets what the importer found beside what a reader of the paper wrote down."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .places import Found, located, lost, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rcm_pages.importing.paper import Deadline, Paper

    from .expected import Due, Expectation, Expected

MEASURES = ("segments", "labels", "kinds", "levels", "actors", "deadlines", "facts")
_F1 = {"segments", "actors", "deadlines"}
_SHOWN = 40


@dataclass(slots=True)
class Tally:
    """How much was expected, how much found, how much of it right."""

    right: int = 0
    expected: int = 0
    found: int = 0

    def add(self, other: Tally) -> None:
        """Count another paper in."""
        self.right += other.right
        self.expected += other.expected
        self.found += other.found

    def f1(self) -> float | None:
        """Give the F1 measure, or None where there was nothing to find."""
        total = self.expected + self.found
        return 2 * self.right / total if total else None

    def accuracy(self) -> float | None:
        """Give the right share of what was expected, or None where that is nothing."""
        return self.right / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference: where, what a reader expected, what the importer found."""

    measure: str
    place: int
    words: str
    expected: str
    found: str


@dataclass(slots=True)
class Score:
    """What one paper, or several together, reached."""

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {measure: Tally() for measure in MEASURES}
    )
    lost: int = 0
    papers: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in; its misses stay with it."""
        for measure, tally in other.tallies.items():
            self.tallies[measure].add(tally)
        self.lost += other.lost
        self.papers += other.papers

    def value(self, measure: str) -> float | None:
        """Give the measure's figure between 0 and 1."""
        tally = self.tallies[measure]
        return tally.f1() if measure in _F1 else tally.accuracy()


def score(expectation: Expectation, paper: Paper) -> Score:
    """Compare a paper as parsed with what a reader of it wrote down."""
    result = Score(papers=1)
    found = located(expectation.ink, paper)
    at = {one.start: one for one in found}
    _score_segments(result, expectation, found)
    for paragraph in expectation.paragraphs:
        _score_paragraph(result, paragraph, at.get(paragraph.start))
    known = {paragraph.start for paragraph in expectation.paragraphs}
    for one in found:
        if one.start not in known:
            _score_duties(result, None, one)
    _score_facts(result, expectation, paper)
    _score_second_texts(result, expectation, paper, found)
    result.lost = lost(expectation.body, paper)
    if result.lost:
        result.misses.append(Miss("lost", 0, "", "0", str(result.lost)))
    return result


def _score_segments(
    result: Score, expectation: Expectation, found: Sequence[Found]
) -> None:
    expected = {paragraph.start: paragraph for paragraph in expectation.paragraphs}
    starts = {one.start: one for one in found}
    tally = result.tallies["segments"]
    tally.right = len(expected.keys() & starts.keys())
    tally.expected, tally.found = len(expected), len(starts)
    for start in sorted(expected.keys() - starts.keys()):
        words = expected[start].words or expectation.ink[start : start + 12]
        result.misses.append(Miss("segments", start, words, "begins", "joined"))
    for start in sorted(starts.keys() - expected.keys()):
        words = starts[start].text[:_SHOWN]
        result.misses.append(Miss("segments", start, words, "no paragraph", "begins"))


def _score_paragraph(result: Score, paragraph: Expected, one: Found | None) -> None:
    kind = one.kind if one else "missing"
    _count(result, "kinds", paragraph, "|".join(paragraph.kinds), kind)
    label = printed(one.label) if one else ""
    if paragraph.label or label:
        right = one is not None and label == printed(paragraph.label)
        shown = label if one else "missing"
        _count(result, "labels", paragraph, paragraph.label, shown, right=right)
    if "item" in paragraph.kinds and paragraph.levels != (0,):
        level = one.level if one else -1
        expected = "|".join(map(str, paragraph.levels))
        _count(result, "levels", paragraph, expected, str(level))
    _score_duties(result, paragraph, one)


def _count(
    result: Score,
    measure: str,
    paragraph: Expected,
    expected: str,
    found: str,
    *,
    right: bool | None = None,
) -> None:
    tally = result.tallies[measure]
    right = found in expected.split("|") if right is None else right
    tally.expected += 1
    tally.found += 1
    tally.right += right
    if not right:
        miss = Miss(measure, paragraph.start, paragraph.words, expected, found)
        result.misses.append(miss)


def _score_duties(result: Score, paragraph: Expected | None, one: Found | None) -> None:
    charged = set(one.charged) if one else set()
    wanted = set(paragraph.charged) if paragraph else set()
    maybe = set(paragraph.maybe_charged) if paragraph else set()
    tally = result.tallies["actors"]
    right = charged & wanted
    wrong = charged - wanted - maybe
    tally.right += len(right)
    tally.expected += len(wanted)
    tally.found += len(right) + len(wrong)
    place, words = _where(paragraph, one)
    if wanted - right or wrong:
        shown = (", ".join(sorted(wanted)), ", ".join(sorted(charged)))
        result.misses.append(Miss("actors", place, words, *shown))
    _score_deadlines(result, paragraph, one, (place, words))


def _where(paragraph: Expected | None, one: Found | None) -> tuple[int, str]:
    """Give the place and the words by which a difference is found in the paper."""
    if paragraph:
        return paragraph.start, paragraph.words
    return (one.start, one.text[:_SHOWN]) if one else (0, "")


def _score_deadlines(
    result: Score,
    paragraph: Expected | None,
    one: Found | None,
    where: tuple[int, str],
) -> None:
    left = list(one.deadlines) if one else []
    wanted = paragraph.deadlines if paragraph else ()
    tally = result.tallies["deadlines"]
    missing = []
    for forms in wanted:
        match = next((due for due in left if _is_due(due, forms)), None)
        if match is None:
            missing.append(forms[0])
            continue
        left.remove(match)
        tally.right += 1
        tally.found += 1
    maybe = paragraph.maybe_deadlines if paragraph else ()
    wrong = [due for due in left if not any(_is_due(due, forms) for forms in maybe)]
    tally.expected += len(wanted)
    tally.found += len(wrong)
    if missing or wrong:
        shown = ("; ".join(map(_told, missing)), "; ".join(map(_told, wrong)))
        result.misses.append(Miss("deadlines", *where, *shown))


def _is_due(found: Deadline, forms: Iterable[Due]) -> bool:
    return any(
        found.relation == form.relation
        and found.quantity == form.quantity
        and form.unit in ("", found.unit)
        and form.anchor.lower() in ("", found.anchor.lower())
        for form in forms
    )


def _told(due: Due | Deadline) -> str:
    parts = (due.quantity, due.unit, due.relation, due.anchor)
    return " ".join(str(part or "-") for part in parts)


_ATTRIBUTES = {"body": "body_name", "type": "work_type"}


def _score_facts(result: Score, expectation: Expectation, paper: Paper) -> None:
    facts = expectation.facts | {"title_block": expectation.title_block}
    for name, expected in facts.items():
        told = getattr(paper, _ATTRIBUTES.get(name, name), None)
        if name == "participants":
            expected, told = sorted(expected), sorted(told or ())
        wanted, found = _folded(expected), _folded(told)
        _count_fact(result, name, wanted, found)


def _score_second_texts(
    result: Score, expectation: Expectation, paper: Paper, found: Sequence[Found]
) -> None:
    """Compare where annexes and second texts begin, in a paper that has any."""
    wanted = [one.start for one in expectation.paragraphs if one.second_text]
    begun = [found[index].start for index in getattr(paper, "second_texts", ())]
    if wanted or begun:
        _count_fact(result, "second_texts", _folded(wanted), _folded(begun))


def _count_fact(result: Score, name: str, wanted: str, found: str) -> None:
    tally = result.tallies["facts"]
    tally.expected += 1
    tally.found += 1
    tally.right += wanted == found
    if wanted != found:
        result.misses.append(Miss("facts", 0, name, wanted, found))


def _folded(value: Any) -> str:
    """Make a fact comparable: capitals and accents do not count."""
    if isinstance(value, (list, tuple)):
        return " / ".join(_folded(part) for part in value)
    text = "" if value is None else str(value)
    plain = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
