"""Addresses of readers: figures as files, and all periods side by side."""

from django.urls import path

from rcm_pages.financial_reports import views

urlpatterns = [
    path("financial-reports/", views.series, name="financial_series"),
    path("financial-reports/all.csv", views.series_csv, name="financial_series_csv"),
    path(
        "financial-reports/<uuid:uuid>/figures.xlsx",
        views.figures_xlsx,
        name="financial_figures_xlsx",
    ),
    path(
        "financial-reports/<uuid:uuid>/figures.csv",
        views.figures_csv,
        name="financial_figures_csv",
    ),
]
