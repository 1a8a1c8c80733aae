"""Many files chosen: change them as many texts are changed; the list as a sheet."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.documents.views.bulk_actions.document_bulk_action import DocumentBulkAction

from cms.documents import bulk
from cms.documents.bulk_forms import FilesForm
from cms.documents.file_rows import TITLES, rows
from cms.documents.listing import FilesIndexView
from cms.documents.policy import works_with_files
from cms.works import many, many_views, sheets

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from cms.documents.models import Document


def _listed(request: HttpRequest, narrowed: QueryDict, most: int) -> list[int]:
    """Return the numbers of the files of the list, narrowed as it was, in its order."""
    asked = copy.copy(request)
    asked.GET = narrowed  # type: ignore[assignment]
    view = FilesIndexView()
    view.setup(asked)
    return [each.pk for each in view.get_queryset()[:most]]


def _chosen(request: HttpRequest) -> list[Document]:
    """Return the files ticked, or all of the list as it was narrowed."""
    said = request.POST if request.method == "POST" else request.GET
    if said.get("all"):
        narrowed = QueryDict(said.get("query", "").replace("\0", ""))
        return bulk.readable(
            request.user, _listed(request, narrowed, many.MOST_AT_ONCE + 1)
        )
    return bulk.readable(request.user, many.numbers(said.getlist("file")))


def _say_chosen(number: int) -> str:
    said: Any = ngettext("%(count)d file chosen.", "%(count)d files chosen.", number)
    return str(said % {"count": number})


def _say_unseen(number: int) -> str:
    said: Any = ngettext(
        "%(count)d file that you may no longer see",
        "%(count)d files that you may no longer see",
        number,
    )
    return str(said % {"count": number})


FILES = many_views.Screen(
    trade=bulk.FILES,
    form=FilesForm,
    may=works_with_files,
    chosen=_chosen,
    readable=bulk.readable,
    listing="wagtaildocs:index",
    report="files_changed",
    row="documents/listing/name.html",
    title=gettext_lazy("Change many files"),
    report_title=gettext_lazy("Change of many files"),
    list_title=gettext_lazy("Files"),
    icon="doc-full-inverse",
    say_none=gettext_lazy("Please choose the files first."),
    say_chosen=_say_chosen,
    say_unseen=_say_unseen,
)


class ChangeManyFiles(DocumentBulkAction):
    """The button below the list, beside Wagtail's own: it leads to our screen."""

    display_name = gettext_lazy("Change…")
    action_type = "change"
    aria_label = gettext_lazy("Change the chosen files")
    template_name = "works/many/change.html"
    action_priority = 5

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Lead on with the files ticked, or with how the list was narrowed."""
        narrowed = request.GET.copy()
        numbers = narrowed.pop("id", [])
        said: dict[str, Any] = {"file": numbers}
        if "all" in numbers:
            for name in ("next", "childOf"):
                narrowed.pop(name, None)
            said = {"all": "1", "query": narrowed.urlencode()}
        return redirect(f"{reverse('files_change')}?{urlencode(said, doseq=True)}")

    post = get


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Ask what is to be changed, show what would be, and do it."""
    return many_views.change(request, FILES)


@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of each, to whoever asked for it."""
    return many_views.changed(request, FILES, pk)


@require_safe
def sheet(request: HttpRequest) -> HttpResponseBase:
    """Give the narrowed list as an Excel file, with what the person may see."""
    if not works_with_files(request.user):
        raise PermissionDenied
    narrowed = QueryDict(request.GET.urlencode().replace("%00", ""))
    numbers = _listed(request, narrowed, sheets.MOST_ROWS + 1)
    if len(numbers) > sheets.MOST_ROWS:
        messages.error(
            request,
            _("The list is too long for a sheet. Please narrow it to %(most)d files.")
            % {"most": sheets.MOST_ROWS},
        )
        return redirect(f"{reverse('wagtaildocs:index')}?{narrowed.urlencode()}")
    made = sheets.write(
        name=_("Files"),
        titles=TITLES,
        rows=rows(request.user, numbers, request.build_absolute_uri),
    )
    return sheets.answer(made, f"{_('files')}-{timezone.localdate():%Y-%m-%d}.xlsx")


urlpatterns = [
    path("change/", change, name="files_change"),
    path("changes/<int:pk>/", changed, name="files_changed"),
    path("sheet/", sheet, name="files_sheet"),
]
