"""Addresses of versions and page pictures."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from cms.documents import views


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
        "<record:document_id>/v<record:number>/<str:name>",
        views.version,
        name="document_version",
    ),
]
