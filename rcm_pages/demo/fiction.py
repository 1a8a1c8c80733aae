"""Texts of the made-up meetings: written, circulated, cleared, adopted, received."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cms.conference.models import Meeting, Party
from cms.documents.actions import add_version
from cms.works.circulating import circulate
from cms.works.grants import open_to
from cms.works.models import Work, WorkAudience
from cms.works.sharing import schedule_release
from cms.works.states import WorkState
from rcm_pages.demo.composing.composer import compose
from rcm_pages.demo.composing.text import paper_of
from rcm_pages.demo.people import COORDINATOR, EDITOR, person_of
from rcm_pages.demo.plan import made_up_works, planned_works
from rcm_pages.demo.shelving.found import keys_present
from rcm_pages.demo.works import WRITERS, Draft, bring_to, make_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.accounts.models import User
    from rcm_pages.demo.composing.text import Text
    from rcm_pages.demo.paper import Paper
    from rcm_pages.demo.plan import Planned

NOTE = "Muestra para comentarios de las delegaciones"


def composed() -> Iterator[tuple[Planned, Text]]:
    """Compose the made-up works; they may cite what is recorded of the real ones."""
    for planned, text in compose(chain(planned_works(), made_up_works())):
        if planned.occasion.is_fictional:
            yield planned, text


def meeting_of(planned: Planned) -> Meeting:
    """Return the meeting of a planned work, made up or real."""
    occasion = planned.occasion
    if not occasion.is_fictional:
        return Meeting.objects.get(code=occasion.code)
    return Meeting.objects.get(
        is_fictional=True, body__code=occasion.body, ordinal=occasion.ordinal
    )


def _shorter(paper: Paper, by: int) -> Paper:
    """Return a paper as it stood before its last paragraphs were written."""
    return replace(paper, parts=paper.parts[: len(paper.parts) - by])


def _draft(planned: Planned, papers: dict[str, Paper]) -> Draft:
    party = Party.objects.filter(code=planned.author).first()
    return Draft(
        key=planned.key,
        type_code=planned.type_code,
        meeting=meeting_of(planned),
        papers=papers,
        statuses=planned.texts,
        files=planned.files,
        facts={"audience": planned.audience, "author": party, "prepared_by": party},
    )


def _rewrite(page: Any, paper: Paper, *, by: User) -> None:
    """Put a paper in the place of a draft's words, and a version of each file."""
    page.body = [part.block() for part in paper.parts]
    page.save_revision(user=by)
    for document in page.expression.documents.all():
        extension, write = WRITERS[document.current.kind]
        add_version(
            document=document,
            content=io.BytesIO(write(paper)),
            name=f"{document.current.name.rsplit('.', 1)[0]}.{extension}",
            by=by,
        )


@transaction.atomic
def make_one(planned: Planned, text: Text, people: dict[str, User]) -> Work:
    """Make one text as people would: write, circulate, change, bring to its outcome."""
    author = person_of(planned.author) if planned.author else EDITOR
    by = people[author.email]
    whole = {lang: paper_of(text, planned.key, lang) for lang in planned.texts}
    rounds = max(planned.rev, planned.versions)
    first = {lang: _shorter(paper, rounds - 1) for lang, paper in whole.items()}
    work, pages = make_work(_draft(planned, first), by=by)
    for number in range(rounds):
        if number:
            for page in pages:
                paper = whole[page.locale.language_code]
                _rewrite(page, _shorter(paper, rounds - 1 - number), by=by)
        if number < planned.rev:
            circulate(work=work, note=NOTE, by=by)
    bring_to(planned.outcome, work, people, by=by)
    _open(planned, work, by=people[COORDINATOR.email])
    return work


def _open(planned: Planned, work: Work, *, by: User) -> None:
    """Open what the plan says to the public later, or to one party by name."""
    if planned.released_in_days:
        opens_at = timezone.now() + dt.timedelta(days=planned.released_in_days)
        schedule_release(
            work=work, audience=WorkAudience.PUBLIC, opens_at=opens_at, by=by
        )
    if planned.opened_to:
        party = Party.objects.get(code=planned.opened_to)
        open_to(work=work, party=party, note=NOTE, by=by)


def _was_withdrawn(planned: Planned) -> bool:
    """Tell whether a work was made and withdrawn: then no page tells of it."""
    return (
        planned.outcome == WorkState.WITHDRAWN
        and Work.objects.filter(
            is_sample=True,
            state=WorkState.WITHDRAWN,
            type_code=planned.type_code,
            meeting=meeting_of(planned),
        ).exists()
    )


def make_made_up(
    people: dict[str, User], *, step: Callable[[], object] = lambda: None
) -> int:
    """Make every text of the made-up meetings that is missing; return how many."""
    present = keys_present(p.key for p in made_up_works())
    made = 0
    for planned, text in composed():
        if planned.key not in present and not _was_withdrawn(planned):
            make_one(planned, text, people)
            made += 1
        step()
    return made
