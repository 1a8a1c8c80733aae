"""The partners' desk: reports handed in, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.approval.errors import ApprovalError
from cms.audit.models import Event
from cms.documents.actions import FixedFileError
from cms.works.states import WorkState, WrongStateError
from rcm_pages.importing.builder import NoPlaceError
from rcm_pages.partner_reports import actions
from rcm_pages.partner_reports.due import due_reports
from rcm_pages.partner_reports.forms import FileForm, ReportForm
from rcm_pages.rules import reports_due_on

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.conference.models import Party
    from cms.works.models import Work

SENT_BACK = "approval.sent_back"


def _party(request: HttpRequest) -> Party:
    party = actions.reporting_party(request.user)
    if party is None:
        raise PermissionDenied
    return party


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """List a partner's reports with what is due, and take a new one."""
    party = _party(request)
    form = ReportForm(request.POST or None, request.FILES or None, user=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (work := _begin(request, form)):
            return redirect("partner_report", work.uuid)
    own = list(actions.reports_of(party))
    context = {
        "heading": _("Our reports"),
        "party": party,
        "reports": own,
        "due": due_reports(request.user, party, own),
        "form": form,
    }
    return render(request, "desk/reports.html", context, status=status)


def _begin(request: HttpRequest, form: ReportForm) -> Work | None:
    """Enter the report; None, with the reason in the form, where there is no place."""
    fields: dict[str, Any] = dict(form.cleaned_data)
    upload = fields.pop("file")
    user: Any = request.user
    try:
        work = actions.begin_report(upload=upload, by=user, **fields)
    except NoPlaceError:
        form.add_error("meeting", _("This meeting has no page in that language yet."))
        return None
    messages.success(
        request, _("Your report is kept as a draft. Read it once more and hand it in.")
    )
    return work


def _do(request: HttpRequest, work: Work) -> str | None:
    """Do what the button says; say what was done, or None where nothing was."""
    user: Any = request.user
    wanted = request.POST.get("do")
    if wanted == "hand_in":
        actions.hand_in(work=work, by=user)
        return _("Handed in. The Secretariat confirms its receipt.")
    if wanted == "withdraw":
        actions.withdraw(work=work)
        return _("The draft is withdrawn.")
    return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Show one report of one's own party: hand it in, replace its file, withdraw it."""
    party = _party(request)
    work = get_object_or_404(actions.reports_of(party), uuid=uuid)
    form = FileForm(None)
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if request.POST.get("do") == "replace":
                form = FileForm(request.POST, request.FILES)
                done = _replace(request, work, form)
            else:
                done = _do(request, work)
            if done:
                messages.success(request, done)
                gone = request.POST.get("do") == "withdraw"
                return redirect("partner_reports") if gone else redirect(request.path)
        except (ApprovalError, FixedFileError) as error:
            messages.error(request, str(error))
        except WrongStateError:
            messages.error(request, _("It has been handed in: no draft any more."))
    return render(request, "desk/report.html", _context(work, form), status=status)


def _replace(request: HttpRequest, work: Work, form: FileForm) -> str | None:
    if not form.is_valid():
        return None
    user: Any = request.user
    actions.replace_file(work=work, upload=form.cleaned_data["file"], by=user)
    return _("The file is kept as a new version.")


def _context(work: Work, form: FileForm) -> dict[str, Any]:
    expression = work.expressions.select_related("page").order_by("pk").first()
    if expression is None:
        raise Http404
    work.refresh_from_db(fields=["state", "symbol"])
    returned = Event.objects.about(work).filter(verb=SENT_BACK).last()
    is_draft = work.state == WorkState.DRAFT
    due_on = reports_due_on(work.meeting) if work.meeting else None
    return {
        "heading": expression.title,
        "work": work,
        "expression": expression,
        "documents": expression.documents.prefetch_related("versions"),
        "is_draft": is_draft,
        "reason": returned.data.get("reason", "") if returned and is_draft else "",
        "due_on": due_on,
        "is_late": bool(due_on and due_on < timezone.localdate()),
        "form": form,
    }
