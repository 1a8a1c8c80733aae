"""Application configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Background work: the queue's retries and leases, schedules, queued mail."""

    name = "cms.jobs"
    label = "jobs"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, and the jobs and schedules of every app."""
        from cms.jobs import checks  # noqa: F401

        autodiscover_modules("tasks")
