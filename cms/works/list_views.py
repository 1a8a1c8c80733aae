"""The list of texts in the admin, narrowed, and as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from cms.conference.menus import GuardedMenuItem
from cms.works import listing, sheets
from cms.works.permissions import is_guest

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PER_PAGE = 50


def may_list(user: Any) -> bool:
    """Tell whether a person lists texts: whoever is in the admin for more than one."""
    return not is_guest(user)


def _asked(request: HttpRequest) -> Any:
    if not may_list(request.user):
        raise PermissionDenied
    said = {n: str(value).replace("\0", "") for n, value in request.GET.items()}
    form = listing.ListForm(said, user=request.user)
    return form, listing.listed(request.user, form)


@require_safe
def texts(request: HttpRequest) -> HttpResponseBase:
    """Show the texts that a person may see, fifty at a time."""
    form, works = _asked(request)
    page = Paginator(works.with_faces(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [
            (work, listing.type_name(work), listing.audience_name(work))
            for work in page.object_list
        ],
    }
    return render(request, "works/texts/index.html", context)


@require_safe
def texts_sheet(request: HttpRequest) -> HttpResponseBase:
    """Give the narrowed list as an Excel file, with what the person may see."""
    _form, works = _asked(request)
    if works.count() > sheets.MOST_ROWS:
        messages.error(
            request,
            _("The list is too long for a sheet. Please narrow it to %(most)d texts.")
            % {"most": sheets.MOST_ROWS},
        )
        return redirect(f"{reverse('texts')}?{request.GET.urlencode()}")
    address = request.build_absolute_uri(reverse("by_symbol", args=["X"]))[:-1]
    file = sheets.write(
        name=_("Texts"), titles=listing.TITLES, rows=listing.rows(works, address)
    )
    name = f"{_('texts')}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return sheets.answer(file, name)


def menu_item() -> MenuItem:
    """Lead to the list."""
    return GuardedMenuItem(
        gettext_lazy("Texts"),
        reverse("texts"),
        icon_name="list-ul",
        order=110,
        may=may_list,
    )


urlpatterns = [
    path("", texts, name="texts"),
    path("sheet/", texts_sheet, name="texts_sheet"),
]
