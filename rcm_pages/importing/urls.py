"""Addresses of the import screens, inside Wagtail's admin."""

from django.urls import path

from rcm_pages.importing import confirming, offering, settling, views

urlpatterns = [
    path("", views.index, name="importing_index"),
    path("meeting/<int:meeting_id>/", views.upload, name="importing_upload"),
    path("<int:pk>/", views.review, name="importing_review"),
    path("<int:pk>/undo/", views.undo, name="importing_undo"),
    path("<int:pk>/changes/", settling.settle, name="importing_settle"),
    path("<int:pk>/confirm/<slug:key>/", confirming.confirm, name="importing_confirm"),
    path("<int:pk>/offers/", offering.take, name="importing_offers"),
    path("<int:pk>/retry/", views.retry, name="importing_retry"),
]
