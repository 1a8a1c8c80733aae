"""Application configuration."""

from django.apps import AppConfig


class RcmPagesConfig(AppConfig):
    """The Conference's page types and rules."""

    name = "rcm_pages"
    label = "rcm_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the Conference's tables; listen to its records."""
        from rcm_pages import procedures, retention, signals  # noqa: F401
