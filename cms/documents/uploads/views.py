"""The room for many files: what is on its way, what became of it, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.documents.duplicates import copies_of_all
from cms.documents.models import Document, Upload, VersionScan
from cms.documents.policy import may_upload, readable_files
from cms.documents.readers.errors import message_for
from cms.documents.readers.kinds import in_words
from cms.documents.scanning.withholding import state_of
from cms.documents.sizes import largest_file
from cms.documents.uploads import limits, pieces, receiving, settling, tus

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest
    from wagtail.models import Collection

PER_PAGE = 50
State = Upload.State
WAITS = VersionScan.State.WAITING


class AnswerForm(forms.Form):
    """What a person wants done with a file that waits, or with one that failed."""

    upload = forms.UUIDField()
    deed = forms.ChoiceField(choices=[(d, d) for d in ("separate", "version", "drop")])
    into = forms.IntegerField(required=False, min_value=1, max_value=10**9)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest) -> HttpResponse:
    """Show the room; take files of the plain form, or an answer."""
    if not may_upload(request.user):
        raise PermissionDenied
    if request.method == "POST":
        if "deed" in request.POST:
            _do_as_said(request)
        else:
            _take_plain(request)
        return redirect(f"{reverse('uploads')}{_asked_place(request.POST)}")
    if request.GET.get("part") == "list":
        return render(request, "documents/uploads/list.html", _list(request))
    return render(request, "documents/uploads/index.html", _whole_page(request))


def _asked_place(said: QueryDict) -> str:
    place = said.get("collection", "")
    return f"?collection_id={place}" if place.isascii() and place.isdigit() else ""


def _whole_page(request: HttpRequest) -> dict[str, Any]:
    places = list(receiving.places_for(request.user).order_by("path"))
    asked = request.GET.get("collection_id", "")
    return _list(request) | {
        "collections": places if len(places) > 1 else [],
        "asked_collection": asked,
        "kinds": in_words(),
        "largest_mb": largest_file() // limits.MIB,
        "largest": largest_file(),
        "most_files": limits.open_files(),
        "piece": limits.piece(),
        "hours": int(limits.time_to_go_on().total_seconds() // 3600),
    }


def _list(request: HttpRequest) -> dict[str, Any]:
    """Return a person's uploads with what may be done about each."""
    user: Any = request.user
    own = receiving.uploads_of(user).select_related("document")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    asked = [row for row in rows if row.state == State.ASKED]
    copies = copies_of_all(asked, user=user)
    open_documents = _open_documents(rows, user)
    return {
        "page": page,
        "rows": [
            {
                "upload": row,
                "copies": copies.get(row.pk, []),
                "document": open_documents.get(row.document_id),
                "scan": _scan(open_documents.get(row.document_id)),
                "trouble": _trouble(open_documents.get(row.document_id)),
            }
            for row in rows
        ],
        "is_moving": any(_is_moving(row, open_documents) for row in rows),
    }


def _open_documents(rows: list[Upload], user: Any) -> dict[int | None, Document]:
    """Return what became of them, as far as the person may still read it."""
    numbers = [row.document_id for row in rows if row.document_id]
    found = (
        readable_files(user).filter(pk__in=numbers).prefetch_related("versions__scan")
    )
    return {document.pk: document for document in found}


def _trouble(document: Document | None) -> str:
    """Say what the worker could not do with a file that was taken in."""
    current = document.current if document else None
    if current is None or not current.text_error:
        return ""
    return str(message_for(current.text_error))


def _scan(document: Document | None) -> VersionScan | None:
    current = document.current if document else None
    return getattr(current, "scan", None)


def _is_moving(row: Upload, documents: dict[int | None, Document]) -> bool:
    """Tell whether the list will look different soon, by the worker's doing."""
    if row.state == State.RECEIVED:
        return True
    document = documents.get(row.document_id)
    current = document.current if document else None
    if current is None:
        return False
    return current.text_state in {"waiting", "running"} or state_of(current) == WAITS


def _place(request: HttpRequest) -> Collection | None:
    said = request.POST.get("collection", "")
    if not said:
        return None
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    return get_object_or_404(receiving.places_for(request.user), pk=number)


def _take_plain(request: HttpRequest) -> None:
    """Take the files of a form without scripts, each by itself."""
    files = request.FILES.getlist("files")
    if not files:
        messages.error(request, _("Choose at least one file."))
        return
    place = _place(request)
    received = sum(_take_one(request, file, place) for file in files)
    if received:
        messages.success(
            request,
            ngettext(
                "%(count)s file was received; below you see what became of it.",
                "%(count)s files were received; below you see what became of them.",
                received,
            )
            % {"count": received},
        )


def _take_one(
    request: HttpRequest, file: UploadedFile, place: Collection | None
) -> bool:
    """Take one file; say by its name why it was not received."""
    user: Any = request.user
    name = file.name or ""
    row = None
    try:
        row = receiving.begin(name=name, size=file.size or 0, collection=place, by=user)
        row = receiving.go_on(upload=row, at=0, content=file)
    except (receiving.LimitError, receiving.KindError) as limit:
        messages.error(request, f"{receiving.shown(name)}: {limit}")
        return False
    except OSError:
        if row is not None:
            settling.drop(upload=row, by=user)
        full = _("It could not be written: the disk is full or does not answer.")
        messages.error(request, f"{receiving.shown(name)}: {full}")
        return False
    settling.settle(upload=row)
    return True


def _do_as_said(request: HttpRequest) -> None:
    """Do what was asked with one upload, or say why not."""
    user: Any = request.user
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what is to be done with the file."))
        return
    said = form.cleaned_data
    row = get_object_or_404(receiving.uploads_of(user), pk=said["upload"])
    if said["deed"] == "drop":
        settling.drop(upload=row, by=user)
        messages.success(request, _("Removed from this list."))
        return
    into = None
    if said["deed"] == "version":
        into = get_object_or_404(readable_files(user), pk=said["into"])
    try:
        row = settling.answer(upload=row, into=into, by=user)
    except receiving.NotNowError as refusal:
        messages.error(request, str(refusal))
    except pieces.HeldError:
        messages.error(request, _("This file is being looked at; try again."))
    except OSError:
        messages.error(
            request, _("It could not be written: the disk is full or does not answer.")
        )
    else:
        if row.state == State.TAKEN:
            messages.success(request, _("Taken in."))


# The first takes the place of Wagtail's own, whose links lead here.
urlpatterns = [
    path("documents/multiple/add/", room, name="uploads"),
    path("uploads/", tus.uploads, name="uploads_begin"),
    path("uploads/<uuid:upload_id>/", tus.upload, name="upload"),
]
