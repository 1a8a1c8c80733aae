"""Addresses of the approval desk, inside Wagtail's admin."""

from django.urls import path

from cms.approval import views

urlpatterns = [
    path("", views.queue, name="approval_queue"),
    path("<int:pk>/", views.decide, name="approval_decide"),
    path("<int:pk>/preview/", views.preview, name="approval_preview"),
]
