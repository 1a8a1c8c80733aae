"""The screen for an upload that the archive has already: go there, or keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cms.documents import duplicates
from cms.documents.actions import FixedFileError
from cms.documents.policy import may_upload
from cms.documents.readers.errors import UnreadableFile
from cms.documents.restoring import CannotRestoreError, restore_version

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SeparateForm(forms.Form):
    """What the file of its own is called."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    name = forms.CharField(
        widget=forms.HiddenInput, max_length=200, required=False, strip=True
    )


@require_http_methods(["GET", "HEAD", "POST"])
def known(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show who has these bytes; go on with them as the person says."""
    user: Any = request.user
    version = get_object_or_404(duplicates.told_versions(user), pk=version_id)
    if not may_upload(user):
        raise PermissionDenied
    found = duplicates.copies_with(version.sha256, user=user)
    asked = {
        "title": request.GET.get("title", "")[:255] or version.name,
        "name": request.GET.get("name", "")[:200] or version.name,
    }
    form = SeparateForm(initial=asked)
    if request.method == "POST":
        form = SeparateForm(request.POST)
        done = _go_on(request, found, form)
        if done is not None:
            return redirect("wagtaildocs:edit", done)
    context = {"version": version, "copies": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/versions/known.html", context, status=status)


def _go_on(
    request: HttpRequest, found: list[duplicates.Copy], form: SeparateForm
) -> int | None:
    """Do what the button says; return the document it led to, or nothing."""
    user: Any = request.user
    wanted = request.POST.get("as_version")
    chosen = [c.version for c in found if c.may_replace and str(c.version.pk) == wanted]
    try:
        if chosen:
            made = restore_version(version=chosen[0], by=user)
            messages.success(request, _("The file is the newest version again."))
            return made.document_id
        if "separate" in request.POST and form.is_valid():
            said = form.cleaned_data
            first = found[0].version
            kept = duplicates.keep_separately(
                version=first,
                title=said["title"],
                name=said["name"] or first.name,
                by=user,
            )
            messages.success(request, _("It is kept as a file of its own."))
            return kept.pk
    except (CannotRestoreError, FixedFileError) as refusal:
        messages.error(request, str(refusal))
    except UnreadableFile as error:
        messages.error(request, str(error.message))
    return None
