"""Application configuration."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """The importer of the Conference's papers."""

    name = "rcm_pages.importing"
    label = "importing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let texts charge the states that the papers name."""
        from cms.conference import actors
        from rcm_pages.importing.countries import NAMES

        for code, (name, _words) in NAMES.items():
            actors.register(code, name)
