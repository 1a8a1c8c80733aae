"""Addresses of the partners' desk."""

from django.urls import path

from rcm_pages.partner_reports import views

urlpatterns = [
    path("reports/", views.reports, name="partner_reports"),
    path("reports/<uuid:uuid>/", views.report, name="partner_report"),
]
