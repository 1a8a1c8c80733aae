"""Works of the demonstration: recorded, adopted, waiting, in draft."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from wagtail.models import Locale

from cms.approval import actions as approval
from cms.conference.models import Meeting
from cms.documents.actions import create_document
from cms.works import actions as works
from cms.works.models import Expression, Work
from cms.works.texts import work_hash
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.demo.paper import sample_works
from rcm_pages.demo.pdf import write_pdf
from rcm_pages.demo.people import APPROVER, COORDINATOR, EDITOR
from rcm_pages.demo.word import write_docx
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.work_types import ACTION_PLAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.accounts.models import User
    from rcm_pages.demo.paper import Paper, SampleWork

PROVENANCE = "Written for the demonstration in our own words; never adopted"
_WRITERS: dict[str, Callable[[Paper], bytes]] = {"pdf": write_pdf, "docx": write_docx}
_SPANISH_SLUGS = {
    "action-plan": "plan-de-accion",
    "action-plan-on-training": "plan-de-accion-sobre-capacitacion",
}


def add_pages(sample: SampleWork, meeting: Meeting, *, by: User) -> list[Any]:
    """Add a draft page in each language, the second a translation of the first."""
    pages: list[Any] = []
    for language, paper in sample.papers.items():
        slug = sample.slug if language == "en" else _SPANISH_SLUGS[sample.slug]
        page = ActionPlanPage(
            title=paper.title,
            slug=slug,
            title_block="\n".join(paper.title_block),
            body=[part.block() for part in paper.parts],
            locale=Locale.objects.get(language_code=language),
            live=False,
            owner=by,
        )
        for first in pages:
            page.translation_key = first.translation_key
        parent = MeetingPage.objects.get(
            meeting=meeting, locale__language_code=language
        )
        parent.add_child(instance=page)
        page.save_revision(user=by)
        pages.append(page)
    return pages


def attach_files(expression: Expression, paper: Paper, *, by: User) -> None:
    """Attach the paper as PDF and as a Word document."""
    stem = slugify(paper.title)[:60].rstrip("-")
    for extension, write in _WRITERS.items():
        name = f"{stem}-{paper.language}.{extension}"
        create_document(
            title=f"{paper.title} ({extension.upper()})",
            content=io.BytesIO(write(paper)),
            name=name,
            expression=expression,
            language=paper.language,
            by=by,
        )


def make_work(sample: SampleWork, *, by: User) -> tuple[Work, list[Any]]:
    """Make a work with both its languages and their files, as a draft."""
    meeting = Meeting.objects.get(body__code="vm", ordinal=sample.ordinal)
    work = works.create_work(
        type_code=ACTION_PLAN.code,
        meeting=meeting,
        provenance=PROVENANCE,
        is_sample=True,
        by=by,
        **sample.facts,
    )
    pages = add_pages(sample, meeting, by=by)
    statuses = Expression.Status
    for page in pages:
        language = page.locale.language_code
        is_original = language == sample.original
        expression = works.add_expression(
            work=work,
            page=page,
            status=statuses.ORIGINAL if is_original else statuses.OFFICIAL,
            by=by,
        )
        attach_files(expression, sample.papers[language], by=by)
    return work, pages


def _decide(state: Any, page: Any, *, by: User) -> Any:
    shown = work_hash(page.own_expression.work)
    task_state = state.current_task_state
    return approval.approve(task_state_id=task_state.pk, shown_hash=shown, by=by)


def bring_to(outcome: str, work: Work, pages: list[Any], people: dict[str, Any]) -> Any:
    """Bring a draft to its outcome through the same actions that people use."""
    editor = people[EDITOR.email]
    if outcome == "recorded":
        works.enter_as_recorded(work=work, by=editor)
    elif outcome in {"in_approval", "adopted"}:
        page = ActionPlanPage.objects.get(pk=pages[0].pk)
        state = approval.submit(page=page, by=editor)
        state = _decide(state, page, by=people[COORDINATOR.email])
        if outcome == "adopted":
            _decide(state, page, by=people[APPROVER.email])


def make_works(
    people: dict[str, Any], *, step: Callable[[], object] = lambda: None
) -> int:
    """Make every sample work that is not there yet; return how many were made."""
    made = 0
    for sample in sample_works():
        step()
        if ActionPlanPage.objects.filter(
            expression__work__is_sample=True, title=sample.papers["en"].title
        ).exists():
            continue
        work, pages = make_work(sample, by=people[EDITOR.email])
        bring_to(sample.outcome, work, pages, people)
        made += 1
    return made
