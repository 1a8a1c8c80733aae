"""Addresses of this room, inside Wagtail's admin."""

from django.urls import path

from cms.keeping import file_views, package_views, personal_views, retention_views

urlpatterns = [
    path("review/", retention_views.review, name="keeping_review"),
    path("files/", file_views.free_files, name="keeping_files"),
    path("review/<slug:kind>/<int:pk>/", retention_views.item, name="keeping_item"),
    path("classes/", retention_views.table, name="keeping_classes"),
    path("classes/<slug:code>/", retention_views.change_class, name="keeping_class"),
    path("personal/", personal_views.index, name="keeping_personal"),
    path("personal/<slug:kind>/<int:pk>/", personal_views.remove, name="keeping_erase"),
    path("packages/", package_views.packages, name="keeping_packages"),
    path("packages/<int:pk>/", package_views.package, name="keeping_package"),
    path(
        "packages/<int:pk>/file/",
        package_views.package_file,
        name="keeping_package_file",
    ),
]
