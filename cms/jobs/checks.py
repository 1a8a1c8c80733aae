"""System checks: a setting that would lose or loop work is found before the start."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db import DatabaseBackend

QUEUED = "cms.jobs.mail.QueuedEmailBackend"


@register()
def check_queue(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Tasks must be rows of the database that the caller's transaction writes to."""
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        return []
    return [
        Error(
            "The default backend of TASKS is not the database's.",
            hint="Set its BACKEND to 'django_tasks_db.DatabaseBackend'.",
            id="jobs.E001",
        )
    ]


@register()
def check_mail_delivery(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The backend that delivers mail must not put it back into the queue."""
    path = getattr(settings, "JOBS_EMAIL_BACKEND", "")
    try:
        backend = import_string(path)
    except ImportError:
        text = f"JOBS_EMAIL_BACKEND names no mail backend: {path!r}."
        return [Error(text, id="jobs.E002")]
    if not issubclass(backend, import_string(QUEUED)):
        return []
    text = "JOBS_EMAIL_BACKEND is the queue itself: no mail would ever go out."
    hint = "Name the backend that really sends, such as Django's SMTP backend."
    return [Error(text, hint=hint, id="jobs.E003")]
