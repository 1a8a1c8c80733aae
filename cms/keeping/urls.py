"""Addresses of this room, inside Wagtail's admin."""

from django.urls import path

from cms.keeping import package_views

urlpatterns = [
    path("packages/", package_views.packages, name="keeping_packages"),
    path("packages/<int:pk>/", package_views.package, name="keeping_package"),
    path(
        "packages/<int:pk>/file/",
        package_views.package_file,
        name="keeping_package_file",
    ),
]
