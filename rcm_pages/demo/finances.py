"""Sample financial reports: of the past, two adopted ones, the next draft (V.c)."""

from __future__ import annotations

import io
import tomllib
import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify

from cms.approval import actions as approval
from cms.conference.models import Meeting
from cms.documents.actions import create_document
from cms.works import actions as works
from cms.works.models import Expression, Work, WorkAudience
from cms.works.texts import work_hash
from rcm_pages.demo.composing.draw import Draw
from rcm_pages.demo.paper import CONFERENCE, FOLDER, SAMPLE, Paper, Part
from rcm_pages.demo.people import APPROVER, COORDINATOR, EDITOR
from rcm_pages.demo.shelving.shelf import PROVENANCE
from rcm_pages.demo.works import attach_files
from rcm_pages.financial_reports.actions import save_figures
from rcm_pages.financial_reports.figures import Figures
from rcm_pages.financial_reports.periods import Period
from rcm_pages.financial_reports.records import members_in
from rcm_pages.financial_reports.reviewing import names_of
from rcm_pages.financial_reports.statement import (
    Contribution,
    Expenditure,
    Income,
    Name,
    Statement,
)
from rcm_pages.financial_reports.workbooks.writing import export
from rcm_pages.importing.builder import build_page
from rcm_pages.importing.pairs import Sister
from rcm_pages.work_types import FINANCIAL_REPORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.accounts.models import User

_CONTENT = tomllib.loads((FOLDER / "finances.toml").read_text("utf-8"))
# The oldest first, as their balances follow from one another.
REPORTS: list[dict[str, Any]] = _CONTENT["report"]
PAST: list[dict[str, str]] = _CONTENT["past"]
_NAMESPACE = uuid.UUID("0d3e3c52-5a5c-4c0e-8f0a-1996031320f5")


def _period(halves_back: int) -> Period:
    period = Period.of(timezone.localdate()).before
    for _half in range(halves_back):
        period = period.before
    return period


def _name(kind: str, key: str | None) -> Name:
    return Name(*_CONTENT[kind][key]) if key else Name()


def _statement(
    report: dict[str, Any], period: Period, before: Statement | None
) -> Statement:
    """Return the figures of a report; what it carries over follows from the last."""
    owed = {r.party: r.outstanding for r in before.contributions} if before else {}
    zero = Decimal("0.00")
    opening = before.closing if before else Decimal(_CONTENT["opening"])
    facts: dict[str, Any] = {
        "period": period,
        "opening": opening,
        "contributions": tuple(
            Contribution(
                party.code,
                owed.get(party.code, zero),
                Decimal(_CONTENT["assessed"].get(party.code, "0.00")),
                Decimal(report["received"].get(party.code, "0.00")),
            )
            for party in members_in(period)
        ),
        "expenditures": tuple(
            Expenditure(
                _name("line", row["line"]),
                _name("project", row.get("project")),
                Decimal(row["budgeted"]),
                Decimal(row["spent"]),
            )
            for row in report["lines"]
        ),
        "incomes": tuple(
            Income(_name("source", row["source"]), Decimal(row["amount"]))
            for row in report["incomes"]
        ),
    }
    return Statement(**facts, closing=Statement(**facts).computed_closing)


def _paper(period: Period, language: str) -> Paper:
    title = _CONTENT["title"][language].format(period=period)
    parts = tuple(
        Part(
            kind=row["kind"],
            text=row[language].format(period=period),
            id=str(uuid.uuid5(_NAMESPACE, f"{period}/{number}")),
        )
        for number, row in enumerate(_CONTENT["paragraph"])
    )
    return Paper(
        language, (SAMPLE[language], CONFERENCE[language], title), parts, title
    )


