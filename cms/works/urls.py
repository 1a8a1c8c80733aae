"""Addresses of the works room, inside Wagtail's admin."""

from django.urls import path

from cms.works import views, work_symbol_views

urlpatterns = [
    path("<int:pk>/readers/", views.readers, name="work_readers"),
    path("<int:pk>/symbol/", work_symbol_views.work_symbol, name="work_symbol"),
    path(
        "meetings/<int:pk>/audience/", views.meeting_audience, name="meeting_audience"
    ),
]
