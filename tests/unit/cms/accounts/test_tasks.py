"""What is tidied each night."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone

from cms.accounts.models import SharedEntry
from cms.accounts.tasks import forget_old_sessions
from tests.factories.people import UserFactory
from tests.integration.accounts.signing import come_in, signed_in

pytestmark = pytest.mark.django_db


def test_what_has_run_out_goes_and_what_lives_stays():
    person = UserFactory()
    living, over = come_in(person), come_in(person)
    past = timezone.now() - dt.timedelta(days=1)
    key = over.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=past)
    cache.set("allauth:old", 1, 60)
    SharedEntry.objects.update(expires=past)
    cache.set("allauth:new", 1, 60)
    forget_old_sessions.call()
    assert signed_in(living)
    assert not Session.objects.filter(session_key=key).exists()
    assert UserSession.objects.count() == 1
    assert SharedEntry.objects.count() == 1
