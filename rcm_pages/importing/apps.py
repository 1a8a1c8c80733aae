"""Application configuration."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """The importer of the Conference's papers."""

    name = "rcm_pages.importing"
    label = "importing"
    default_auto_field = "django.db.models.BigAutoField"
