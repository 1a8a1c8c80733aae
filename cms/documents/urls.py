"""Addresses of versions and page pictures."""

from django.urls import path

from cms.documents import views

urlpatterns = [
    path(
        "<int:document_id>/v<int:number>/p<int:page>.webp",
        views.picture,
        name="document_picture",
    ),
    path(
        "<int:document_id>/v<int:number>/<str:name>",
        views.version,
        name="document_version",
    ),
]
