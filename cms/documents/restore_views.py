"""The screen that asks before an older version is put in front again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cms.documents import restoring
from cms.documents.actions import FixedFileError
from cms.documents.models import DocumentVersion
from cms.documents.permissions import may_read_document
from cms.documents.policy import may_change
from cms.documents.readers.errors import UnreadableFile

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class NoteForm(forms.Form):
    """Why it is put in front again."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Why; readers see it in the history."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """Ask, and put an older version in front again as a new one."""
    user: Any = request.user
    version = get_object_or_404(
        DocumentVersion.objects.select_related("document__expression__work"),
        document_id=document_id,
        number=number,
    )
    if not may_read_document(user, version.document):
        raise Http404
    if not may_change(user, version.document):
        raise PermissionDenied
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _restored(request, version, form.cleaned_data["note"]):
        return redirect("wagtaildocs:edit", document_id)
    context = {"version": version, "document": version.document, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "documents/versions/restore.html", context, status=status)


def _restored(request: HttpRequest, version: DocumentVersion, note: str) -> bool:
    """Do it, or say why not."""
    user: Any = request.user
    try:
        made = restoring.restore_version(version=version, note=note, by=user)
    except (restoring.CannotRestoreError, FixedFileError) as refusal:
        messages.error(request, str(refusal))
        return False
    except UnreadableFile as error:
        messages.error(request, str(error.message))
        return False
    said = {"old": version.number, "new": made.number}
    messages.success(
        request, _("Version %(old)s is restored, as version %(new)s.") % said
    )
    return True
