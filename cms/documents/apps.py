"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Files with immutable versions, their text and their page pictures."""

    name = "cms.documents"
    label = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer where Wagtail asks for rights on files.

        As the exact class: Wagtail's own application, whichever of the two is started
        last, registers a policy for the class and those below it.
        """
        from wagtail.permissions import register_permission_policy

        from cms.documents import (  # noqa: F401
            archiving_tasks,
            fixity_tasks,
            recognition_tasks,
            signals,
        )
        from cms.documents.models import Document
        from cms.documents.policy import FilePolicy
        from cms.documents.scanning import signals as scan_signals  # noqa: F401
        from cms.documents.uploads import tasks as uploads_tasks  # noqa: F401

        policy = FilePolicy(
            Document,
            auth_model="wagtaildocs.Document",
            owner_field_name="uploaded_by_user",
        )
        register_permission_policy(Document, policy, exact_class=True)
