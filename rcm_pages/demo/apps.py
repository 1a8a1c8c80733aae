"""Application configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration archive."""

    name = "rcm_pages.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
