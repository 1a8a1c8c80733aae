"""What the documents room adds to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseRedirect
from django.urls import include, path
from wagtail import hooks

from cms.documents import (
    bulk_views,
    file_urls,
    fixity_views,
    listing,
    reading_views,
)
from cms.documents.permissions import may_read_document
from cms.documents.policy import FilesAdminAPI
from cms.documents.scanning import views as scans_views
from cms.documents.uploads import views as uploads_views

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cms.documents.models import Document


@hooks.register("before_serve_document")
def ask_who_reads(document: Document, request: HttpRequest) -> HttpResponse:
    """Send a reader on to the newest version; answer 404 to whoever may not read."""
    current = document.current
    if current is None or not may_read_document(request.user, document):
        raise Http404
    return HttpResponseRedirect(current.url)


@hooks.register("construct_admin_api", order=100)
def offer_files_one_may_read(router: Any) -> None:
    """Put our endpoint in the place of Wagtail's."""
    router.register_endpoint("documents", FilesAdminAPI)


@hooks.register("register_admin_urls")
def fixity_urls() -> list[Any]:
    """Put the check of the stored files under the admin's address."""
    return [path("fixity/", include(fixity_views.urlpatterns))]


@hooks.register("register_admin_urls")
def reading_urls() -> list[Any]:
    """Put the list of what is not read yet under the admin's address."""
    return [path("reading/", include(reading_views.urlpatterns))]


@hooks.register("register_admin_urls")
def scans_urls() -> list[Any]:
    """Put the list of virus scans under the admin's address."""
    return [path("scans/", include(scans_views.urlpatterns))]


# Before Wagtail's own: the room for many files is ours.
@hooks.register("register_admin_urls", order=-1)
def uploads_urls() -> list[Any]:
    """Put our room for many files in the place of Wagtail's."""
    return list(uploads_views.urlpatterns)


@hooks.register("register_admin_urls")
def file_urls_of_admin() -> list[Any]:
    """Put history, trash, changes of many and the list under the admin's address."""
    return [
        path("files/", include(file_urls)),
        path("files/", include(bulk_views.urlpatterns)),
        path("documents/", include(listing.urlpatterns)),
    ]


hooks.register("register_bulk_action", bulk_views.ChangeManyFiles)
hooks.register("register_reports_menu_item", fixity_views.menu_item)
hooks.register("register_reports_menu_item", reading_views.menu_item)
hooks.register("register_reports_menu_item", scans_views.menu_item)
