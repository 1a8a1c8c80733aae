"""What tests share: a small site, and clients for each kind of person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone, translation

from rcm_pages.home.models import HomePage
from rcm_pages.site import SiteSetUp, set_up_site
from tests.factories import people
from tests.factories.clock import Clock
from tests.factories.conference import (
    ConsultationGroupMeetingFactory,
    MeetingFactory,
    MemberStateFactory,
    presidency_of,
)
from tests.kept import Kept, django_db_keepdb, django_db_setup

__all__ = ["django_db_keepdb", "django_db_setup"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.accounts.models import User


class PersonClient(Client):
    """A test client that is signed in as ``user`` and remembers who that is."""

    user: User


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Begin in English: a request in Spanish before leaves its language behind."""
    with translation.override("en"):
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that shows the present instant until it is set."""
    made = Clock(timezone.now())
    monkeypatch.setattr(timezone, "now", made.read)
    return made


def _client(user: User) -> PersonClient:
    client = PersonClient()
    client.force_login(user)
    client.user = user
    return client


def _make_site() -> SiteSetUp:
    MeetingFactory(ordinal=20)
    MeetingFactory(ordinal=21)
    ConsultationGroupMeetingFactory()
    guatemala = MemberStateFactory(code="GT", name_en="Guatemala", name_es="Guatemala")
    costa_rica = MemberStateFactory(
        code="CR", name_en="Costa Rica", name_es="Costa Rica"
    )
    presidency_of(guatemala, ordinal=30, days_ago=400)
    presidency_of(costa_rica, ordinal=31, days_ago=30)
    return set_up_site()


def _site_again() -> SiteSetUp:
    return SiteSetUp(HomePage.objects.get(locale__language_code="en"), pages_made=0)


SITE = Kept(_make_site)


@pytest.fixture
def site(db: None) -> SiteSetUp:
    """Both trees with three meetings: the XX, the XXI, one of the Consultation Group.

    Costa Rica presides (XXXI); Guatemala did before (XXX).
    """
    return SITE.bring(_site_again)


@pytest.fixture
def editor(site: SiteSetUp) -> PersonClient:
    """An editor of the Secretariat."""
    return _client(people.editor())


@pytest.fixture
def coordinator(site: SiteSetUp) -> PersonClient:
    """The Coordinator of the Secretariat."""
    return _client(people.coordinator())


@pytest.fixture
def approver(site: SiteSetUp) -> PersonClient:
    """The head of the delegation that presides."""
    return _client(people.head_of_delegation("CR"))


@pytest.fixture
def former_approver(site: SiteSetUp) -> PersonClient:
    """The head of the delegation that presided before."""
    return _client(people.head_of_delegation("GT"))


@pytest.fixture
def delegate(site: SiteSetUp) -> PersonClient:
    """A delegate of a member state that does not preside."""
    return _client(people.delegate("MX"))


@pytest.fixture
def member_of_public(site: SiteSetUp) -> Client:
    """Somebody who has not signed in."""
    return Client()
