"""Addresses of a person's own notices."""

from django.urls import path

from cms.distribution import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="notices_read_all"),
    path("<int:pk>/read/", views.read, name="notices_read"),
    path("<int:pk>/open/", views.open_notice, name="notices_open"),
    path("preferences/", views.preferences, name="notices_preferences"),
]
