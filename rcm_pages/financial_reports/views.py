"""What readers take away of the figures, and all periods side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.works.audiences import tokens_for
from cms.works.models import Work
from cms.works.sheets import MEDIA_TYPE
from rcm_pages.financial_reports import plain
from rcm_pages.financial_reports.records import (
    figures_of,
    readable_figures,
    statement_of,
)
from rcm_pages.financial_reports.reviewing import names_of
from rcm_pages.financial_reports.series import series_of
from rcm_pages.financial_reports.tables import language
from rcm_pages.financial_reports.workbooks import writing

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

    from rcm_pages.financial_reports.figures import Figures


def _figures(request: HttpRequest, uuid: uuid.UUID) -> Figures:
    """Return the figures of a settled report for one who may read it; else 404."""
    held = tokens_for(request.user)
    work = Work.objects.settled().open_to(held).filter(uuid=uuid).first()
    figures = figures_of(work) if work else None
    if figures is None:
        raise Http404
    return figures


def _file(request: HttpRequest, figures: Any, content: bytes, ending: str) -> Any:
    """Give a file; its name says period and language, and no cache keeps it."""
    kind = MEDIA_TYPE if ending == "xlsx" else "text/csv; charset=utf-8"
    name = f"figures-{figures}-{language()}.{ending}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
def figures_xlsx(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """Give the figures of a report as a workbook."""
    figures = _figures(request, uuid)
    statement = statement_of(figures)
    names = names_of({row.party for row in statement.contributions})
    content = writing.export(statement, names, language())
    response: HttpResponse = _file(request, figures.period, content, "xlsx")
    return response


@require_safe
def figures_csv(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """Give the figures of a report as a plain table."""
    figures = _figures(request, uuid)
    content = plain.table([statement_of(figures)])
    response: HttpResponse = _file(request, figures.period, content, "csv")
    return response


@require_safe
def series(request: HttpRequest) -> HttpResponse:
    """Show all periods side by side, as far as this person may read their reports."""
    context = {"series": series_of(request.user)}
    response = render(request, "financial_reports/series.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def series_csv(request: HttpRequest) -> HttpResponse:
    """Give the figures of all reports that this person may read as one table."""
    statements = [statement_of(figures) for figures in readable_figures(request.user)]
    response: HttpResponse = _file(request, "all", plain.table(statements), "csv")
    return response
