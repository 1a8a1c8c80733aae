"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalConfig(AppConfig):
    """Clearance by the Secretariat, decision by the Presidency."""

    name = "cms.approval"
    label = "approval"
    verbose_name = _("Approval")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail's workflow."""
        from cms.approval import signals  # noqa: F401
