"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The archive's search package."""

    name = "search"
    verbose_name = _("Archive search")
    default_auto_field = "django.db.models.BigAutoField"
