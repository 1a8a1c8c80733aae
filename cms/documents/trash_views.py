"""The trash in the admin: what is in it, putting in, taking out, purging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cms.documents import guards, purging, trash
from cms.documents.models import Document
from cms.documents.permissions import may_read_document
from cms.documents.policy import readable_in_trash, works_with_files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25


class ReasonForm(forms.Form):
    """Why a file goes into the trash."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=trash.LONGEST_REASON,
        error_messages={"required": gettext_lazy("Say why it goes into the trash.")},
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what is in the trash, for those who could read it before."""
    if not works_with_files(request.user):
        raise PermissionDenied
    files = (
        readable_in_trash(request.user)
        .select_related("trashed_by", "expression__work")
        .prefetch_related("versions")
        .order_by("-trashed_at", "pk")
    )
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    is_purger = purging.is_purger(request.user)
    # Only who could purge is told why a file stays.
    shown = list(page.object_list)
    stays = guards.objections(request.user, shown) if is_purger else {}
    rows = [
        (each, purging.purgeable_from(each), stays.get(each.pk, "")) for each in shown
    ]
    context = {
        "page": page,
        "rows": rows,
        "is_purger": is_purger,
        "days": purging.days_in_trash(),
    }
    return render(request, "documents/trash/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def put_in(request: HttpRequest, document_id: int) -> HttpResponse:
    """Ask why, and put a file into the trash."""
    user: Any = request.user
    found = Document.objects.select_related("expression__work")
    document = get_object_or_404(found, pk=document_id)
    if not may_read_document(user, document):
        raise Http404
    if not works_with_files(user):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            trash.put_into_trash(
                document=document, reason=form.cleaned_data["reason"], by=user
            )
        except trash.TrashError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The file is in the trash."))
            return redirect("files_trash")
    context = {
        "document": document,
        "form": form,
        "against": trash.reason_against(user, document),
        "days": purging.days_in_trash(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "documents/trash/put_in.html", context, status=status)


def _in_trash(request: HttpRequest, pk: int) -> Document:
    if not works_with_files(request.user):
        raise PermissionDenied
    return get_object_or_404(readable_in_trash(request.user), pk=pk)


@require_http_methods(["POST"])
def take_out(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take a file out of the trash."""
    user: Any = request.user
    before = _in_trash(request, document_id)
    back = trash.take_out(document=before, by=user)
    if before.expression_id and not back.expression_id:
        messages.warning(
            request,
            _(
                "The file is back, but stands by itself: its text was decided on "
                "meanwhile, without it."
            ),
        )
    else:
        messages.success(request, _("The file is back, with all its versions."))
    return redirect("wagtaildocs:edit", back.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def purge(request: HttpRequest, document_id: int) -> HttpResponse:
    """Ask, and delete a file of the trash for good."""
    user: Any = request.user
    document = _in_trash(request, document_id)
    if not purging.is_purger(user):
        raise PermissionDenied
    against = purging.reason_against(user, document)
    if request.method == "POST" and not against:
        try:
            purging.purge(document=document, by=user)
        except trash.TrashError as refusal:
            against = str(refusal)
        else:
            messages.success(request, _("The file has been purged for good."))
            return redirect("files_trash")
    context = {"document": document, "against": against}
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/trash/purge.html", context, status=status)
