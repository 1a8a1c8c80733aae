"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksConfig(AppConfig):
    """Works and their Expressions: symbols, audiences, lifecycle, frozen texts."""

    name = "cms.works"
    label = "works"
    verbose_name = _("Works")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail."""
        from cms.works import signals  # noqa: F401
