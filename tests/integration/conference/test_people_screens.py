"""A delegation's people, through the desk and through the admin."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from cms.conference.appointing import appoint, today
from cms.conference.models import Appointment, Invitation, Role
from tests.conftest import _client
from tests.factories import people
from tests.factories.conference import MemberStateFactory
from tests.factories.mails import sent
from tests.factories.people import UserFactory

DAY = dt.timedelta(days=1)


@pytest.fixture
def focal(site):
    return _client(people.focal_point("MX"))


@pytest.fixture
def head(site):
    return _client(people.head_of_delegation("MX"))


def at(step: str, *args, door: str = "desk", code: str = "MX") -> str:
    return reverse(f"{door}_{step}", args=(code, *args))


def invitation_form(**changes: str) -> dict[str, str]:
    return {
        "email": "nora@example.org", "first_name": "Nora", "last_name": "Paz",
        "role": Role.EXPERT, "language": "es", "starts_on": today().isoformat(),
        "ends_on": "",
    } | changes  # fmt: skip


def test_ones_own_people_are_a_link_away(focal, member_of_public):
    assert focal.get(reverse("desk_people"), follow=True).redirect_chain == [
        (at("party"), 302)
    ]
    assert "sign-in" in member_of_public.get(reverse("desk_people")).headers["Location"]


def test_whoever_belongs_nowhere_is_told_so(site):
    response = _client(UserFactory()).get(reverse("desk_people"))
    assert response.status_code == 403
    assert "belong to no delegation" in response.content.decode()


def test_whoever_has_two_parties_chooses(site):
    person = people.delegate("MX")
    Appointment.objects.create(
        person=person, party=MemberStateFactory(code="GT"), role=Role.DELEGATE
    )
    page = _client(person).get(reverse("desk_people")).content.decode()
    assert at("party") in page
    assert at("party", code="GT") in page


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_delegation_reads_its_people(delegate, focal, language):
    page = delegate.get(at("party").replace("/en/", f"/{language}/"))
    assert page.status_code == 200
    assert str(focal.user) in page.content.decode()
    assert at("invite") not in page.content.decode()
    assert delegate.get(at("invite")).status_code == 403


def test_another_delegations_people_are_not_shown(delegate, former_approver):
    for step in ("party", "invite", "deputy"):
        assert former_approver.get(at(step)).status_code == 403
    assert delegate.get(at("party", code="XX")).status_code == 404


def test_the_sheet_asks_a_fixed_number_of_questions(
    focal, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        focal.get(at("party"))
    asked = len(few)
    for _number in range(5):
        people.delegate("MX")
        focal.post(at("invite"), invitation_form(email=f"p{_number}@example.org"))
    with django_assert_max_num_queries(asked):
        focal.get(at("party"))


def test_a_focal_point_invites(focal):
    response = focal.post(at("invite"), invitation_form(), follow=True)
    assert "on its way to nora@example.org" in response.content.decode()
    kept = Invitation.objects.get()
    assert (kept.party.code, kept.role, kept.invited_by) == (
        "MX", Role.EXPERT, focal.user,
    )  # fmt: skip
    assert len(sent()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nobody"},
        {"email": ""},
        {"email": "a" * 300 + "@example.org"},
        {"role": Role.HEAD_OF_DELEGATION},
        {"role": "king"},
        {"language": "fr"},
        {"starts_on": "soon"},
        {"starts_on": "9999-12-31"},
        {"starts_on": "0001-01-01"},
        {"ends_on": "2020-01-01"},
        {"first_name": "\0"},
    ],
)
def test_a_bad_invitation_is_explained_and_loses_nothing(focal, changes):
    response = focal.post(at("invite"), invitation_form(**changes))
    assert response.status_code == 422
    assert response.context["form"].errors
    assert "Paz" in response.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_to_whoever_belongs_elsewhere_names_the_party(focal):
    person = people.delegate("GT")
    response = focal.post(at("invite"), invitation_form(email=person.email))
    assert response.status_code == 422
    assert "belongs to Guatemala" in response.content.decode()


def test_an_invitation_is_sent_again_and_withdrawn(focal, former_approver):
    focal.post(at("invite"), invitation_form())
    address = at("invitation", Invitation.objects.get().pk)
    focal.post(address, {"step": "renew"})
    assert len(sent()) == 2
    assert focal.post(address, {"step": "burn"}).status_code == 404
    assert focal.get(address).status_code == 405
    assert former_approver.post(address, {"step": "withdraw"}).status_code == 403
    page = focal.post(address, {"step": "withdraw"}, follow=True)
    assert "is withdrawn" in page.content.decode()
    page = focal.post(address, {"step": "renew"}, follow=True)
    assert "has been withdrawn" in page.content.decode()


def test_an_appointment_is_ended_and_stays_to_be_seen(focal, clock):
    person = people.delegate("MX", last_name="Zúñiga")
    address = at("appointment", person.appointments.get().pk)
    assert focal.get(address).status_code == 200
    response = focal.post(
        address, {"step": "end", "ends_on": today().isoformat()}, follow=True
    )
    assert "last day of Ada Zúñiga" in response.content.decode()
    clock.pass_by(days=1)
    sheet = focal.get(at("party")).context["sheet"]
    assert [line.record.person for line in sheet.past] == [person]
    page = focal.get(address).content.decode()
    assert "has ended" in page


@pytest.mark.parametrize(
    "data",
    [
        {"step": "end", "ends_on": "2020-01-01"},
        {"step": "end", "ends_on": "never"},
        {"step": "change", "role": Role.DELEGATE, "starts_on": "2030-01-01"},
        {"step": "change", "role": Role.HEAD_OF_DELEGATION, "starts_on": "2030-01-01"},
        {"step": "change", "role": Role.EXPERT, "starts_on": "2001-01-01"},
        {"step": "withdraw"},
        {"step": "\0"},
    ],
)
def test_what_cannot_be_done_to_an_appointment_is_explained(focal, data):
    kept = people.delegate("MX").appointments.get()
    response = focal.post(at("appointment", kept.pk), data)
    assert response.status_code == 422
    kept.refresh_from_db()
    assert kept.ends_on is None


def test_a_role_is_changed_and_one_to_come_withdrawn(focal):
    kept = people.delegate("MX").appointments.get()
    focal.post(
        at("appointment", kept.pk),
        {
            "step": "change", "role": Role.FOCAL_POINT,
            "starts_on": (today() + DAY).isoformat(),
        },
    )  # fmt: skip
    sheet = focal.get(at("party")).context["sheet"]
    coming = sheet.coming[0].record
    assert coming.role == Role.FOCAL_POINT
    response = focal.post(at("appointment", coming.pk), {"step": "withdraw"})
    assert response.status_code == 302
    assert not Appointment.objects.filter(pk=coming.pk).exists()


def test_the_head_is_not_the_focal_points_to_end(focal, head):
    kept = head.user.appointments.get()
    address = at("appointment", kept.pk)
    assert focal.get(address).status_code == 403
    assert focal.post(address, {"step": "end"}).status_code == 403
    assert address not in focal.get(at("party")).content.decode()


def test_the_coordinator_sees_every_party_in_the_admin(coordinator, focal, head):
    page = coordinator.get(reverse("people_parties")).content.decode()
    assert at("party", door="people") in page
    page = coordinator.get(at("party", door="people"))
    assert page.status_code == 200
    form = invitation_form(role=Role.HEAD_OF_DELEGATION)
    response = coordinator.post(at("invite", door="people"), form)
    assert response.headers["Location"] == at("party", door="people")
    kept = head.user.appointments.get()
    address = at("appointment", kept.pk, door="people")
    response = coordinator.post(
        address, {"step": "end", "ends_on": today().isoformat()}
    )
    assert response.status_code == 302
    assert coordinator.get(at("deputy", door="people")).status_code == 200


def test_an_editor_reads_in_the_admin_and_changes_nothing(editor, head):
    assert editor.get(at("party", door="people")).status_code == 200
    kept = head.user.appointments.get()
    for step in (("invite",), ("deputy",), ("appointment", kept.pk)):
        address = at(*step, door="people")
        assert editor.post(address, {"step": "end"}).status_code in (302, 403)
    kept.refresh_from_db()
    assert kept.ends_on is None


def test_the_presidency_has_no_part_in_the_secretariats_screens(approver):
    for address in (
        reverse("people_parties"),
        at("party", door="people"),
        reverse("presidency_line"),
        reverse("presidency_hand_over"),
    ):
        assert approver.get(address).status_code in (302, 403)


def test_the_coordinators_list_asks_a_fixed_number_of_questions(
    coordinator, django_assert_max_num_queries
):
    address = reverse("people_parties")
    coordinator.get(address)
    with django_assert_max_num_queries(60) as few:
        coordinator.get(address)
    for code in ("AA", "BB", "CC"):
        people.delegate(code)
    with django_assert_max_num_queries(len(few)):
        coordinator.get(address)


def test_an_appointment_of_another_party_is_not_found(focal):
    person = UserFactory()
    kept = appoint(
        person=person, party=MemberStateFactory(code="GT"), role=Role.DELEGATE, by=None
    )
    assert focal.get(at("appointment", kept.pk)).status_code == 404
