"""Who is told what, once, with the caller's transaction."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.audit.models import Event
from cms.distribution.actions import (
    choose_mail,
    mark_all_read,
    mark_done,
    mark_read,
    notify,
    remind,
)
from cms.distribution.kinds import UnknownKindError
from cms.distribution.models import Mail, MailChoice, Notice
from cms.jobs.worker import drain
from tests.factories.notices import MESSAGE, told
from tests.factories.people import UserFactory
from tests.unit.cms.distribution.conftest import NEWS, TURN

pytestmark = pytest.mark.django_db
WORDS = {"line": "A line", "text": "A text."}


def tell(*people, kind=NEWS, subject=None, **fields):
    return notify(
        people=people, kind=kind, subject=subject or people[0], context=WORDS, **fields
    )


def test_each_person_is_told_once():
    ada, ben = UserFactory(), UserFactory()
    made = tell(ada, ben, ada)
    assert {notice.recipient for notice in made} == {ada, ben}
    assert len(made) == 2


def test_nobody_is_told_of_their_own_act():
    ada, ben = UserFactory(), UserFactory()
    assert [n.recipient for n in tell(ada, ben, by=ada)] == [ben]
    assert len(tell(ada, ben, by=ada, tell_actor=True)) == 2


def test_who_is_inactive_is_not_told():
    """Even if the caller still holds them as they were."""
    gone = UserFactory()
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    assert gone.is_active
    assert tell(gone) == []


def test_nobody_to_tell_is_no_error():
    assert notify(people=[], kind=NEWS, subject=UserFactory()) == []
    assert not DBTaskResult.objects.exists()


def test_a_key_makes_an_event_one_event():
    ada, ben = UserFactory(), UserFactory()
    assert len(tell(ada, subject=ada, key="round 1")) == 1
    late = tell(ada, ben, subject=ada, key="round 1")
    assert [notice.recipient for notice in late] == [ben]
    assert len(tell(ada, subject=ada, key="round 2")) == 1
    assert len(tell(ada, subject=ben, key="round 1")) == 1
    assert len(tell(ada, subject=ada, kind=TURN, key="round 1")) == 1
    drain()
    assert len(mail.outbox) == 5


def test_without_a_key_each_call_is_an_event():
    ada = UserFactory()
    assert tell(ada) != tell(ada)
    assert Notice.objects.count() == 2


def test_very_long_keys_are_told_apart():
    ada = UserFactory()
    assert tell(ada, key="k" * 5000 + "1")
    assert tell(ada, key="k" * 5000 + "2")
    assert tell(ada, key="k" * 5000 + "1") == []


def test_the_database_refuses_the_same_event_twice():
    notice = told(key="once")
    values = Notice.objects.filter(pk=notice.pk).values().get()
    del values["id"], values["uuid"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice(**values).save()


def test_what_is_rolled_back_was_never_told():
    ada = UserFactory()

    def change_of_mind():
        with transaction.atomic():
            tell(ada)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_of_mind()
    drain()
    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_nothing_is_mailed_before_the_worker_comes():
    told()
    assert mail.outbox == []
    drain()
    assert len(mail.outbox) == 1


def test_forty_people_cost_no_more_than_one(django_assert_num_queries):
    people = [UserFactory() for _ in range(40)]
    subject = people[0]
    for some in (people[:1], people):
        # Savepoint and its end, people, preferences, notices, their numbers, the order.
        with django_assert_num_queries(7):
            assert len(tell(*some, subject=subject)) == len(some)
    drain()
    assert len(mail.outbox) == 41


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKindError):
        tell(UserFactory(), kind="test.nothing")


def test_a_context_that_is_no_json_is_refused():
    with pytest.raises(TypeError):
        told(context={"line": object()})


def test_dates_and_nul_are_taken():
    notice = told(context={"line": "a\0b", "on": dt.date(2026, 5, 1)})
    assert notice.context == {"line": "ab", "on": "2026-05-01"}


def test_a_notice_stays_as_it_was():
    notice = told()
    for forbidden in (
        notice.delete,
        notice.save,
        Notice.objects.all().delete,
        lambda: Notice.objects.update(kind="other"),
        lambda: notice.save(update_fields=["context"]),
    ):
        with pytest.raises(TypeError):
            forbidden()


class TestPreferences:
    """How a person is told, by group."""

    @pytest.mark.parametrize(
        ("choice", "state", "mails"),
        [
            (MailChoice.AT_ONCE, Mail.SENT, 1),
            (MailChoice.DAILY, Mail.WAITING, 0),
            (MailChoice.DESK, Mail.NONE, 0),
        ],
    )
    def test_the_choice_holds(self, choice, state, mails):
        ada = UserFactory()
        choose_mail(choices={"test": choice}, by=ada)
        (notice,) = tell(ada)
        drain()
        notice.refresh_from_db()
        assert notice.mail == state
        assert len(mail.outbox) == mails

    def test_ones_turn_is_always_mailed(self):
        ada = UserFactory()
        choose_mail(choices={"test": MailChoice.DESK}, by=ada)
        tell(ada, kind=TURN)
        drain()
        assert len(mail.outbox) == 1

    def test_another_group_is_another_choice(self):
        ada = UserFactory()
        choose_mail(choices={"test": MailChoice.DESK}, by=ada)
        told(ada, kind=MESSAGE)
        drain()
        assert len(mail.outbox) == 1

    def test_a_choice_can_be_changed_and_is_audited(self):
        ada = UserFactory()
        choose_mail(choices={"test": MailChoice.DESK}, by=ada)
        choose_mail(choices={"test": MailChoice.AT_ONCE}, by=ada)
        assert tell(ada)[0].mail == Mail.QUEUED
        verbs = Event.objects.about(ada).values_list("verb", flat=True)
        assert list(verbs) == ["distribution.mail_chosen"] * 2

    @pytest.mark.parametrize("choices", [{"none": "desk"}, {"test": "by pigeon"}])
    def test_nonsense_is_refused(self, choices):
        ada = UserFactory()
        with pytest.raises(ValueError):
            choose_mail(choices=choices, by=ada)
        assert tell(ada)[0].mail == Mail.QUEUED


class TestReading:
    """What is read is noted for its reader alone."""

    def test_once_read_stays_read(self):
        notice = told()
        mark_read(notice=notice, by=notice.recipient)
        notice.refresh_from_db()
        first = notice.read_at
        assert first is not None
        mark_read(notice=notice, by=notice.recipient)
        notice.refresh_from_db()
        assert notice.read_at == first

    def test_nobody_reads_for_another(self):
        notice = told()
        mark_read(notice=notice, by=UserFactory())
        assert mark_all_read(by=UserFactory()) == 0
        notice.refresh_from_db()
        assert notice.read_at is None

    def test_all_at_once(self):
        ada = UserFactory()
        told(ada)
        told(ada)
        other = told()
        assert mark_all_read(by=ada) == 2
        assert list(Notice.objects.unread()) == [other]

    def test_what_a_person_has_done_is_read_by_nobody_else(self):
        ada, ben = UserFactory(), UserFactory()
        _own, others = tell(ada, ben, kind=TURN, subject=ada)
        mark_done(subject=ada, kinds=[NEWS], by=ada)
        mark_done(subject=ben, kinds=[TURN], by=ada)
        assert Notice.objects.unread().count() == 2
        mark_done(subject=ada, kinds=[TURN], by=ada)
        assert list(Notice.objects.unread()) == [others]


class TestReminders(TestCase):
    """Once an interval, however often somebody looks."""

    SINCE = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def look(self, person, *, hours, days=1, since=SINCE):
        return remind(
            people=[person],
            kind=NEWS,
            subject=person,
            since=since,
            interval=dt.timedelta(days=days),
            context=WORDS,
            at=since + dt.timedelta(hours=hours),
        )

    @given(
        days=st.integers(min_value=1, max_value=4),
        hours=st.lists(st.integers(min_value=-30, max_value=200), max_size=12),
    )
    def test_each_interval_reminds_once(self, days, hours):
        """In whatever order the clock goes."""
        ada = UserFactory()
        for hour in hours:
            self.look(ada, hours=hour, days=days)
        passed = {hour // (24 * days) for hour in hours}
        expected = len({count for count in passed if count >= 1})
        assert Notice.objects.filter(recipient=ada).count() == expected

    def test_a_new_round_counts_anew(self):
        ada = UserFactory()
        assert self.look(ada, hours=25)
        later = self.SINCE + dt.timedelta(days=10)
        assert self.look(ada, hours=23, since=later) == []
        assert self.look(ada, hours=25, since=later)
