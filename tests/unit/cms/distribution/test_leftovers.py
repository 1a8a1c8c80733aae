"""Attempts that are used up, orders that are lost: noted, told, given again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.distribution import leftovers, sending
from cms.distribution.models import Mail, Notice
from cms.jobs.worker import drain
from tests.factories.notices import told
from tests.unit.cms.distribution.conftest import SMTP, again

pytestmark = pytest.mark.django_db


class TestGivenUp:
    """Attempts that are used up, orders that are lost."""

    def given_up(self, settings) -> Notice:
        settings.JOBS_EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, 1
        settings.EMAIL_HOST = "127.0.0.1"
        notice = told()
        for _attempt in range(13):
            again()
        notice.refresh_from_db()
        return notice

    def test_it_is_noted_with_its_reason(self, settings):
        notice = self.given_up(settings)
        assert notice.mail == Mail.FAILED
        assert "ConnectionRefusedError" in notice.mail_error

    def test_the_command_tells_and_tries_again(self, settings, post, capsys):
        port = post.port
        notice = self.given_up(settings)
        call_command("notices_state")
        said = capsys.readouterr().out
        assert "failed 1" in said
        assert notice.recipient.email in said
        settings.EMAIL_PORT = port
        call_command("notices_state", "--retry")
        drain()
        assert [letter["To"] for letter in post.letters] == [notice.recipient.email]
        call_command("notices_state")
        assert "sent 1" in capsys.readouterr().out

    def test_another_jobs_failure_changes_nothing(self):
        notice = told()
        sending.mail_digest.enqueue(999_999)
        DBTaskResult.objects.filter(task_path=sending.mail_notices.module_path).delete()
        for _attempt in range(13):
            again()
        notice.refresh_from_db()
        assert notice.mail == Mail.QUEUED

    def test_a_lost_order_is_given_again(self):
        told()
        DBTaskResult.objects.all().delete()
        now = timezone.now()
        assert leftovers.order_lost(now) == 0
        assert leftovers.order_lost(now + dt.timedelta(hours=13)) == 1
        assert leftovers.order_lost(now + dt.timedelta(hours=13)) == 1
        drain()
        assert len(mail.outbox) == 1