def _draft(meeting: Meeting, audience: str, statement: Statement, *, by: User) -> Work:
    work = works.create_work(
        type_code=FINANCIAL_REPORT.code,
        meeting=meeting,
        audience=audience,
        provenance=PROVENANCE,
        is_sample=True,
        by=by,
    )
    sister: Expression | None = None
    for language in ("en", "es"):
        paper = _paper(statement.period, language)
        result: dict[str, Any] = {
            "language": language,
            "title": paper.title,
            "title_block": "\n".join(paper.title_block),
            "segments": [{"kind": p.kind, "text": p.text} for p in paper.parts],
        }
        page = build_page(
            result=result,
            type_code=work.type_code,
            meeting=meeting,
            sister=Sister.of(sister, result["segments"]) if sister else None,
            owner=by,
        )
        statuses = Expression.Status
        expression = works.add_expression(
            work=work,
            page=page,
            status=statuses.OFFICIAL if sister else statuses.ORIGINAL,
            by=by,
        )
        attach_files(expression, paper, by=by)
        sister = sister or expression
    save_figures(work=work, statement=statement, edition=0, by=by)
    return work


def _adopt(work: Work, people: dict[str, Any]) -> None:
    expression = work.expressions.select_related("page").earliest("pk")
    if expression.page is None:
        return
    state = approval.submit(page=expression.page.specific, by=people[EDITOR.email])
    for person in (COORDINATOR, APPROVER):
        state.refresh_from_db()
        approval.approve(
            task_state_id=state.current_task_state.pk,
            shown_hash=work_hash(work),
            by=people[person.email],
        )


def make_finances(people: dict[str, Any]) -> int:
    """Make the sample financial reports, once; return how many were made."""
    if Work.objects.filter(
        type_code=FINANCIAL_REPORT.code, is_sample=True, meeting__is_fictional=True
    ).exists():
        return 0
    editor = people[EDITOR.email]
    before: Statement | None = None
    for report in REPORTS:
        statement = _statement(report, _period(report["halves_back"]), before)
        meeting = Meeting.objects.filter(
            is_fictional=True, body__code=report["body"]
        ).earliest("starts_on")
        work = _draft(meeting, report["audience"], statement, by=editor)
        if report["outcome"] == "adopted":
            _adopt(work, people)
        before = statement
    return len(REPORTS)


def _by_chance(period: Period) -> dict[str, Any]:
    """Return what states paid and what was spent in a half-year of the past."""
    chance, draw = _CONTENT["chance"], Draw(f"finances/{period}")
    hundredth = Decimal("0.01")

    def part(amount: str, of: list[int]) -> str:
        return str((Decimal(amount) * draw.one(of) / 100).quantize(hundredth))

    return {
        "received": {
            code: part(due, chance["paid"])
            for code, due in _CONTENT["assessed"].items()
        },
        "lines": [
            {"line": line, "budgeted": budget, "spent": part(budget, chance["spent"])}
            for line, budget in chance["budget"].items()
        ],
        "incomes": [],
    }


def _attach_workbooks(work: Work, statement: Statement, *, by: User) -> None:
    """Attach the figures as a workbook in each language."""
    for expression in work.expressions.all():
        with translation.override(expression.language):
            names = names_of({row.party for row in statement.contributions})
        create_document(
            title=f"{expression.title} (XLSX)",
            content=io.BytesIO(export(statement, names, expression.language)),
            name=f"{slugify(expression.title)[:60]}-{expression.language}.xlsx",
            expression=expression,
            language=expression.language,
            by=by,
        )


def make_past_finances(
    people: dict[str, Any], *, step: Callable[[], object] = lambda: None
) -> int:
    """Record the financial reports of the past that are missing; return how many."""
    editor = people[EDITOR.email]
    before: Statement | None = None
    made = 0
    for row in PAST:
        period = Period.parse(row["period"])
        statement = _statement(_by_chance(period), period, before)
        before = statement
        step()
        if Figures.objects.filter(period=period, work__is_sample=True).exists():
            continue
        with transaction.atomic():
            meeting = Meeting.objects.get(code=row["meeting"])
            work = _draft(meeting, WorkAudience.PUBLIC, statement, by=editor)
            _attach_workbooks(work, statement, by=editor)
            works.enter_as_recorded(work=work, by=editor)
        made += 1
    return made
