"""Pages for the signed-in: shared by equal rights, and nobody's name in them."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import caches
from django.test import Client

from cms.conference.models import Appointment
from cms.works import sharing
from cms.works.models import WorkAudience
from tests.factories import people
from tests.factories.works import page_of, recorded_action_plan

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from cms.accounts.models import User
    from cms.works.models import Work
    from rcm_pages.site import SiteSetUp
    from tests.integration.reader_cache.conftest import Saving


@pytest.fixture
def work(site: SiteSetUp, saving: Saving) -> Work:
    with saving():
        made = recorded_action_plan()
        sharing.set_audience(
            work=made, audience=WorkAudience.MEMBERS, by=people.coordinator()
        )
    return made


@pytest.fixture
def address(work: Work) -> str:
    return page_of(work).url


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/en/account/")
    return client


@pytest.fixture
def made_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that were made and not taken from the shelf."""
    from rcm_pages.base import TextPage

    made: list[str] = []
    ask = TextPage.get_context

    def noted(self: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        made.append(request.path)
        return ask(self, request, *args, **kwargs)

    monkeypatch.setattr(TextPage, "get_context", noted)
    return made


def test_two_of_one_delegation_share_a_page(address: str, made_once: list[str]) -> None:
    first, second = people.delegate("MX"), people.delegate("MX")
    one = _signed_in(first).get(address)
    other = _signed_in(second).get(address)
    assert one.status_code == other.status_code == 200
    assert made_once == [address]
    assert str(first).encode() in one.content
    assert str(first).encode() not in other.content
    assert str(second).encode() in other.content
    assert other["Cache-Control"] == "private, no-store"


def test_each_has_a_token_of_their_own(address: str) -> None:
    clients = [_signed_in(people.delegate("MX")) for _person in range(2)]
    for client in clients:
        client.get(address)
    for client in clients:
        page = client.get(address).content.decode()
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        left = strict.post("/en/sign-out/", {"csrfmiddlewaretoken": token})
        assert left.status_code == 302


def test_other_rights_are_other_pages(
    address: str, made_once: list[str], site: SiteSetUp
) -> None:
    _signed_in(people.delegate("MX")).get(address)
    _signed_in(people.delegate("GT")).get(address)
    assert made_once == [address] * 2
    assert _signed_in(people.UserFactory()).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def test_a_right_that_ends_is_gone_at_once(address: str, saving: Saving) -> None:
    user = people.delegate("MX")
    client = _signed_in(user)
    assert client.get(address).status_code == 200
    assert client.get(address).status_code == 200
    with saving():
        appointment = Appointment.objects.get(person=user)
        appointment.ends_on = dt.date(2020, 1, 1)
        appointment.starts_on = dt.date(2019, 1, 1)
        appointment.save()
    assert client.get(address).status_code == 404


def test_the_shelf_saves_the_page_from_being_made(
    address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = _signed_in(people.delegate("MX"))
    for _time in range(2):  # the page, then the links on it
        client.get(address)
    with django_assert_max_num_queries(7):  # session, person, mark, notices
        client.get(address)


def test_it_is_packed_too(address: str) -> None:
    client = _signed_in(people.delegate("MX"))
    client.get(address)
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(packed.content)) == len(plain.content)
    assert b"Sign out" in gzip.decompress(packed.content)


def test_what_is_said_once_is_not_kept(
    address: str, made_once: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = _signed_in(people.delegate("MX"))
    client.get(address)
    monkeypatch.setattr(
        "cms.reader_cache.middleware.get_messages", lambda _request: ["Only for you"]
    )
    client.get(address)
    assert made_once == [address] * 2


def test_a_stranger_to_the_shelf_is_made_anew(site: SiteSetUp) -> None:
    client = _signed_in(people.delegate("MX"))
    for _time in range(2):
        assert client.get("/en/desk/notices/").status_code == 200
    assert not any("desk" in str(key) for key in caches["readers"]._cache)
