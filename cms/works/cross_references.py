"""Which papers a settled text refers to, and which refer to it.

What a text names is written down when it is settled; which work that is, is asked when
somebody reads, among the works that this reader may read: a paper that they may not
read is never linked, listed or counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper

from cms.works.audiences import tokens_for
from cms.works.models import CrossReference, Paragraph, RegisteredSymbol, Work
from cms.works.relations import SYMBOL_PARTS, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from django.db.models import QuerySet

    from cms.works.models import Expression

_SYMBOL, _PAPER = "symbol", "paper"
# More mentions of one text than these, or papers that cite one, are not looked up.
MOST = 2_000
# A printed number of a paragraph: `12.`, `12)`, `12`.
_LABEL = re.compile(r"\(?(\d{1,4})[.)\-]{0,2}")


@dataclass(frozen=True)
class Mention:
    """A mention in a paragraph: from where to where, what it names, which number."""

    start: int
    end: int
    named: str
    number: int | None = None


@dataclass(frozen=True)
class Cited:
    """A work on the other side of references, and the paragraphs that they name.

    ``numbers`` are those of the text that cites, counted as they are cited.
    """

    work: Work
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Link:
    """A mention that leads to a work, and to the paragraph of that number if known."""

    start: int
    end: int
    work: Work
    number: int | None = None

    @property
    def url(self) -> str:
        """The address, down to the paragraph."""
        shown = self.work.shown
        url = shown.url if shown else ""
        return f"{url}#p{self.number}" if url and self.number else url


@dataclass(frozen=True)
class References:
    """The references of one text in both directions, and its own mentions by place."""

    cites: list[Cited]
    cited_by: list[Cited]
    links: dict[int, list[Link]]


_finders: list[Callable[[str], Iterable[Mention]]] = []


def register_finder(finder: Callable[[str], Iterable[Mention]]) -> None:
    """Let a room above say what the words of a paragraph refer to."""
    if finder not in _finders:
        _finders.append(finder)


def symbol_named(symbol: str) -> str:
    """Return the name of a paper by its symbol, however it is written."""
    return f"{_SYMBOL}:{symbol.upper()}"[:160]


def paper_named(body_code: str, ordinal: int, type_code: str) -> str:
    """Return the name of a paper by its meeting and type."""
    return f"{_PAPER}:{body_code}:{ordinal}:{type_code}"


def write_down(expression: Expression) -> int:
    """Keep what the paragraphs of a frozen text refer to; return how many mentions.

    It may be done again: what was found before is replaced.
    """
    rows = []
    for paragraph in expression.paragraphs.all():
        reached = 0
        found = [m for finder in _finders for m in finder(paragraph.text)]
        for mention in sorted(found, key=lambda m: (m.start, -m.end)):
            if mention.start < reached:
                continue
            reached = mention.end
            rows.append(CrossReference(paragraph=paragraph, **asdict(mention)))
    CrossReference.objects.filter(paragraph__expression=expression).delete()
    CrossReference.objects.bulk_create(rows[:MOST], batch_size=500)
    return len(rows[:MOST])


def references_of(expression: Expression, *, user: Any) -> References:
    """Return what a settled text refers to and what refers to it, for one reader."""
    rows = list(
        CrossReference.objects.filter(paragraph__expression__work=expression.work_id)
        .select_related("paragraph")
        .only(
            "start", "end", "named", "number", "paragraph__expression",
            "paragraph__position", "paragraph__number",
        )
        .order_by("paragraph__position", "start")[:MOST]
    )  # fmt: skip
    works = works_named({row.named for row in rows}, user=user)
    works = {name: w for name, w in works.items() if w.pk != expression.work_id}
    named = (works.get(row.named) for row in rows)
    cites = {work.pk: Cited(work) for work in named if work and _has_page(work)}
    numbers = _numbers([row for row in rows if row.number], works)
    links: dict[int, list[Link]] = defaultdict(list)
    for row in rows:
        work = works.get(row.named)
        if work is None or row.paragraph.expression_id != expression.pk:
            continue
        at = numbers.get((work.pk, row.number or 0))
        links[row.paragraph.position].append(Link(row.start, row.end, work, at))
    return References(
        cites=list(cites.values()),
        cited_by=cited_by(expression.work, user),
        links=links,
    )


def works_named(names: Collection[str], *, user: Any) -> dict[str, Work]:
    """Return the settled works that names mean, of those that a person may read.

    What a meeting has two of is not sure, and is left out.
    """
    if not names:
        return {}
    symbols = {n.partition(":")[2] for n in names if n.startswith(_SYMBOL)}
    by_symbol: dict[int, list[str]] = defaultdict(list)
    for written, pk in (
        RegisteredSymbol.objects.annotate(written=Upper("symbol"))
        .filter(written__in=symbols, work__isnull=False)
        .values_list("written", "work")
    ):
        by_symbol[pk].append(f"{_SYMBOL}:{written}")
    found: dict[str, list[Work]] = defaultdict(list)
    for work in _readable(user).filter(Q(pk__in=by_symbol) | _papers(names)):
        for name in [*by_symbol.get(work.pk, ()), _paper_name_of(work)]:
            if name in names:
                found[name].append(work)
    return {name: works[0] for name, works in found.items() if len(works) == 1}


def cited_by(work: Work, user: Any) -> list[Cited]:
    """Return the works that refer to a settled work, newest first."""
    names = {
        symbol_named(symbol)
        for symbol in work.symbols.values_list("symbol", flat=True)
        if symbol
    }
    is_about_another = work.relations.filter(kind__in=SYMBOL_PARTS).exists()
    paper = "" if is_about_another else _paper_name_of(work)
    if paper and _is_the_only(work, paper, user):
        names.add(paper)
    rows = (
        CrossReference.objects.filter(named__in=names)
        .exclude(paragraph__expression__work=work)
        .values_list("paragraph__expression__work", "paragraph__number")
        .distinct()
        .order_by("paragraph__expression__work", "paragraph__number")[:MOST]
    )
    numbers: dict[int, set[int]] = defaultdict(set)
    for pk, number in rows:
        numbers[pk] |= {number} if number else set()
    found = _readable(user).filter(pk__in=numbers) if numbers else ()
    return [
        Cited(citing, tuple(sorted(numbers[citing.pk])))
        for citing in found
        if citing.pk in numbers and _has_page(citing)
    ]


def _is_the_only(work: Work, paper: str, user: Any) -> bool:
    """Tell whether a reader knows of no other paper that the name can mean."""
    works = _marked(Work.objects.settled().open_to(tokens_for(user)))
    same = works.filter(_papers({paper}), is_about_another=False)
    return list(same.values_list("pk", flat=True)[:2]) == [work.pk]


def _has_page(work: Work) -> bool:
    """Tell whether a work has a page to lead to."""
    shown = work.shown
    return bool(shown and shown.page and shown.page.live)


def _marked(works: QuerySet[Work]) -> Any:
    """Mark what corrects or adds to another: no meeting's paper is meant by it."""
    is_about = Relation.objects.filter(work=OuterRef("pk"), kind__in=SYMBOL_PARTS)
    return works.annotate(is_about_another=Exists(is_about))


