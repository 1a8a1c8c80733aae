"""Addresses of versions, of page pictures, and of the pages of a file."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from cms.documents import viewer_views, views


class RecordConverter(IntConverter):
    """A number that a record can have: more digits are no address at all."""

    regex = "[0-9]{1,9}"


register_converter(RecordConverter, "record")

urlpatterns = [
    path(
        "<record:document_id>/v<record:number>/p<record:page>.webp",
        views.picture,
        name="document_picture",
    ),
    path(
        "<record:document_id>/v<record:number>/p<record:page>-<record:width>.webp",
        views.sheet,
        name="document_sheet_picture",
    ),
    path(
        "<record:document_id>/v<record:number>/pdf-a/<str:name>",
        views.archival_copy,
        name="document_archival_copy",
    ),
    path(
        "<record:document_id>/v<record:number>/<str:name>",
        views.version,
        name="document_version",
    ),
]

# Below a language, beside the page of the file itself.
viewer_urlpatterns = [
    path("page/", viewer_views.go_to_page, name="document_go_to_page"),
    path("page/<record:number>/", viewer_views.page, name="document_sheet"),
]
