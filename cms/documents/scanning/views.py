"""The virus scans, in the admin: is there a scanner, what it found, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from cms.conference.menus import GuardedMenuItem
from cms.conference.permissions import is_keeper, is_secretariat
from cms.documents.models import DocumentVersion, VersionScan
from cms.documents.policy import readable_among, readable_versions
from cms.documents.scanning import actions, clamd

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25
State = VersionScan.State


class DeedForm(forms.Form):
    """What is to be done about a version."""

    version = forms.IntegerField(min_value=1, max_value=10**9)
    deed = forms.ChoiceField(choices=[("again", "again"), ("release", "release")])


def menu_item() -> MenuItem:
    """Lead to the scans, among the reports."""
    return GuardedMenuItem(
        gettext_lazy("Virus scans"),
        reverse("scans"),
        icon_name="warning",
        order=955,
        may=is_secretariat,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def scans(request: HttpRequest) -> HttpResponse:
    """Show what is withheld; have it scanned again, or release it."""
    if not is_secretariat(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _do_as_said(request)
    return render(request, "documents/scanning/index.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    """Return the scans in doubt; a file is named to those who may read it."""
    doubtful = VersionScan.objects.exclude(state=State.CLEAN).select_related(
        "version__document"
    )
    rows = Paginator(doubtful.order_by("state", "-pk"), PER_PAGE)
    page = rows.get_page(request.GET.get("page"))
    named = readable_among(
        request.user, (scan.version.document_id for scan in page.object_list)
    )
    counts = dict(
        VersionScan.objects.order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
        .values_list("state", "number")
    )
    return {
        "is_set_up": bool(clamd.address()),
        "signatures": _signatures(),
        "clean": counts.get(State.CLEAN, 0),
        "not_scanned": DocumentVersion.objects.filter(scan__isnull=True).count(),
        "page": page,
        "rows": [(scan, scan.version.document_id in named) for scan in page],
        "may_decide": is_keeper(request.user),
    }


def _signatures() -> str:
    """Return what the scanner says of itself; empty if it does not answer."""
    if not clamd.address():
        return ""
    try:
        return clamd.signatures()
    except clamd.NoAnswerError:
        return ""


def _do_as_said(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = DeedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what is to be done with the file."))
        return redirect("scans")
    version = get_object_or_404(
        readable_versions(user),
        pk=form.cleaned_data["version"],
    )
    if form.cleaned_data["deed"] == "again":
        actions.scan_again(version=version, by=user)
        messages.success(request, _("It is scanned again."))
        return redirect("scans")
    try:
        actions.release(version=version, by=user)
    except actions.NotInDoubtError:
        messages.info(request, _("There is nothing to decide about this file."))
    else:
        messages.success(request, _("The file is given out again."))
    return redirect("scans")


urlpatterns = [path("", scans, name="scans")]