def _readable(user: Any) -> Any:
    return _marked(Work.objects.settled().open_to(tokens_for(user)).with_faces())


def _papers(names: Iterable[str]) -> Q:
    """Return which works are meant by meeting and type: one question for each type."""
    ordinals: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name in names:
        parts = name.split(":")
        if parts[0] == _PAPER and len(parts) == 4 and parts[2].isdecimal():
            ordinals[parts[1], parts[3]].add(int(parts[2]))
    asked = Q(pk__in=())
    for (body, type_code), numbers in ordinals.items():
        asked |= Q(
            meeting__body__code=body,
            meeting__ordinal__in=numbers,
            type_code=type_code,
        )
    return asked


def _paper_name_of(work: Work) -> str:
    """Return the name of a work by its meeting; empty for a Corr. or Add."""
    meeting = work.meeting
    if (
        meeting is None
        or not meeting.ordinal
        or getattr(work, "is_about_another", False)
    ):
        return ""
    return paper_named(meeting.body.code, meeting.ordinal, work.type_code)


def _numbers(
    rows: list[CrossReference], works: dict[str, Work]
) -> dict[tuple[int, int], int]:
    """Return the counted number of each paragraph that is named by a number.

    Where a text prints numbers, it is cited by them; else its paragraphs are counted.
    A number that is printed twice, or by no paragraph, leads to the text as a whole.
    """
    shown = {w.shown.pk: w.pk for n, w in works.items() if w.shown}
    wanted = {(works[r.named].pk, r.number or 0) for r in rows if r.named in works}
    if not wanted:
        return {}
    printed: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    counted: dict[int, int] = {}
    for pk, label, number in Paragraph.objects.filter(
        expression__in=shown, number__isnull=False
    ).values_list("expression", "label", "number"):
        work = shown[pk]
        counted[work] = max(counted.get(work, 0), number)
        if said := _LABEL.fullmatch(label.strip()):
            printed[work][int(said[1])].append(number)
    found: dict[tuple[int, int], int] = {}
    for work, number in wanted:
        if work in printed:
            places = printed[work].get(number, [])
        else:
            places = [number] if number <= counted.get(work, 0) else []
        if len(places) == 1:
            found[work, number] = places[0]
    return found
