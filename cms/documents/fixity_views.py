"""The check of the stored files, in the admin: how far it is and what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from cms.conference.menus import GuardedMenuItem
from cms.conference.permissions import is_keeper, is_secretariat
from cms.documents import mending
from cms.documents.fixity_rounds import begin_round
from cms.documents.fixity_tasks import read_stored_files
from cms.documents.models import DocumentVersion, FixityRound, FixityState
from cms.documents.policy import readable_among, readable_versions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25
ROUNDS_SHOWN = 10


class CopyForm(forms.Form):
    """A whole copy of a faulty file."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**9)
    copy = forms.FileField(label=gettext_lazy("A whole copy"))


def menu_item() -> MenuItem:
    """Lead to the check, among the reports."""
    return GuardedMenuItem(
        gettext_lazy("Stored files"),
        reverse("fixity"),
        icon_name="check",
        order=950,
        may=is_secretariat,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def fixity(request: HttpRequest) -> HttpResponse:
    """Show the check; begin one, or take a copy of a faulty file."""
    if not is_secretariat(request.user):
        raise PermissionDenied
    form = CopyForm()
    if request.method == "POST":
        if request.POST.get("deed") == "begin":
            return _begin(request)
        form = CopyForm(request.POST, request.FILES)
        if form.is_valid() and _put_back(request, **form.cleaned_data):
            return redirect("fixity")
    context = _what_is_found(request) | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/fixity/index.html", context, status=status)


def _begin(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    read_stored_files.enqueue(round_id=begin_round(by=user).pk)
    messages.success(request, _("The files are being read. It goes on by itself."))
    return redirect("fixity")


def _put_back(request: HttpRequest, *, version: int, copy: Any) -> bool:
    """Put a copy back, or say why not."""
    user: Any = request.user
    found = get_object_or_404(readable_versions(user), pk=version)
    try:
        mending.put_back(version=found, content=copy, by=user)
    except mending.WrongCopyError as refusal:
        messages.error(request, str(refusal))
        return False
    except OSError:
        messages.error(
            request,
            _("The copy could not be written: the disk is full or does not answer."),
        )
        return False
    messages.success(request, _("The copy has been put back and read once more."))
    return True


def _what_is_found(request: HttpRequest) -> dict[str, Any]:
    """Return rounds and faults; a file is named to those who may read it."""
    rounds = list(FixityRound.objects.all()[:ROUNDS_SHOWN])
    faulty = FixityState.objects.faulty().select_related("version__document")
    page = Paginator(faulty.order_by("since", "version_id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    named = readable_among(
        request.user, (state.version.document_id for state in page.object_list)
    )
    keeps = is_keeper(request.user)
    return {
        "under_way": next((each for each in rounds if each.ended_at is None), None),
        "ended": [each for each in rounds if each.ended_at],
        "page": page,
        "rows": [(s, s.version.document_id in named) for s in page.object_list],
        "may_mend": keeps,
        "unread": DocumentVersion.objects.filter(fixity__isnull=True).count(),
    }


urlpatterns = [path("", fixity, name="fixity")]
