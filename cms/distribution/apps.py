"""Application configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DistributionConfig(AppConfig):
    """Notices on the desk and by mail, to those whom something concerns."""

    name = "cms.distribution"
    label = "distribution"
    verbose_name = _("Distribution")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Learn every room's kinds of notice, and take over Wagtail's mails."""
        from cms.distribution import signals, wagtail_mails  # noqa: F401

        wagtail_mails.take_over()
        autodiscover_modules("notices")
