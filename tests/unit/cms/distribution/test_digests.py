"""The daily digest: one mail a day and person, grouped, in their language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.distribution import digests, leftovers, sending, tasks
from cms.distribution.actions import choose_mail
from cms.distribution.digests import make_digests
from cms.distribution.kinds import register_kind
from cms.distribution.models import Digest, Mail, MailChoice, Notice
from cms.jobs.worker import drain
from tests.factories.notices import told
from tests.factories.people import UserFactory
from tests.unit.cms.distribution.conftest import GUARDED, NEWS, TURN, again

pytestmark = pytest.mark.django_db
# Half past eight in the morning, where the portal's clock stands.
MORNING = dt.datetime(2026, 5, 4, 8, 30, tzinfo=timezone.get_default_timezone())
DAY = dt.timedelta(days=1)


def daily_reader(**fields):
    person = UserFactory(**fields)
    daily = {"test": MailChoice.DAILY, "general": MailChoice.DAILY}
    choose_mail(choices=daily, by=person)
    return person


def told_of(person, line, kind=NEWS, **fields):
    return told(person, kind=kind, context={"line": line, "text": "…"}, **fields)


def test_a_days_notices_come_in_one_mail():
    ada = daily_reader(language="es")
    told_of(ada, "Uno", url="/es/uno/")
    told_of(ada, "Dos", kind="distribution.message")
    drain()
    assert mail.outbox == []
    assert make_digests(MORNING) == 1
    drain()
    (message,) = mail.outbox
    assert message.to == [ada.email]
    html = message.alternatives[0][0]
    for body in (message.body, html):
        assert "Uno" in body
        assert "Dos" in body
        assert "http://localhost:8000/es/uno/" in body
    assert 'lang="es"' in html
    assert message.body.index("Tests") < message.body.index("Uno")
    assert set(Notice.objects.values_list("mail", flat=True)) == {Mail.SENT}


def test_ones_turn_does_not_wait():
    ada = daily_reader()
    told_of(ada, "Your turn", kind=TURN)
    drain()
    assert [message.subject for message in mail.outbox] == ["Your turn"]


def test_nothing_goes_out_before_its_hour(settings):
    told_of(daily_reader(), "One")
    assert make_digests(MORNING.replace(hour=6, minute=59)) == 0
    settings.NOTICES_DIGEST_HOUR = 6
    assert make_digests(MORNING.replace(hour=6, minute=59)) == 1


def test_one_a_day_however_often_it_runs():
    ada = daily_reader()
    told_of(ada, "One")
    assert make_digests(MORNING) == 1
    told_of(ada, "Two")
    assert make_digests(MORNING + dt.timedelta(hours=3)) == 0
    drain()
    assert make_digests(MORNING + DAY) == 1
    drain()
    first, second = mail.outbox
    assert "Two" not in first.body
    assert "One" not in second.body
    assert "Two" in second.body


def test_who_has_nothing_gets_nothing():
    daily_reader()
    assert make_digests(MORNING) == 0
    assert not Digest.objects.exists()


def test_a_worker_killed_while_binding_leaves_all_waiting(monkeypatch):
    ada = daily_reader()
    told_of(ada, "One")

    def die(*_args):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(type(digests.mail_digest), "enqueue", die)
        with pytest.raises(SystemExit):
            make_digests(MORNING)
    assert not Digest.objects.exists()
    assert Notice.objects.get().mail == Mail.WAITING
    assert make_digests(MORNING) == 1
    drain()
    assert len(mail.outbox) == 1


def test_a_job_that_runs_twice_mails_once():
    told_of(daily_reader(), "One")
    make_digests(MORNING)
    drain()
    DBTaskResult.objects.update(status=TaskResultStatus.READY)
    drain()
    assert len(mail.outbox) == 1


def test_what_one_may_not_see_any_more_is_left_out(guardian):
    ada = daily_reader()
    told_of(ada, "Secret", kind=GUARDED)
    told_of(ada, "Plain")
    make_digests(MORNING)
    guardian.refused.add(ada.pk)
    drain()
    (message,) = mail.outbox
    assert "Plain" in message.body
    assert "Secret" not in message.body + message.alternatives[0][0]


def test_a_digest_of_nothing_is_not_sent(guardian):
    ada = daily_reader()
    told_of(ada, "Secret", kind=GUARDED)
    guardian.refused.add(ada.pk)
    make_digests(MORNING)
    drain()
    assert mail.outbox == []


def test_two_schedulers_bind_it_once(monkeypatch):
    """The other one was here between our look and our write."""
    ada = daily_reader()
    told_of(ada, "One")
    assert digests._make_digest(ada.pk, MORNING.date(), MORNING)
    assert not digests._make_digest(ada.pk, MORNING.date(), MORNING)
    drain()
    assert len(mail.outbox) == 1


def test_the_schedules_call_them(settings):
    settings.NOTICES_DIGEST_HOUR = 0
    told_of(daily_reader(), "One")
    tasks.order_digests.call()
    told()
    Notice.objects.filter(digest=None).update(mail_at=timezone.now() - DAY)
    DBTaskResult.objects.filter(task_path__endswith="mail_notices").delete()
    tasks.look_for_lost.call()
    drain()
    assert len(mail.outbox) == 2


def test_a_digest_that_is_given_up_is_noted(monkeypatch):
    told_of(daily_reader(), "One")
    make_digests(MORNING)

    def refuse(*_args):
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(sending, "send_now", refuse)
        for _attempt in range(13):
            again()
    notice = Notice.objects.get()
    assert notice.mail == Mail.FAILED
    assert "ConnectionRefusedError" in notice.mail_error
    assert leftovers.order_failed() == 1
    drain()
    assert len(mail.outbox) == 1


def test_one_without_words_spoils_no_digest():
    ada = daily_reader()
    broken = {"subject": "no/such.txt", "body": "no/such.txt"}
    register_kind("test.broken", **broken, group="test")
    told_of(ada, "Two", kind="test.broken")
    told_of(ada, "One")
    make_digests(MORNING)
    drain()
    assert len(mail.outbox) == 1
    states = dict(Notice.objects.values_list("kind", "mail"))
    assert states == {"test.broken": Mail.FAILED, NEWS: Mail.SENT}


def test_a_lost_digest_goes_out_whole():
    ada = daily_reader()
    told_of(ada, "One")
    told_of(ada, "Two")
    make_digests(timezone.now().replace(hour=18))
    DBTaskResult.objects.all().delete()
    assert leftovers.order_lost(timezone.now() + DAY + DAY) == 2
    drain()
    (message,) = mail.outbox
    assert "One" in message.body
    assert "Two" in message.body
