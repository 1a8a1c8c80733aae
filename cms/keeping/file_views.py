"""Files that belong to no paper, each with its class: to give them the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.conference.permissions import is_keeper
from cms.keeping import classes
from cms.keeping.reach import files_open_to

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from cms.documents.models import Document

PER_PAGE = 50
LONGEST_QUESTION = 100


def _of_class(files: QuerySet[Document], code: str) -> QuerySet[Document]:
    wanted = Q(retention__code=code)
    if code == classes.FILE:
        wanted |= Q(retention__isnull=True) | Q(retention__code="")
    return files.filter(wanted)


@require_safe
def free_files(request: HttpRequest) -> HttpResponse:
    """List the free-standing files that a keeper reads, by class or words of title."""
    if not is_keeper(request.user):
        raise PermissionDenied
    files = files_open_to(request.user).filter(expression__isnull=True)
    codes = classes.codes_for_files()
    code = request.GET.get("class", "")
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUESTION].strip()
    if code in codes:
        files = _of_class(files, code)
    if words:
        files = files.filter(title__icontains=words)
    rows = files.select_related("retention").order_by("-created_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(file, classes.name_of(_code_of(file))) for file in page.object_list],
        "classes": [(each, classes.name_of(each)) for each in codes],
        "chosen": code,
        "words": words,
    }
    return render(request, "keeping/files.html", context)


def _code_of(file: Document) -> str:
    said = getattr(file, "retention", None)
    return (said.code if said else "") or classes.FILE
