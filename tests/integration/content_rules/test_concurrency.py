"""Two workers and two schedulers at once: every firing and action is one."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from cms.audit.models import Event
from cms.content_rules.clock import look
from cms.content_rules.firing import consider
from cms.content_rules.models import ContentRule, Firing, FiringStep
from cms.content_rules.performing import perform_firing
from cms.distribution.models import Notice
from tests.factories import people, works
from tests.factories.conference import MeetingFactory
from tests.factories.rules import rule_on

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
AT_ONCE = 4


def at_once(function, *args):
    """Call a function from several threads, each with its own connection."""

    def call(_number):
        try:
            return function(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(call, range(AT_ONCE)))


def test_an_event_considered_by_many_fires_once(site):
    people.editor()
    rule_on()
    works.adopted_action_plan()
    event = Event.objects.get(verb="works.adopted")
    assert sum(at_once(consider, event)) == 1
    firing = Firing.objects.get()
    at_once(perform_firing, firing.pk)
    assert FiringStep.objects.get().attempts == 1
    told = Notice.objects.filter(kind="content_rules.message")
    assert told.count() == FiringStep.objects.get().told


def test_a_date_looked_at_by_many_fires_once(site):
    today = timezone.localdate()
    rule = rule_on(trigger="date:meeting.starts", days_back=3)
    MeetingFactory(ordinal=22, starts_on=today, ends_on=today)
    now = timezone.now() + dt.timedelta(days=1)
    assert sum(at_once(look, rule, now)) == 1
    assert Firing.objects.count() == 1
    assert ContentRule.objects.get().clock_seen == now
