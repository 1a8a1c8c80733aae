"""Addresses of the screens for figures, inside Wagtail's admin."""

from django.urls import path

from rcm_pages.financial_reports import admin_views as views

urlpatterns = [
    path("<int:work_id>/", views.figures, name="financial_figures"),
    path("<int:work_id>/template/", views.template, name="financial_template"),
    path("<int:work_id>/workbook/", views.workbook, name="financial_workbook"),
    path("<int:work_id>/preview/", views.preview, name="financial_preview"),
]
