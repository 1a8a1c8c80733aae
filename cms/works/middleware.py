"""The door of every screen about one page in Wagtail's admin, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import Http404, HttpResponseBadRequest
from django.utils.cache import patch_cache_control
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.works.memory import of_one_request
from cms.works.page_policy import may_see_page
from cms.works.permissions import is_guest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Under these names the addresses of Wagtail's admin speak of pages.
ARGUMENTS = (
    "page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk",
)  # fmt: skip
SPACE = "wagtailadmin_pages"
REDIRECTS = "wagtailredirects"
REPORTS = "wagtailadmin_reports:"
SAFE = ("GET", "HEAD")
# This report names the page of each type that was changed last, whoever may read it.
SHUT = frozenset(
    {
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
    }
)


def _pages_named(request: HttpRequest, arguments: dict[str, Any]) -> list[int]:
    match = request.resolver_match
    names: tuple[str, ...] = ARGUMENTS
    if match and SPACE in match.namespaces:
        names = (*ARGUMENTS, "pk")
    named = [arguments[name] for name in names if arguments.get(name) is not None]
    if match and match.namespace == REDIRECTS and "redirect_id" in arguments:
        rows = apps.get_model("wagtailredirects", "Redirect").objects
        leads_to = rows.filter(pk=arguments["redirect_id"], redirect_page__isnull=False)
        named += leads_to.values_list("redirect_page_id", flat=True)
    return named


class PagesOneMaySee:
    """Answers 404 in the admin where an address names a page one may not see.

    Wagtail's screens ask for a right to change or to publish, a superuser's are never
    asked for, and some show a title before they ask at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on: the address is known only later. What lists ask is remembered."""
        if request.method not in SAFE or "/admin/" not in request.path:
            return self.get_response(request)
        with of_one_request():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, arguments: dict[str, Any]
    ) -> None:
        """Ask for each page that the address names; whoever is signed out goes on."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        named = _pages_named(request, arguments)
        is_report = name.startswith(REPORTS)
        if not (named or is_report) or not request.user.is_authenticated:
            return
        if name in SHUT or (is_report and is_guest(request.user)):
            raise Http404
        for page in Page.objects.filter(pk__in=named):
            if not may_see_page(request.user, page):
                raise Http404

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Wagtail's forms fail where a post lacks their own hidden fields."""
        is_ours = request.method in SAFE or "/admin/" not in request.path
        if is_ours or not isinstance(exception, MultiValueDictKeyError):
            return None
        return HttpResponseBadRequest(
            _("The form did not arrive whole. Please go back and send it again.")
        )


class KeepNothingPersonal:
    """Lets nobody keep an answer that was made for somebody who is signed in.

    What they may read may end at any instant. Answers that say for themselves who may
    keep them, such as files, go as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so where the person was asked for and the answer says nothing."""
        response = self.get_response(request)
        is_personal = request.session.accessed and request.user.is_authenticated
        if is_personal and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response
