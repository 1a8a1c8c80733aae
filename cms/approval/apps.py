"""Application configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalConfig(AppConfig):
    """Clearance and decision, by the table that says who does what for which type."""

    name = "cms.approval"
    label = "approval"
    verbose_name = _("Approval")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail; give texts their workflow, and decisions their files."""
        from cms.approval import checks, signals  # noqa: F401
        from cms.approval.files import files_of
        from cms.approval.procedures import workflow_for
        from cms.works import texts, workflows

        workflows.register_finder(workflow_for)
        texts.register_attachments(files_of)
