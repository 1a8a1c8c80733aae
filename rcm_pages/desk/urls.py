"""The address of the desk: under the language's prefix, where the rooms of it are."""

from django.urls import path

from rcm_pages.desk import views

urlpatterns = [path("", views.desk, name="desk")]
