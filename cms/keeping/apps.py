"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeepingConfig(AppConfig):
    """Archive packages that others can read, and what is kept for how long."""

    name = "cms.keeping"
    label = "keeping"
    verbose_name = _("Keeping")
    default_auto_field = "django.db.models.BigAutoField"
