"""Who may do what at every address of the people and of the Presidency.

The people are those of Mexico; deputies are named there by its head.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.conference import admin_urls, urls
from cms.conference.actions import invite, name_deputy
from cms.conference.appointing import today
from cms.conference.models import (
    Appointment,
    Deputy,
    Invitation,
    PresidencyTerm,
    Role,
)
from tests.conftest import _client
from tests.factories import people
from tests.factories.conference import MemberStateFactory, hand_over_to
from tests.factories.mails import link_in, sent
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from django.urls import URLPattern

PEOPLE = {
    "public": None,
    "nobody": UserFactory,
    "superuser": lambda: UserFactory(is_superuser=True),
    "delegate": lambda: people.delegate("MX"),
    "expert": lambda: people.appointed(Role.EXPERT, MemberStateFactory(code="MX")),
    "focal": lambda: people.focal_point("MX"),
    "head": lambda: people.head_of_delegation("MX"),
    "other focal": lambda: people.focal_point("GT"),
    "presidency": lambda: people.head_of_delegation("CR"),
    "editor": people.editor,
    "coordinator": people.coordinator,
}
ALL = set(PEOPLE)
OWN = {"delegate", "expert", "focal", "head"}
MANAGE = {"focal", "head", "coordinator"}
SECRETARIAT = {"editor", "coordinator"}
ONE = {"coordinator"}
# Address → who is shown it (GET), who changes something by it (POST); by hand.
DESK: dict[str, tuple[set[str], set[str]]] = {
    "desk_people": (ALL - {"public", "nobody", "superuser"}, set()),
    "desk_party": (OWN | ONE, set()),
    "desk_invite": (MANAGE, MANAGE),
    "desk_appointment": (MANAGE, MANAGE),
    "desk_invitation": (set(), MANAGE),
    "desk_deputy": ({"head", "coordinator"}, {"head", "coordinator"}),
    # The absent person revokes it, the deputy and the Coordinator; no other head.
    "desk_revoke": (set(), ONE),
    # Whoever has the link sees it, unless signed in as somebody else.
    "invitation": ({"public"}, {"public"}),
}
ADMIN: dict[str, tuple[set[str], set[str]]] = {
    "people_parties": (SECRETARIAT, set()),
    "people_party": (SECRETARIAT, set()),
    "people_invite": (ONE, ONE),
    "people_appointment": (ONE, ONE),
    "people_invitation": (set(), ONE),
    "people_deputy": (ONE, ONE),
    "people_revoke": (set(), ONE),
    "presidency_line": (SECRETARIAT, set()),
    "presidency_hand_over": (ONE, ONE),
    "presidency_cancel": (ONE, ONE),
}
MATRIX = DESK | ADMIN


def names(patterns: list) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        nested: list[URLPattern] | None = getattr(pattern, "url_patterns", None)
        found |= names(nested) if nested else {pattern.name}
    return found


def test_every_address_is_in_the_matrix():
    assert names(urls.urlpatterns) == set(DESK)
    assert names(admin_urls.urlpatterns) == set(ADMIN)


class Scene:
    """Mexico's people, an invitation, a deputy and a hand-over to come."""

    def __init__(self) -> None:
        self.party = MemberStateFactory(code="MX")
        head = people.head_of_delegation("MX")
        self.expert = people.delegate("MX")
        self.invitation = invite(
            email="nora@example.org", language="en", party=self.party,
            role=Role.DELEGATE, by=None,
        )  # fmt: skip
        self.link = link_in(sent()[-1])
        self.deputy = name_deputy(
            person=head, deputy=self.expert, party=self.party, reason="Leave",
            ends_at=timezone.now() + dt.timedelta(days=3), by=None,
        )  # fmt: skip
        self.term = hand_over_to(
            MemberStateFactory(code="DO"), ordinal=32,
            at=timezone.now() + dt.timedelta(days=9),
        )  # fmt: skip

    def address(self, name: str) -> str:
        if name == "invitation":
            return self.link
        step = name.partition("_")[2]
        pk = {
            "appointment": self.expert.appointments.get().pk,
            "invitation": self.invitation.pk,
            "revoke": self.deputy.pk,
        }.get(step)
        if name in ("desk_people", "people_parties", "presidency_line"):
            return reverse(name)
        if name == "presidency_cancel":
            return reverse(name, args=(self.term.pk,))
        if name == "presidency_hand_over":
            return reverse(name)
        return reverse(name, args=[self.party.code] + ([pk] if pk else []))

    def form(self, name: str, browser: Client) -> dict[str, str]:
        day = (today() + dt.timedelta(days=1)).isoformat()
        if name == "invitation":
            word = "un-buen-secreto-9"
            return {
                "first_name": "N", "last_name": "P", "password": word, "again": word,
            }  # fmt: skip
        step = name.partition("_")[2]
        user = getattr(browser, "user", None)
        heads = Appointment.objects.filter(
            party=self.party, role=Role.HEAD_OF_DELEGATION, person=user
        )
        absent = user if heads.exists() else people.head_of_delegation("MX")
        return {
            "invite": {
                "email": "x@example.org", "role": Role.EXPERT, "language": "en",
                "starts_on": day,
            },
            "appointment": {"step": "end", "ends_on": day},
            "invitation": {"step": "withdraw"},
            "deputy": {
                "person": str(absent.pk), "deputy": str(people.delegate("MX").pk),
                "first_day": day, "last_day": day, "reason": "Leave",
            },
            "hand_over": {
                "party": str(self.party.pk), "ordinal": "33", "day": "2090-01-01",
                "hour": "12:00", "confirm": "1",
            },
        }.get(step, {})  # fmt: skip


def stored() -> list:
    models = (Appointment, Invitation, Deputy, PresidencyTerm)
    return [list(model.objects.order_by("pk").values()) for model in models]


def browser_of(who: str) -> Client:
    make = PEOPLE[who]
    return _client(make()) if make else Client()


def is_shown(browser: Client, name: str, path: str) -> bool:
    response = browser.get(path, follow=True)
    came_to = response.request["PATH_INFO"]
    shown_out = came_to == "/admin/" or "sign-in" in came_to
    return response.status_code == 200 and not shown_out


@pytest.mark.parametrize("who", PEOPLE)
def test_who_is_shown_what(site, who):
    scene, browser = Scene(), browser_of(who)
    before = stored()
    shown = {name for name in MATRIX if is_shown(browser, name, scene.address(name))}
    assert shown == {name for name, (seen, _done) in MATRIX.items() if who in seen}
    assert stored() == before, "a GET changes nothing"


@pytest.mark.parametrize("name", MATRIX)
@pytest.mark.parametrize("who", PEOPLE)
def test_who_changes_what(site, who, name):
    scene, browser = Scene(), browser_of(who)
    form = scene.form(name, browser)
    before = stored()
    response = browser.post(scene.address(name), form)
    assert response.status_code in (302, 403, 404, 405)
    assert (stored() != before) is (who in MATRIX[name][1])
