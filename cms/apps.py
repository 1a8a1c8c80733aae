"""Application configuration of the plugin as a whole."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The plugin: ties its records to the search."""

    name = "cms"
    label = "cms"
    verbose_name = _("Document management")

    def ready(self) -> None:
        """Register what can be found."""
        from cms import archive_search

        archive_search.connect()
