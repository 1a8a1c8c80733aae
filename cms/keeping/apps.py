"""Application configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cms.accounts.models import User


class KeepingConfig(AppConfig):
    """Archive packages that others can read, and what is kept for how long."""

    name = "cms.keeping"
    label = "keeping"
    verbose_name = _("Keeping")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Files that are removed go into the trash, and in their time from there."""
        from cms.documents import guards
        from cms.documents.trash import put_into_trash
        from cms.keeping import purging, removal

        def put_away(item: Any, *, reason: str, by: User) -> object:
            return put_into_trash(document=item, reason=reason, by=by)

        removal.register("documents.document", put_away)
        guards.register(purging.why_they_stay)
