"""Where a person is signed in; ended by themselves, or by an administrator."""

from __future__ import annotations

import time

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail

from cms.accounts import actions, sessions
from cms.audit.models import Event
from cms.jobs.worker import drain
from tests.factories import people
from tests.factories.people import UserFactory
from tests.integration.accounts.signing import SESSIONS, come_in, signed_in, with_app

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def person(site):
    return people.delegate("MX")


def inside(client) -> bool:
    return client.get("/en/account/").status_code == 200


def test_device_address_and_times_are_listed(person):
    here = come_in(person, HTTP_USER_AGENT=FIREFOX)
    come_in(person, HTTP_USER_AGENT=SAFARI, REMOTE_ADDR="203.0.113.7")
    text = here.get(SESSIONS).content.decode()
    for shown in ("Firefox, Linux", "Safari, iPhone", "203.0.113.7", "127.0.0.1"):
        assert shown in text
    places = here.get(SESSIONS).context["places"]
    assert [place.is_current for place in places] == [True, False]


def test_one_session_is_ended_and_its_next_request_is_nobodys(person):
    here, there = come_in(person), come_in(person)
    [other] = [p for p in here.get(SESSIONS).context["places"] if not p.is_current]
    response = here.post(SESSIONS, {"session": other.id}, follow=True)
    assert "The session is ended" in response.content.decode()
    assert inside(here)
    assert not inside(there)
    again = here.post(SESSIONS, {"session": other.id}, follow=True)
    assert "had ended already" in again.content.decode()


def test_all_others_are_ended_at_once(person):
    here, one, two = come_in(person), come_in(person), come_in(person)
    here.post(SESSIONS, {"others": "1"})
    assert inside(here)
    assert not inside(one)
    assert not inside(two)


def test_the_session_in_hand_may_be_ended_too(person):
    here = come_in(person)
    [place] = here.get(SESSIONS).context["places"]
    response = here.post(SESSIONS, {"session": place.id}, follow=True)
    assert response.status_code == 200
    assert not signed_in(here)


def test_nobody_ends_the_session_of_another(person):
    there = come_in(UserFactory())
    theirs = UserSession.objects.get()
    here = come_in(person)
    response = here.post(SESSIONS, {"session": theirs.pk}, follow=True)
    assert "had ended already" in response.content.decode()
    assert inside(there)


@pytest.mark.parametrize(
    "given", ["", "x", "-1", "0", "9" * 40, "9" * 5000, "１", "\0"]
)
def test_nonsense_ends_nothing(person, given):
    here = come_in(person)
    response = here.post(SESSIONS, {"session": given}, follow=True)
    assert response.status_code == 200
    assert inside(here)


def test_a_session_is_noted_now_and_then_only(person, django_assert_num_queries):
    here = come_in(person)
    [row] = UserSession.objects.all()
    here.get("/robots.txt")
    assert UserSession.objects.get().last_seen_at == row.last_seen_at
    session = here.session
    session[sessions.SEEN_KEY] = int(time.time()) - sessions.NOTED_EVERY_S - 1
    session.save()
    here.get("/robots.txt", REMOTE_ADDR="203.0.113.9")
    noted = UserSession.objects.get()
    assert noted.last_seen_at > row.last_seen_at
    assert noted.ip == "203.0.113.9"


def test_an_administrator_ends_all_sessions_of_a_person(person, administrator):
    one, two = come_in(person), come_in(person)
    UserSession.objects.filter(user=person).first().delete()  # not on the list
    desk = come_in(administrator, with_app(administrator))
    path = f"/admin/accounts/{person.pk}/"
    assert desk.get(path).status_code == 200
    assert desk.post(path, {"deed": "end_sessions"}).status_code == 302
    assert not inside(one)
    assert not inside(two)
    event = Event.objects.about(person).last()
    assert (event.verb, event.actor) == ("accounts.sessions_ended", administrator)
    assert inside(come_in(person))
    assert inside(desk)


def test_a_lost_second_factor_is_removed_and_the_person_told(person, administrator):
    secret = with_app(person)
    there = come_in(person, secret)
    desk = come_in(administrator, with_app(administrator))
    path = f"/admin/accounts/{person.pk}/"
    refused = desk.post(path, {"deed": "remove_second_factor", "reason": "  "})
    assert refused.status_code == 422
    assert "Please give a reason" in refused.content.decode()
    desk.post(path, {"deed": "remove_second_factor", "reason": "Telephone lost"})
    assert not inside(there)
    assert not person.authenticator_set.exists()
    assert Event.objects.about(person).last().data["reason"] == "Telephone lost"
    drain()
    assert mail.outbox[-1].to == [person.email]


def test_nobody_strips_themselves(person, administrator):
    with pytest.raises(actions.AccountError):
        actions.remove_second_factor(person=administrator, reason="x", by=administrator)
    with pytest.raises(actions.AccountError):
        actions.deactivate(person=administrator, reason="x", by=administrator)


@pytest.mark.parametrize("make", [people.editor, people.coordinator])
def test_the_account_of_another_is_an_administrators_affair(site, person, make):
    colleague = make()
    desk = come_in(colleague, with_app(colleague))
    path = f"/admin/accounts/{person.pk}/"
    for response in (
        desk.get(path),
        desk.post(path, {"deed": "deactivate", "reason": "x"}),
    ):
        assert response.status_code in (302, 403)
    person.refresh_from_db()
    assert person.is_active


def test_an_unknown_deed_does_nothing(person, administrator):
    desk = come_in(administrator, with_app(administrator))
    response = desk.post(f"/admin/accounts/{person.pk}/", {"deed": "explode"})
    assert response.status_code == 422
