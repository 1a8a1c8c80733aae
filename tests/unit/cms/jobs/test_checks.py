"""What is found before the start."""

import pytest
from django.core.checks import run_checks

from cms.jobs import mail  # noqa: F401 (its job is declared before a queue is faked)


def found() -> list[str]:
    return [message.id for message in run_checks() if message.id.startswith("jobs.")]


def test_the_settings_as_they_are_pass() -> None:
    assert found() == []


def test_a_queue_outside_the_database_is_found(settings: pytest.fixture) -> None:
    backend = "django_tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}
    assert found() == ["jobs.E001"]


def test_mail_that_would_turn_in_a_circle_is_found(settings: pytest.fixture) -> None:
    settings.JOBS_EMAIL_BACKEND = "cms.jobs.mail.QueuedEmailBackend"
    assert found() == ["jobs.E003"]


@pytest.mark.parametrize("path", ["", "nowhere.Backend"])
def test_a_missing_delivery_backend_is_found(
    settings: pytest.fixture, path: str
) -> None:
    settings.JOBS_EMAIL_BACKEND = path
    assert found() == ["jobs.E002"]
