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
        """Listen to Wagtail and to the Conference, and answer for rights on pages."""
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from cms.conference.auth import register_admission
        from cms.works import (
            meeting_guards,
            signals,  # noqa: F401
        )
        from cms.works.page_policy import TextPagePolicy
        from cms.works.permissions import has_draft_to_write

        meeting_guards.connect()
        register_permission_policy(AbstractPage, TextPagePolicy())
        register_admission(has_draft_to_write)
