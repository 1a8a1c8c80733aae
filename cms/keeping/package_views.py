"""Archive packages in the admin: make one, watch it, take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.conference.permissions import is_keeper
from cms.documents.parts import (
    UnsatisfiableError,
    answer_behind_the_end,
    answer_head,
    answer_part,
    part_asked_for,
)
from cms.keeping import actions
from cms.keeping.forms import PackageForm
from cms.keeping.models import Package
from cms.keeping.packing import zip_of
from cms.keeping.permissions import may_fetch
from cms.keeping.reach import is_still_open, reader_of
from cms.keeping.tasks import make_package

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PER_PAGE = 25
# Seconds after which the screen of a package that is being made asks again.
REFRESH_S = "3"


def _theirs(user: Any) -> Any:
    """Return the packages that a keeper is shown: public ones and their own."""
    own = Q(made_by=user) | Q(reach=Package.Reach.PUBLIC)
    return Package.objects.filter(own).select_related("meeting__body", "made_by")


def _found(request: HttpRequest, pk: int) -> Package:
    if not is_keeper(request.user):
        raise PermissionDenied
    package: Package = get_object_or_404(_theirs(request.user), pk=pk)
    return package


@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: HttpRequest) -> HttpResponseBase:
    """List the packages; begin one."""
    user: Any = request.user
    if not is_keeper(user):
        raise PermissionDenied
    form, status = PackageForm(user=user), 200
    if request.method == "POST":
        form, status = PackageForm(request.POST, user=user), 422
        if form.is_valid():
            try:
                package = actions.begin_package(**form.cleaned_data, by=user)
            except (actions.PackageError, OSError) as error:
                messages.error(request, _said(error))
            else:
                make_package.enqueue(package_id=package.pk)
                return redirect("keeping_package", package.pk)
    page = Paginator(_theirs(user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "keeping/packages.html", context, status=status)


def _said(error: Exception) -> str:
    if isinstance(error, actions.PackageError):
        return str(error)
    return _("The disk is full or does not answer.")


@require_http_methods(["GET", "HEAD", "POST"])
def package(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how far a package is; cancel it, or set it going again."""
    found = _found(request, pk)
    may_act = may_fetch(request.user, found)
    if request.method == "POST":
        if not may_act:
            raise PermissionDenied
        _do(request, found)
        return redirect("keeping_package", pk)
    is_ready = found.state == Package.State.READY
    is_open = is_ready and may_act and is_still_open(found, reader_of(found))
    context = {"package": found, "may_act": may_act, "is_open": is_open}
    response = render(request, "keeping/package.html", context)
    if found.is_under_way:
        response["Refresh"] = REFRESH_S
    return response


def _do(request: HttpRequest, package: Package) -> None:
    user: Any = request.user
    if request.POST.get("deed") == "cancel":
        actions.cancel_package(package=package, by=user)
        messages.success(request, _("The package is cancelled."))
    elif request.POST.get("deed") == "go_on":
        actions.go_on(package=package, by=user)
        make_package.enqueue(package_id=package.pk)
        messages.success(request, _("It goes on where it stopped."))


@require_safe
def package_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a package, whole or in parts, while all of it is still open."""
    package = _found(request, pk)
    if package.state != Package.State.READY or not may_fetch(request.user, package):
        raise Http404
    if not is_still_open(package, reader_of(package)):
        messages.error(
            request,
            _("Some of it has been closed since it was made. Please make a new one."),
        )
        return redirect("keeping_package", pk)
    try:
        return _give(request, package)
    except OSError:
        messages.error(request, _("The package is not there any more."))
        return redirect("keeping_package", pk)


def _give(request: HttpRequest, package: Package) -> HttpResponseBase:
    etag, path = f'"{package.sha256}"', zip_of(package)
    changed_at = int(package.ended_at.timestamp()) if package.ended_at else 0
    size = path.stat().st_size
    how: dict[str, Any] = {
        "content_type": "application/zip",
        "as_attachment": True,
        "filename": f"{package.name}.zip",
    }
    try:
        part = part_asked_for(request, size=size, etag=etag, changed_at=changed_at)
    except UnsatisfiableError:
        return answer_behind_the_end(size)
    user: Any = request.user
    if request.method == "HEAD":
        response: Any = answer_head(size=size, **how)
    elif part is None:
        response = FileResponse(path.open("rb"), **how)
    else:
        response = answer_part(path.open("rb"), part, size=size, **how)
    if request.method == "GET" and (part is None or part.first == 0):
        actions.note_given(package=package, by=user)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    answer: HttpResponseBase = response
    return answer
