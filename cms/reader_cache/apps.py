"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReaderCacheConfig(AppConfig):
    """Finished pages, kept until anything changes."""

    name = "cms.reader_cache"
    label = "reader_cache"
    verbose_name = _("Kept pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to every change that a page might show."""
        from cms.conference.groups import register_memory
        from cms.reader_cache import changes  # noqa: F401
        from cms.reader_cache.standing import compare_once

        register_memory(compare_once)
