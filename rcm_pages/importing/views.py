"""The editor's screens of an import: upload, progress, review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cms.conference.models import Meeting
from cms.conference.permissions import is_secretariat
from cms.documents.readers.errors import UnreadableFile, message_for
from rcm_pages.importing import actions, problems
from rcm_pages.importing.builder import NoPlaceError
from rcm_pages.importing.forms import UploadForm, edition_seen
from rcm_pages.importing.groups import group_of
from rcm_pages.importing.models import Import
from rcm_pages.importing.review import Review

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


_WHY_NO_PAGE = {
    NoPlaceError: gettext_lazy(
        "This meeting has no page in the language of the paper."
    ),
    problems.NoMeetingError: gettext_lazy(
        "Say first at which meeting the paper belongs."
    ),
    problems.UndecidedChangesError: gettext_lazy(
        "Say first whether the tracked changes of the paper are accepted or rejected."
    ),
}


def _require_editor(request: HttpRequest) -> None:
    if not is_secretariat(request.user):
        raise PermissionDenied


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the imports, newest first."""
    _require_editor(request)
    rows = Import.objects.select_related("document", "meeting__body", "created_by")
    return render(request, "importing/index.html", {"imports": rows[:200]})


def upload(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Take a file in for a meeting."""
    _require_editor(request)
    meeting = get_object_or_404(
        Meeting.objects.select_related("body", "host"), pk=meeting_id
    )
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        user: Any = request.user
        try:
            record = actions.take_in(
                meeting=meeting,
                content=file,
                name=file.name,
                is_sample=form.cleaned_data["is_sample"],
                by=user,
            )
        except UnreadableFile as error:
            form.add_error("file", str(error.message))
        except problems.AlreadyImportedError as error:
            messages.warning(
                request, _("This file was imported before; here is that import.")
            )
            return redirect("importing_review", pk=error.existing.pk)
        else:
            return redirect("importing_review", pk=record.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": meeting}
    return render(request, "importing/upload.html", context, status=status)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was recognised beside the source; take corrections; build the page."""
    _require_editor(request)
    record = get_object_or_404(
        Import.objects.select_related("document", "meeting__body", "page"), pk=pk
    )
    if record.state != Import.State.REVIEW:
        return _progress(request, record)
    screen = Review(record, request.POST or None, request.GET.get("screen", 1))
    if request.method == "POST":
        response = _save(request, record, screen)
        if response is not None:
            return response
    return render(
        request,
        "importing/review.html",
        screen.context(),
        status=422 if screen.has_errors else 200,
    )


def _progress(request: HttpRequest, record: Import) -> HttpResponse:
    if record.state == Import.State.DONE and record.page:
        return redirect("wagtailadmin_pages:edit", record.page_id)
    context = {
        "record": record,
        "waits": record.state in (Import.State.WAITING, Import.State.RUNNING),
        "error": message_for(record.error) if record.error else "",
    }
    response = render(request, "importing/progress.html", context)
    if context["waits"]:
        response["Refresh"] = "1"
    return response


def _save(request: HttpRequest, record: Import, screen: Review) -> HttpResponse | None:
    """Keep corrections; None where the screen must be shown again, words and all."""
    if not screen.is_valid():
        wrong = (
            _("The form did not arrive whole, so nothing was saved. Send it again.")
            if screen.is_incomplete
            else _("Please look at the fields marked below.")
        )
        messages.error(request, wrong)
        return None
    builds = request.POST.get("do") == "build"
    try:
        record = _kept(record, screen, builds=builds, by=request.user)
    except problems.StaleEditionError:
        messages.error(
            request,
            _(
                "Somebody else saved corrections meanwhile. Yours are still on this "
                "screen, not saved: copy what you need, then open the import again."
            ),
        )
        return None
    except problems.NotReviewableError:
        messages.warning(request, _("The page of this import was already made."))
        return redirect("importing_review", pk=record.pk)
    except tuple(_WHY_NO_PAGE) as error:
        messages.error(request, _WHY_NO_PAGE[type(error)])
        return None
    if not builds:
        messages.success(request, _("Corrections saved."))
        return redirect(_screen_after(request, record, screen))
    messages.success(request, _("The draft page stands, with the file attached."))
    return redirect(reverse("wagtailadmin_pages:edit", args=[record.page_id]))


def _screen_after(request: HttpRequest, record: Import, screen: Review) -> str:
    """Lead to the screen that was asked for with the save, else to the same one."""
    verb, _colon, wanted = request.POST.get("do", "").partition(":")
    if verb == "group" and group_of(record.result["segments"], wanted):
        return reverse("importing_confirm", args=[record.pk, wanted])
    is_number = verb == "go" and wanted.isdecimal() and len(wanted) < 10
    number = int(wanted) if is_number else screen.screens.number
    address = reverse("importing_review", args=[record.pk])
    return f"{address}?screen={number}" if number > 1 else address


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last save of a review back."""
    _require_editor(request)
    record = get_object_or_404(Import, pk=pk)
    user: Any = request.user
    try:
        actions.undo(record=record, edition=edition_seen(request.POST), by=user)
    except problems.StaleEditionError:
        messages.error(request, _("Somebody else saved meanwhile: nothing was undone."))
    except problems.NothingToUndoError:
        messages.warning(request, _("There is nothing to undo."))
    except problems.NotReviewableError:
        messages.warning(request, _("The page of this import was already made."))
    else:
        messages.success(request, _("The last save was undone."))
    return redirect("importing_review", pk=pk)


@transaction.atomic
def _kept(record: Import, screen: Review, *, builds: bool, by: Any) -> Import:
    """Keep corrections and, if wanted, make the page: both or neither."""
    record = actions.correct(
        record=record,
        result=screen.result(),
        type_code=screen.head.cleaned_data["type_code"],
        meeting=screen.head.cleaned_data.get("meeting"),
        edition=screen.edition,
        by=by,
    )
    return actions.build(record=record, by=by) if builds else record


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again: to read a paper, or to review one whose page was deleted."""
    _require_editor(request)
    user: Any = request.user
    record = actions.reopen(record=get_object_or_404(Import, pk=pk))
    actions.retry(record=record, by=user)
    return redirect("importing_review", pk=pk)
