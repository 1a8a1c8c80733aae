"""Addresses of the works room, inside Wagtail's admin."""

from django.urls import path

from cms.works import views

urlpatterns = [
    path("<int:pk>/readers/", views.readers, name="work_readers"),
    path(
        "meetings/<int:pk>/audience/", views.meeting_audience, name="meeting_audience"
    ),
]
