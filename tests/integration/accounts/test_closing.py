"""A closed account keeps its history; whoever has one is not deleted by any door."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, Page

from cms.accounts import actions
from cms.accounts.history import PersonHasHistoryError, has_history
from cms.accounts.models import User
from cms.accounts.second_factor import has_factor
from cms.audit.models import Event
from tests.factories import people
from tests.factories.people import UserFactory
from tests.integration.accounts.signing import (
    come_in,
    give_password,
    signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db


def commented() -> User:
    """Somebody whom only a comment names, which Wagtail would delete with them."""
    person = UserFactory()
    page = Page.objects.filter(depth=2).first()
    Comment.objects.create(page=page, user=person, text="?", contentpath="title")
    return person


def appointed() -> User:
    return people.delegate("MX")


def signed_in_once() -> User:
    person = UserFactory()
    come_in(person)
    return person


TRACES = [commented, appointed, signed_in_once]


def by_itself(person: User) -> None:
    person.delete()


def by_queryset(person: User) -> None:
    User.objects.filter(pk=person.pk).delete()


def by_base_manager(person: User) -> None:
    User._base_manager.filter(pk=person.pk).delete()


@pytest.mark.parametrize("door", [by_itself, by_queryset, by_base_manager])
@pytest.mark.parametrize("trace", TRACES)
def test_no_door_of_the_code_deletes_them(site, trace, door):
    person = trace()
    with pytest.raises(ProtectedError), transaction.atomic():
        door(person)
    assert User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("trace", TRACES)
def test_no_door_of_the_admin_deletes_them(site, administrator, trace):
    person, fresh = trace(), UserFactory()
    desk = come_in(administrator, with_app(administrator))
    one = reverse("wagtailusers_users:delete", args=[person.pk])
    many = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    for response in (
        desk.get(one, follow=True),
        desk.post(one, follow=True),
        desk.post(f"{many}?id={person.pk}&id={fresh.pk}", follow=True),
    ):
        assert response.status_code == 200
        assert "Close it instead" in response.content.decode()
    assert User.objects.filter(pk__in=[person.pk, fresh.pk]).count() == 2


def test_who_has_left_no_trace_may_be_deleted(site, administrator):
    person = UserFactory()
    assert not has_history(person)
    desk = come_in(administrator, with_app(administrator))
    desk.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert not User.objects.filter(pk=person.pk).exists()


def test_the_refusal_says_what_to_do(site):
    with pytest.raises(PersonHasHistoryError, match="Close it instead"):
        appointed().delete()


def test_closing_ends_sessions_and_keeps_all_else(site, administrator):
    person = people.editor()
    secret = with_app(person)
    client = come_in(person, secret)
    before = person.appointments.count()
    actions.deactivate(person=person, reason="Left the post", by=administrator)
    assert client.get("/admin/").status_code == 302
    again = Client()
    give_password(again, person)
    assert not signed_in(again)
    person.refresh_from_db()
    assert not person.is_active
    assert person.appointments.count() == before
    assert has_factor(person)
    event = Event.objects.about(person).last()
    assert event.verb == "accounts.deactivated"
    assert event.data["reason"] == "Left the post"


def test_closing_twice_is_written_once(site, administrator):
    person = appointed()
    for _ in range(2):
        actions.deactivate(person=person, reason="x", by=administrator)
    verbs = [event.verb for event in Event.objects.about(person)]
    assert verbs.count("accounts.deactivated") == 1


def test_who_stands_at_the_second_step_when_closed_does_not_come_in(
    site, administrator
):
    from tests.integration.accounts.signing import SECOND, code_of

    person = people.editor()
    secret = with_app(person)
    client = Client()
    give_password(client, person)
    actions.deactivate(person=person, reason="x", by=administrator)
    client.post(SECOND, {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 302


def test_a_closed_account_is_opened_again_at_the_desk(site, administrator):
    person = appointed()
    desk = come_in(administrator, with_app(administrator))
    path = f"/admin/accounts/{person.pk}/"
    desk.post(path, {"deed": "deactivate", "reason": "Left"})
    person.refresh_from_db()
    assert not person.is_active
    assert "closed" in desk.get(path).content.decode()
    desk.post(path, {"deed": "reactivate", "reason": "Came back"})
    assert signed_in(come_in(person))


def test_the_list_of_people_leads_to_an_account(site, administrator):
    desk = come_in(administrator, with_app(administrator))
    person = appointed()
    page = desk.get(reverse("wagtailusers_users:index")).content.decode()
    assert f"/admin/accounts/{person.pk}/" in page
