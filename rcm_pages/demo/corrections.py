"""Corrigenda, addenda, and later papers that took the place of earlier ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cms.works import actions as works
from cms.works.corrections import begin_correction, supersede
from cms.works.models import Relation, RelationKind, Work
from cms.works.states import WorkState
from rcm_pages.demo.bank import Pair, phrases, themes
from rcm_pages.demo.composing.citing import name_of
from rcm_pages.demo.composing.parts import CONFERENCE_LINE, SAMPLE_LINE
from rcm_pages.demo.composing.pen import Citation, Pen, contracted
from rcm_pages.demo.composing.text import Line, Text, numbered, paper_of
from rcm_pages.demo.plan import CORRECTIONS, SUPERSEDES
from rcm_pages.demo.shelving.found import works_by_key

if TYPE_CHECKING:
    from cms.accounts.models import User
    from rcm_pages.demo.plan import Planned

_WORDS = 5
# What has a term already is not given another one.
_HAS_TERM = re.compile(r", (within|no later|before|during|at least|in the first)\b")
_OTHER: Pair = ("this paper", "el presente documento")


def _name(planned: Planned) -> Pair:
    if planned.type_code not in phrases()["cited"]:
        return _OTHER
    return name_of(Citation(planned.type_code, planned.symbol, planned.occasion, 0))


def _beginning(text: str) -> str:
    return " ".join(text.split()[:_WORDS]).rstrip(",;.:")


def _corrected(text: Text, pen: Pen) -> Line:
    """Give a term to a paragraph that has none, named by number and first words."""
    charged = [
        (number, line)
        for number, line in enumerate(text.counted, start=1)
        if line.charged and not _HAS_TERM.search(line.said[0])
    ]
    number, line = pen.draw.one(charged)
    until = pen.deadline()
    english, spanish = map(_beginning, line.said)
    return Line(
        "item",
        (
            f"Paragraph {number}, which begins “{english} …”: add at the end "
            f"“{until[0]}”.",
            f"Párrafo {number}, que comienza «{spanish} …»: agréguese al final "
            f"«{until[1]}».",
        ),
    )


def correction_of(planned: Planned, text: Text, kind: RelationKind) -> Text:
    """Compose a Corr. or Add. of a text."""
    pen = Pen(f"{planned.key}/{kind}", planned.occasion, [themes()["secretariat"]])
    name = _name(planned)
    if kind == RelationKind.CORRECTS:
        lead = (
            f"The following is corrected in {name[0]} ({planned.symbol}):",
            f"Se corrige lo siguiente en {name[1]} ({planned.symbol}):",
        )
        items = [_corrected(text, pen)]
    else:
        lead = (
            f"The following is added to {name[0]} ({planned.symbol}):",
            contracted(f"Se agrega lo siguiente a {name[1]} ({planned.symbol}):"),
        )
        items = [pen.duty("infinitive") for _n in range(2)]
    return Text(
        title=text.title,
        title_block=(SAMPLE_LINE, CONFERENCE_LINE),
        lines=(Line("opening", lead), *numbered(items)),
    )


@transaction.atomic
def _correct(
    work: Work, planned: Planned, text: Text, kind: RelationKind, *, by: User
) -> None:
    made = begin_correction(work=work, kind=kind, by=by)
    words = correction_of(planned, text, kind)
    for expression in made.expressions.select_related("page"):
        page: Any = expression.page.specific if expression.page else None
        paper = paper_of(words, f"{planned.key}/{kind}", expression.language)
        page.title_block = "\n".join(paper.title_block)
        page.body = [part.block() for part in paper.parts]
        page.save_revision(user=by)
    works.enter_as_recorded(work=made, by=by)


def make_corrections(composed: dict[str, tuple[Planned, Text]], *, by: User) -> int:
    """Make every Corr. and Add. of the plan, once; return how many were made."""
    made = 0
    found = works_by_key(CORRECTIONS)
    for key, name in CORRECTIONS.items():
        kind = RelationKind(name)
        work = found.get(key)
        if work is None or key not in composed:
            continue
        if Relation.objects.filter(to=work, kind=kind).exists():
            continue
        planned, text = composed[key]
        _correct(work, planned, text, kind, by=by)
        made += 1
    return made


def make_superseded(*, by: User) -> None:
    """Let later papers of the plan take the place of earlier ones, once."""
    found = works_by_key([*SUPERSEDES, *SUPERSEDES.values()])
    for new, old in SUPERSEDES.items():
        if new in found and old in found and found[old].state != WorkState.SUPERSEDED:
            supersede(old=found[old], new=found[new], by=by)
