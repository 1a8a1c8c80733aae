"""Application configuration."""

from django.apps import AppConfig


class RcmPagesConfig(AppConfig):
    """The Conference's page types and rules."""

    name = "rcm_pages"
    label = "rcm_pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the Conference's tables; listen to its records."""
        from cms.approval.readiness import register_question
        from cms.lost import register_gone
        from cms.works.cross_references import register_finder
        from rcm_pages import (  # noqa: F401
            citing,
            gone,
            mentions,
            procedures,
            retention,
            signals,
        )
        from rcm_pages.financial_reports.reviewing import what_blocks

        register_question(what_blocks)
        register_finder(mentions.find)
        register_gone(gone.was_there)
