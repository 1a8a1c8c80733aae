"""Says why a text stays, where Wagtail would only say no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.conference.permissions import is_secretariat
from cms.works import bulk_views, collection_views, list_views, symbol_views
from cms.works.fixed import holds_fixed_text, keeps_its_place
from cms.works.models import Expression
from cms.works.page_policy import pages_for
from cms.works.pages import AbstractTextPage
from cms.works.permissions import is_guest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

# Bulk actions that would take a text away from its readers or its address.
BULK_ACTIONS = frozenset({"delete", "move", "unpublish"})
# Entries of the editor's menu that lead around the decision.
PUBLISHING = frozenset({"action-publish", "action-unpublish"})


def _keep(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """Send the person back with the reason, or let Wagtail go on."""
    if not holds_fixed_text(pages):
        return None
    messages.error(request, keeps_its_place())
    return redirect("wagtailadmin_explore", (pages[0].get_parent() or pages[0]).pk)


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Neither the page goes nor one below it."""
    return _keep(request, [page])


@hooks.register("before_move_page")
def keep_place(
    request: HttpRequest, page: Page, _destination: Page
) -> HttpResponse | None:
    """The address of a text is cited."""
    return _keep(request, [page])


@hooks.register("before_bulk_action")
def keep_pages(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Many at once are no other case."""
    if action_type in BULK_ACTIONS and issubclass(action.model, Page):
        return _keep(request, objects)
    return None


@hooks.register("construct_page_action_menu")
def offer_no_publishing(
    menu_items: list[Any], _request: HttpRequest, context: dict[str, Any]
) -> None:
    """A text is published by the decision that adopts it, so no button says it is."""
    page = context.get("page") or context["parent_page"]
    hidden = set(PUBLISHING)
    if context["view"] == "create":
        # A new text gets its Work when it is first saved; only then is it submitted.
        hidden.add("action-submit")
    if context["view"] == "create" or isinstance(page, AbstractTextPage):
        menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("register_admin_urls")
def works_urls() -> list[Any]:
    """Put the screens of works under the admin's address."""
    return [path("works/", include("cms.works.urls"))]


@hooks.register("register_page_header_buttons")
def who_can_see_this(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from a text to the answer."""
    expression = Expression.objects.filter(page_id=page.pk).first()
    if expression:
        yield Button(
            _("Who can see this?"),
            reverse("work_readers", args=[expression.work_id]),
            icon_name="view",
            priority=6,
        )
        yield Button(
            _("Symbol and circulated drafts"),
            reverse("work_symbol", args=[expression.work_id]),
            icon_name="tag",
            priority=7,
        )


@hooks.register("register_admin_urls")
def collection_urls() -> list[Any]:
    """Put the curated collections under the admin's address."""
    return [path("curated-collections/", include(collection_views.urlpatterns))]


@hooks.register("register_admin_urls")
def redirect_urls() -> list[Any]:
    """Stand before Wagtail's list of redirects, which asks nobody who sees them."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    from cms.works.redirecting import ReadableRedirects as Listed

    return [
        path("redirects/", Listed.as_view(), name="redirects"),
        path(
            "redirects/results/",
            Listed.as_view(results_only=True),
            name="redirects_results",
        ),
    ]


@hooks.register("register_admin_urls")
def text_urls() -> list[Any]:
    """Put the list of texts under the admin's address."""
    patterns = [*list_views.urlpatterns, *bulk_views.urlpatterns]
    return [path("texts/", include(patterns))]


hooks.register("register_admin_menu_item", list_views.menu_item)


@hooks.register("register_admin_urls")
def symbol_urls() -> list[Any]:
    """Put the register of symbols under the admin's address."""
    return [path("symbols/", include(symbol_views.urlpatterns))]


hooks.register("register_admin_menu_item", collection_views.menu_item)
hooks.register("register_admin_menu_item", symbol_views.menu_item)


@hooks.register("construct_page_chooser_queryset")
def choose_what_one_may_read(pages: Any, request: HttpRequest) -> Any:
    """The chooser asks no policy. Drafts are offered to the Secretariat alone."""
    pages = pages.filter(pk__in=pages_for(request.user))
    return pages if is_secretariat(request.user) else pages.live()


@hooks.register("construct_main_menu")
def offer_guests_their_draft(request: HttpRequest, menu_items: list[Any]) -> None:
    """Whoever has come to write one draft is shown the way to it, and no other room."""
    if is_guest(request.user):
        menu_items[:] = [item for item in menu_items if item.name == "explorer"]


@hooks.register("construct_reports_menu")
def offer_no_report_that_is_shut(request: HttpRequest, menu_items: list[Any]) -> None:
    """One of Wagtail's reports asks nobody who reads (``cms.works.middleware``)."""
    menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("insert_global_admin_css")
def narrow_screens() -> str:
    """Wagtail's own screens cut long titles off on a telephone; ours are long."""
    return format_html('<link rel="stylesheet" href="{}">', static("works/admin.css"))
