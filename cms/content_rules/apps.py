"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentRulesConfig(AppConfig):
    """Rules that the Coordinator builds: when this happens, and that holds, do so."""

    name = "cms.content_rules"
    label = "content_rules"
    verbose_name = _("Content rules")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the audit, and learn the triggers and actions that there are."""
        from cms.content_rules import deeds, signals  # noqa: F401
