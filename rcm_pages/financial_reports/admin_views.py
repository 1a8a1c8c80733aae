"""The editor's screens for figures: typed, or read from a workbook and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from cms.documents.readers.errors import UnreadableFile
from cms.works.audiences import tokens_for
from cms.works.models import Work
from cms.works.sheets import MEDIA_TYPE
from rcm_pages.financial_reports import actions
from rcm_pages.financial_reports.differences import differences
from rcm_pages.financial_reports.figures import FiguresReading
from rcm_pages.financial_reports.forms import WorkbookForm
from rcm_pages.financial_reports.names import ways_to_name_states
from rcm_pages.financial_reports.records import figures_of, statement_of
from rcm_pages.financial_reports.reviewing import review
from rcm_pages.financial_reports.screen import FiguresScreen
from rcm_pages.financial_reports.statement import from_data
from rcm_pages.financial_reports.tables import language
from rcm_pages.financial_reports.workbooks import writing
from rcm_pages.financial_reports.workbooks.child import (
    UnreadableWorkbookError,
    read_cells,
)
from rcm_pages.financial_reports.workbooks.understanding import understand
from rcm_pages.work_types import FINANCIAL_REPORT

if TYPE_CHECKING:
    from django.http import HttpRequest

    from rcm_pages.financial_reports.workbooks.reading import Reading


def _work(request: HttpRequest, work_id: int) -> Work:
    """Return a report whose figures this person writes; to others there is none."""
    work = (
        Work.objects.open_to(tokens_for(request.user))
        .filter(pk=work_id, type_code=FINANCIAL_REPORT.code)
        .select_related("meeting")
        .first()
    )
    if work is None:
        raise Http404
    if not actions.may_write_figures(request.user, work):
        raise PermissionDenied
    return work


def _edition(request: HttpRequest) -> int:
    sent = request.POST.get("edition", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _shown(request: HttpRequest, work: Work, screen: FiguresScreen) -> HttpResponse:
    figures, user = screen.figures, request.user
    waiting = FiguresReading.objects.filter(work=work, read_by=user.pk).first()
    statement = statement_of(figures) if figures else None
    context = {
        "work": work,
        "screen": screen,
        "figures": figures,
        "edition": request.POST.get("edition") or (figures.edition if figures else 0),
        "findings": review(work, statement, user=user) if statement else None,
        "workbook_form": WorkbookForm(),
        "reading": waiting,
        "back": _back(work),
    }
    bound = screen.facts.is_bound
    template = "financial_reports/admin/figures.html"
    return render(request, template, context, status=422 if bound else 200)


def _back(work: Work) -> str:
    """Lead back to the page of the report in the active language, if it has one."""
    shown = work.shown
    return (
        reverse("wagtailadmin_pages:edit", args=[shown.page_id])
        if shown and shown.page_id
        else ""
    )


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, work_id: int) -> HttpResponse:
    """Show the figures of a draft; keep what was typed, whole or not at all."""
    work = _work(request, work_id)
    known = figures_of(work)
    data = request.POST if request.method == "POST" else None
    screen = FiguresScreen(work, known, user=request.user, data=data)
    if data is None:
        return _shown(request, work, screen)
    if not screen.is_valid():
        messages.error(
            request, _("Nothing was saved. Please look at the fields marked below.")
        )
        return _shown(request, work, screen)
    user: Any = request.user
    try:
        actions.save_figures(
            work=work, statement=screen.statement(), edition=_edition(request), by=user
        )
    except actions.StaleEditionError as error:
        messages.error(request, str(error))
        return _shown(request, work, screen)
    messages.success(request, _("The figures are saved."))
    return redirect("financial_figures", work_id=work.pk)


@require_safe
def template(request: HttpRequest, work_id: int) -> HttpResponse:
    """Give the empty workbook in the editor's language, with a row for each state."""
    work = _work(request, work_id)
    screen = FiguresScreen(work, figures_of(work), user=request.user)
    content = writing.template(sorted(screen.states.values()), language())
    name = "informe-financiero.xlsx" if language() == "es" else "financial-report.xlsx"
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _read(request: HttpRequest, work: Work, upload: Any) -> Reading:
    """Read a workbook and keep what it says; raises UnreadableWorkbookError."""
    reading = understand(read_cells(upload), ways_to_name_states())
    if reading.statement is None:
        return reading
    user: Any = request.user
    try:
        actions.keep_reading(
            work=work,
            statement=reading.statement,
            notes=reading.notes,
            name=upload.name,
            content=b"".join(upload.chunks()),
            by=user,
        )
    except UnreadableFile as error:
        raise UnreadableWorkbookError(str(error.message)) from error
    return reading


@require_POST
def workbook(request: HttpRequest, work_id: int) -> HttpResponse:
    """Read a filled-in workbook; what is wrong with it is shown cell by cell."""
    work = _work(request, work_id)
    form = WorkbookForm(request.POST, request.FILES)
    troubles: list[Any] = []
    if form.is_valid():
        upload = form.cleaned_data["workbook"]
        try:
            troubles = _read(request, work, upload).troubles
        except UnreadableWorkbookError as error:
            form.add_error("workbook", str(error))
        if not form.errors and not troubles:
            return redirect("financial_preview", work_id=work.pk)
    context = {
        "work": work,
        "form": form,
        "troubles": troubles,
        "name": getattr(request.FILES.get("workbook"), "name", ""),
    }
    return render(request, "financial_reports/admin/troubles.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, work_id: int) -> HttpResponse:
    """Show what a workbook would change; take it over, or let it go."""
    work = _work(request, work_id)
    user: Any = request.user
    reading = FiguresReading.objects.filter(work=work, read_by=user.pk).first()
    if reading is None:
        messages.warning(request, _("There is no workbook that waits to be looked at."))
        return redirect("financial_figures", work_id=work.pk)
    if request.method == "POST":
        return _decided(request, work, reading)
    known = figures_of(work)
    statement = from_data(reading.data)
    context = {
        "work": work,
        "reading": reading,
        "statement": statement,
        "findings": review(work, statement, user=user),
        "differences": differences(statement_of(known) if known else None, statement),
        "is_first": known is None,
        "is_stale": (known.edition if known else 0) != reading.edition,
    }
    return render(request, "financial_reports/admin/preview.html", context)


def _decided(request: HttpRequest, work: Work, reading: FiguresReading) -> HttpResponse:
    user: Any = request.user
    if request.POST.get("do") != "take_over":
        actions.discard(reading=reading, by=user)
        messages.success(request, _("The workbook was let go; nothing was changed."))
        return redirect("financial_figures", work_id=work.pk)
    try:
        actions.take_over(reading=reading, by=user)
    except actions.StaleEditionError as error:
        messages.error(
            request, f"{error} " + _("Bring the workbook again to compare it anew.")
        )
        return redirect("financial_preview", work_id=work.pk)
    except UnreadableFile as refusal:
        messages.error(request, str(refusal.message))
        return redirect("financial_preview", work_id=work.pk)
    except OSError:
        messages.error(
            request, _("It could not be written: the disk is full or does not answer.")
        )
        return redirect("financial_preview", work_id=work.pk)
    messages.success(
        request,
        _("The figures of the workbook were taken over; it is kept as their file."),
    )
    return redirect("financial_figures", work_id=work.pk)
