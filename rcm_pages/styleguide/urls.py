"""The address of the page of components, in development only."""

from django.urls import path

from rcm_pages.styleguide import views

urlpatterns = [path("styleguide/", views.styleguide, name="styleguide")]
