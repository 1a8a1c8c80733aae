"""Addresses of the approval desk, inside Wagtail's admin."""

from django.urls import path

from cms.approval import views

urlpatterns = [
    path("", views.queue, name="approval_queue"),
    path("<int:pk>/", views.decide, name="approval_decide"),
    path("<int:pk>/preview/", views.preview, name="approval_preview"),
    path("submit/<int:work_id>/", views.submit, name="approval_submit"),
    path("correct/<int:work_id>/", views.correct, name="approval_correct"),
    path("table/", views.procedures, name="approval_procedures"),
    path("table/<slug:code>/", views.change_procedure, name="approval_procedure"),
]
