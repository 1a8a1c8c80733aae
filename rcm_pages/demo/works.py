"""Works of the demonstration that people make step by step, as they would."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from cms.approval import actions as approval
from cms.approval.actions.deciding import RECEIPT_CHECKS
from cms.conference.models import Meeting
from cms.documents.actions import create_document
from cms.works import actions as works
from cms.works.models import Expression, Work
from cms.works.texts import work_hash
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.demo.paper import sample_works
from rcm_pages.demo.pdf import write_pdf
from rcm_pages.demo.people import APPROVER, COORDINATOR, EDITOR
from rcm_pages.demo.scan import write_scan
from rcm_pages.demo.shelving.pages import key_of_pages
from rcm_pages.demo.shelving.shelf import PROVENANCE
from rcm_pages.demo.word import write_docx
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.work_types import ACTION_PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cms.accounts.models import User
    from rcm_pages.demo.paper import Paper, SampleWork

# Kind of file → the ending of its name, and who writes it.
WRITERS: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    "pdf": ("pdf", write_pdf),
    "docx": ("docx", write_docx),
    "scan": ("pdf", write_scan),
}
_SPANISH_SLUGS = {
    "action-plan": "plan-de-accion",
    "action-plan-on-training": "plan-de-accion-sobre-capacitacion",
}
_LONGEST_SLUG = 80


@dataclass(frozen=True)
class Draft:
    """What a work is made from: its papers by language, the original first."""

    key: str
    type_code: str
    meeting: Meeting
    papers: Mapping[str, Paper]
    statuses: Mapping[str, str]
    files: tuple[str, ...] = ("pdf", "docx")
    slugs: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def _free_slug(parent: MeetingPage, title: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    base = slugify(title)[:_LONGEST_SLUG].rstrip("-")
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def add_page(draft: Draft, paper: Paper, *, by: User) -> Any:
    """Add the draft page of one language below the page of the meeting."""
    parent = MeetingPage.objects.get(
        meeting=draft.meeting, locale__language_code=paper.language
    )
    page = PAGE_TYPES[draft.type_code](
        title=paper.title,
        slug=draft.slugs.get(paper.language) or _free_slug(parent, paper.title),
        title_block="\n".join(paper.title_block),
        body=[part.block() for part in paper.parts],
        locale=Locale.objects.get(language_code=paper.language),
        translation_key=key_of_pages(draft.key),
        live=False,
        owner=by,
    )
    parent.add_child(instance=page)
    page.save_revision(user=by)
    return page


def attach_files(
    expression: Expression,
    paper: Paper,
    *,
    kinds: Iterable[str] = ("pdf", "docx"),
    by: User,
) -> None:
    """Attach the paper as files of some kinds: PDF, Word document, scan."""
    stem = slugify(paper.title)[:60].rstrip("-")
    for kind in kinds:
        extension, write = WRITERS[kind]
        create_document(
            title=f"{paper.title} ({extension.upper()})",
            content=io.BytesIO(write(paper)),
            name=f"{stem}-{paper.language}.{extension}",
            expression=expression,
            language=paper.language,
            by=by,
        )


def make_work(draft: Draft, *, by: User) -> tuple[Work, list[Any]]:
    """Make a work with its languages and their files, as a draft."""
    work = works.create_work(
        type_code=draft.type_code,
        meeting=draft.meeting,
        provenance=PROVENANCE,
        is_sample=True,
        by=by,
        **draft.facts,
    )
    pages = []
    for language, status in draft.statuses.items():
        paper = draft.papers[language]
        page = add_page(draft, paper, by=by)
        expression = works.add_expression(work=work, page=page, status=status, by=by)
        attach_files(expression, paper, kinds=draft.files, by=by)
        pages.append(page)
    return work, pages


def decide(page: Any, *, by: User, checked: Iterable[str] = ()) -> None:
    """Take the step at which a text waits, having seen it."""
    state = page.current_workflow_state.current_task_state
    approval.approve(
        task_state_id=state.pk,
        shown_hash=work_hash(page.own_expression.work),
        checked=sorted(checked),
        by=by,
    )


def bring_to(outcome: str, work: Work, people: dict[str, User], *, by: User) -> None:
    """Bring a draft to its outcome through the same actions that people use.

    ``submitted`` waits for the Secretariat, ``in_approval`` for the Presidency.
    """
    if outcome == "draft":
        return
    if outcome == "recorded":
        works.enter_as_recorded(work=work, by=by)
        return
    if outcome == "withdrawn":
        _withdraw(work)
        return
    expression = work.expressions.select_related("page").earliest("pk")
    page: Any = expression.page.specific if expression.page else None
    approval.submit(page=page, by=by)
    if outcome in {"submitted", "handed_in"}:
        return
    coordinator = people[COORDINATOR.email]
    decide(page, by=coordinator, checked=RECEIPT_CHECKS)
    if outcome == "adopted":
        _adopt(work, page, people)


def _adopt(work: Work, page: Any, people: dict[str, User]) -> None:
    """Let the fictional Presidency decide; what must be presented is (II.b)."""
    if work.type.drafted_with_presidency:
        approval.record_presentation(
            work=work,
            presented_on=timezone.localdate(),
            shown_hash=work_hash(work),
            by=people[COORDINATOR.email],
        )
    decide(page, by=people[APPROVER.email])


def _withdraw(work: Work) -> None:
    for expression in work.expressions.select_related("page"):
        if expression.page:
            expression.page.specific.delete()


def _draft_of(sample: SampleWork) -> Draft:
    statuses = Expression.Status
    first = sample.original
    second = {"en": "es", "es": "en"}[first]
    return Draft(
        key=sample.key,
        type_code=ACTION_PLAN.code,
        meeting=Meeting.objects.get(body__code="vm", ordinal=sample.ordinal),
        papers=sample.papers,
        statuses={first: statuses.ORIGINAL, second: statuses.OFFICIAL},
        slugs={"en": sample.slug, "es": _SPANISH_SLUGS[sample.slug]},
        facts=sample.facts,
    )


def make_works(
    people: dict[str, Any], *, step: Callable[[], object] = lambda: None
) -> int:
    """Make every sample work that is not there yet; return how many were made."""
    made = 0
    editor = people[EDITOR.email]
    for sample in sample_works():
        step()
        if ActionPlanPage.objects.filter(
            expression__work__is_sample=True, title=sample.papers["en"].title
        ).exists():
            continue
        work, _pages = make_work(_draft_of(sample), by=editor)
        bring_to(sample.outcome, work, people, by=editor)
        made += 1
    return made
