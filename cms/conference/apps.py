"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferenceConfig(AppConfig):
    """Parties, their membership, presidency terms, bodies and meetings."""

    name = "cms.conference"
    label = "conference"
    verbose_name = _("Conference")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks; tell the accounts who needs a second factor."""
        from cms.conference import account_rules, checks  # noqa: F401

        account_rules.connect()
