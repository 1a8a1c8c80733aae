"""Who can see this? The screen that answers, and the forms that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.conference.models import Meeting
from cms.conference.permissions import is_secretariat, may_decide
from cms.works import grants, sharing
from cms.works.forms import AudienceForm, GrantForm, MeetingAudienceForm, ReleaseForm
from cms.works.models import Grant, MeetingAudience, Work, WorkAudience
from cms.works.permissions import may_read
from cms.works.readers import who_can_see

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    Step = Callable[[HttpRequest, Any], str | None]


# No number of a record is longer; Python refuses to read thousands of digits.
MOST_DIGITS = 19


def _forms(work: Work, request: HttpRequest) -> dict[str, forms.Form]:
    """Return every form of the screen, the one that was sent filled in as sent."""
    sent = request.POST.get("form") if request.method == "POST" else None
    data = request.POST if sent else None
    return {
        "audience": AudienceForm(
            data if sent == "audience" else None,
            initial={"audience": work.audience, "party": work.audience_party_id},
            prefix="audience",
        ),
        "release": ReleaseForm(data if sent == "release" else None, prefix="release"),
        "grant": GrantForm(data if sent == "grant" else None, prefix="grant"),
    }


def _set_audience(request: HttpRequest, work: Work, form: forms.Form) -> str:
    sharing.set_audience(
        work=work,
        audience=form.cleaned_data["audience"],
        party=form.cleaned_data["party"],
        by=request.user,  # type: ignore[arg-type]
    )
    return _("The audience is set.")


def _schedule(request: HttpRequest, work: Work, form: forms.Form) -> str:
    sharing.schedule_release(
        work=work,
        audience=form.cleaned_data["to"],
        opens_at=form.cleaned_data["opens_at"],
        by=request.user,  # type: ignore[arg-type]
    )
    return _("The release is scheduled.")


def _open(request: HttpRequest, work: Work, form: forms.Form) -> str:
    grant = grants.open_to(work=work, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    return _("Opened to %(name)s.") % {"name": grant.party or grant.person}


_DO: dict[str, Callable[[HttpRequest, Work, Any], str]] = {
    "audience": _set_audience,
    "release": _schedule,
    "grant": _open,
}


def _end(request: HttpRequest, work: Work) -> str | None:
    """End a grant or take a release back, if that is what the button says."""
    user: Any = request.user
    if pk := _number(request.POST.get("close")):
        grant = get_object_or_404(Grant, pk=pk, work=work)
        grants.close_to(grant=grant, by=user)
        return _("Closed.")
    return _cancel_release(request, work)


def _cancel_release(request: HttpRequest, subject: Work | Meeting) -> str | None:
    """Take a release of a work or a meeting back, if that is what the button says."""
    pk = _number(request.POST.get("cancel"))
    if not pk:
        return None
    user: Any = request.user
    release = get_object_or_404(subject.releases.all(), pk=pk)
    sharing.cancel_release(release=release, by=user)
    return _("The release is cancelled.")


def _number(said: str | None) -> int | None:
    is_number = said and said.isascii() and said.isdigit() and len(said) < MOST_DIGITS
    return int(said) if said and is_number else None


def _change(request: HttpRequest, work: Work, found: dict[str, Any]) -> str | None:
    """Do what was asked; None if a form has to be filled in again."""
    done = _end(request, work)
    if done:
        return done
    name = request.POST.get("form", "")
    if name in _DO and found[name].is_valid():
        return _DO[name](request, work, found[name])
    return None


def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who reads a work, by name of party, and change it."""
    work = get_object_or_404(Work.objects.with_faces(), pk=pk)
    if not may_read(request.user, work):
        raise Http404
    found = _forms(work, request)
    status = 200
    if request.method == "POST":
        try:
            if said := _change(request, work, found):
                messages.success(request, said)
                return redirect("work_readers", pk)
            status = 422
        except sharing.SharingError as error:
            messages.error(request, str(error))
            status = 422
        work = Work.objects.with_faces().get(pk=pk)
    context = {
        "work": work,
        "rows": who_can_see(work),
        "releases": work.releases.all(),
        "grants": work.grants.in_force().select_related("party", "person", "given_by"),
        "forms": found,
        "may_share": sharing.may_share(request.user, work),
        "follows": not work.audience,
    }
    return render(request, "works/readers.html", context, status=status)


def meeting_audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and set who sees a meeting and reads its papers."""
    user: Any = request.user
    if not (is_secretariat(user) or may_decide(user)):
        raise PermissionDenied
    meeting = get_object_or_404(Meeting.objects.select_related("body"), pk=pk)
    said: MeetingAudience | None = getattr(meeting, "audience", None)
    initial = {
        "sees": said.sees if said else WorkAudience.PUBLIC,
        "reads": said.reads if said else WorkAudience.PUBLIC,
    }
    is_release = request.POST.get("form") == "release"
    data = request.POST or None
    form = MeetingAudienceForm(None if is_release else data, initial=initial)
    release = ReleaseForm(data if is_release else None, prefix="release")
    status = 200
    if request.method == "POST":
        status = 422
        try:
            said_so = _cancel_release(request, meeting) or _change_meeting(
                meeting, form, release, by=user
            )
            if said_so:
                messages.success(request, said_so)
                return redirect("meeting_audience", pk)
        except sharing.SharingError as error:
            messages.error(request, str(error))
    context = {
        "meeting": meeting,
        "form": form,
        "release_form": release,
        "releases": meeting.releases.all(),
        "may_share": sharing.may_share_meeting(user),
        "papers": meeting.works.filter(audience="").count(),
    }
    return render(request, "works/meeting_audience.html", context, status=status)


def _change_meeting(
    meeting: Meeting, form: forms.Form, release: forms.Form, *, by: Any
) -> str | None:
    if release.is_bound and release.is_valid():
        sharing.schedule_meeting_release(
            meeting=meeting,
            audience=release.cleaned_data["to"],
            opens_at=release.cleaned_data["opens_at"],
            by=by,
        )
        return _("The release is scheduled.")
    if form.is_bound and form.is_valid():
        sharing.set_meeting_audience(meeting=meeting, by=by, **form.cleaned_data)
        return _("The audience is set.")
    return None
