"""Addresses of the screens for one file, and of the trash, under the admin's."""

from django.urls import path

# Registers the converter of records' numbers.
import cms.documents.urls  # noqa: F401
from cms.documents import compare_views, duplicate_views, restore_views, trash_views

urlpatterns = [
    path("trash/", trash_views.index, name="files_trash"),
    path("<record:document_id>/trash/", trash_views.put_in, name="files_to_trash"),
    path("<record:document_id>/take-out/", trash_views.take_out, name="files_take_out"),
    path("<record:document_id>/purge/", trash_views.purge, name="files_purge"),
    path("<record:document_id>/compare/", compare_views.in_admin, name="files_compare"),
    path(
        "<record:document_id>/v<record:number>/restore/",
        restore_views.restore,
        name="files_restore",
    ),
    path("known/<record:version_id>/", duplicate_views.known, name="files_known"),
]
