"""Addresses of the rules, inside Wagtail's admin."""

from django.urls import path

from cms.content_rules import views

urlpatterns = [
    path("", views.index, name="content_rules"),
    path("new/", views.build, name="content_rules_new"),
    path("log/", views.log, name="content_rules_log"),
    path("<int:pk>/", views.rule, name="content_rules_rule"),
    path("<int:pk>/edit/", views.build, name="content_rules_edit"),
]
