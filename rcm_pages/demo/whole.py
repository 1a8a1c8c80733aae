"""The whole archive around the core: some 300 works, their files, people, collections.

It is made piece by piece, each whole by itself: interrupted it goes on, and a second
run adds only what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cms.accounts.models import User
from cms.documents.models import Document
from cms.works.models import CuratedCollection
from rcm_pages.demo.composing.composer import compose
from rcm_pages.demo.composing.text import paper_of
from rcm_pages.demo.corrections import make_corrections, make_superseded
from rcm_pages.demo.curated import make_collections
from rcm_pages.demo.curated import rows as collections
from rcm_pages.demo.fiction import make_made_up
from rcm_pages.demo.finances import PAST, make_past_finances
from rcm_pages.demo.news import keys as news
from rcm_pages.demo.news import make_news
from rcm_pages.demo.people import COORDINATOR, EDITOR, EVERYBODY, make_people
from rcm_pages.demo.plan import (
    Planned,
    made_up_works,
    planned_for_measuring,
    planned_works,
)
from rcm_pages.demo.shelving.found import keys_present, works_by_key
from rcm_pages.demo.shelving.shelf import Shelf
from rcm_pages.demo.works import attach_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rcm_pages.demo.composing.text import Text

    Step = Callable[[], object]
    Rows = Sequence[tuple[Planned, Text]]

_AT_ONCE = 25
# More at once is no faster; less would lose less when interrupted.
_AT_ONCE_FOR_MEASURING = 200


def _nothing() -> None:
    """Count no steps."""


def count_steps() -> int:
    """Return how many steps ``make_whole`` reports."""
    with_files = sum(bool(planned.files) for planned in planned_works())
    return len(planned_works()) + with_files + len(made_up_works()) + len(PAST)


def is_whole() -> bool:
    """Tell whether nothing of the archive is missing, files left aside."""
    keys = [*(p.key for p in (*planned_works(), *made_up_works())), *news()]
    slugs = {row["slug"] for row in collections()}
    there = User.objects.filter(email__in=[person.email for person in EVERYBODY])
    return (
        there.count() == len(EVERYBODY)
        and _missing_keys(keys) == set()
        and CuratedCollection.objects.filter(slug__in=slugs).count() == len(slugs)
    )


def _missing_keys(keys: Iterable[str]) -> set[str]:
    wanted = set(keys)
    # What was withdrawn has no page left, and is not made again.
    withdrawn = {p.key for p in made_up_works() if p.outcome == "withdrawn"}
    return wanted - withdrawn - keys_present(wanted)


def shelve(
    rows: Rows, *, by: User, at_once: int = _AT_ONCE, step: Step = _nothing
) -> int:
    """Record the works that are missing, batch by batch; return how many."""
    present = keys_present(planned.key for planned, _text in rows)
    missing = [row for row in rows if row[0].key not in present]
    for _there in range(len(rows) - len(missing)):
        step()
    shelf = Shelf(by=by)
    for begun in range(0, len(missing), at_once):
        batch = missing[begun : begun + at_once]
        shelf.take_in(batch)
        for _taken in batch:
            step()
    return len(missing)


def attach_missing_files(rows: Rows, *, by: User, step: Step = _nothing) -> int:
    """Attach the files that works of the plan have and lack; return how many works."""
    with_files = [row for row in rows if row[0].files]
    works = works_by_key(planned.key for planned, _text in with_files)
    attached = 0
    for planned, text in with_files:
        step()
        work = works.get(planned.key)
        if work is None or Document.objects.filter(expression__work=work).exists():
            continue
        with transaction.atomic():
            for expression in work.expressions.all():
                paper = paper_of(text, planned.key, expression.language)
                attach_files(expression, paper, kinds=planned.files, by=by)
        attached += 1
    return attached


def make_whole(*, step: Step = _nothing) -> int:
    """Make whatever is missing around the core; return how many works it made."""
    people = make_people(EVERYBODY)
    editor = people[EDITOR.email]
    rows = list(compose(planned_works()))
    made = shelve(rows, by=editor, step=step)
    attach_missing_files(rows, by=editor, step=step)
    composed = {planned.key: (planned, text) for planned, text in rows}
    made += make_corrections(composed, by=editor)
    make_superseded(by=editor)
    made += make_past_finances(people, step=step)
    # The newest last: they open the list of the latest papers.
    made += make_made_up(people, step=step)
    make_collections(by=people[COORDINATOR.email])
    make_news(by=editor)
    return made


def make_for_measuring(count: int, *, step: Step = _nothing) -> int:
    """Record works beyond the archive's own until there are ``count`` of the plan.

    Without files; for measuring only. Returns how many were made.
    """
    plan = list(planned_for_measuring(max(0, count - len(planned_works()))))
    editor = User.objects.get(email=EDITOR.email)
    present = keys_present(planned.key for planned in plan)
    shelf = Shelf(by=editor)
    batch: list[tuple[Planned, Text]] = []
    made = 0
    for planned, text in compose(plan):
        step()
        if planned.key in present:
            continue
        batch.append((planned, text))
        if len(batch) == _AT_ONCE_FOR_MEASURING:
            made += len(shelf.take_in(batch))
            batch = []
    return made + (len(shelf.take_in(batch)) if batch else 0)
