"""The Secretariat schedules a hand-over: asked, said in words, confirmed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.conference.models import PresidencyTerm
from tests.factories import people
from tests.factories.conference import (
    MemberStateFactory,
    PartyFactory,
    SecretariatFactory,
    hand_over_to,
)

LINE, HAND_OVER = "presidency_line", "presidency_hand_over"
DAY = dt.timedelta(days=1)


def form(**changes: str) -> dict[str, str]:
    party = MemberStateFactory(
        code="DO", name_en="Dominican Republic", name_es="República Dominicana"
    )
    day = timezone.localdate() + 30 * DAY
    return {
        "party": str(party.pk), "ordinal": "32",
        "day": day.isoformat(), "hour": "17:00",
    } | changes  # fmt: skip


def test_it_is_said_in_words_before_it_is_done(coordinator):
    page = coordinator.post(reverse(HAND_OVER), form())
    assert page.status_code == 200
    said = page.content.decode()
    assert "passes from Costa Rica to Dominican Republic" in said
    assert "nobody is entered as head of the delegation" in said
    assert not PresidencyTerm.objects.filter(ordinal=32).exists()
    head = people.head_of_delegation("DO")
    assert str(head) in coordinator.post(reverse(HAND_OVER), form()).content.decode()
    response = coordinator.post(reverse(HAND_OVER), form(confirm="1"))
    assert response.headers["Location"] == reverse(LINE)
    term = PresidencyTerm.objects.get(ordinal=32)
    assert timezone.localtime(term.starts_at).hour == 17
    assert "scheduled" in coordinator.get(reverse(LINE)).content.decode()


def test_a_scheduled_one_is_corrected_and_cancelled(coordinator):
    coordinator.post(reverse(HAND_OVER), form(confirm="1"))
    coordinator.post(reverse(HAND_OVER), form(confirm="1", hour="09:30"))
    term = PresidencyTerm.objects.get(ordinal=32)
    assert timezone.localtime(term.starts_at).minute == 30
    address = reverse("presidency_cancel", args=(term.pk,))
    assert "goes on presiding" in coordinator.get(address).content.decode()
    assert PresidencyTerm.objects.filter(ordinal=32).exists()
    assert coordinator.post(address).status_code == 302
    assert not PresidencyTerm.objects.filter(ordinal=32).exists()
    assert coordinator.post(address, follow=True).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "2020-01-01"},
        {"day": "9999-12-31"},
        {"day": "soon"},
        {"hour": "25:00"},
        {"ordinal": "31"},
        {"ordinal": "30"},
        {"ordinal": "0"},
        {"ordinal": "99999"},
        {"party": "0"},
        {"party": "TS"},
    ],
)
@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
def test_what_cannot_be_is_explained(coordinator, changes, confirm):
    if changes.get("party") == "TS":
        changes = {"party": str(SecretariatFactory().pk)}
    before = list(PresidencyTerm.objects.values())
    response = coordinator.post(reverse(HAND_OVER), form(**changes, **confirm))
    assert response.status_code == 422
    assert response.context["form"].errors
    assert list(PresidencyTerm.objects.values()) == before


def test_once_begun_it_is_not_cancelled(coordinator):
    term = PresidencyTerm.objects.get(ordinal=31)
    address = reverse("presidency_cancel", args=(term.pk,))
    page = coordinator.post(address, follow=True).content.decode()
    assert "it is fixed" in page
    assert PresidencyTerm.objects.filter(ordinal=31).exists()


def test_an_editor_reads_the_line_and_schedules_nothing(editor, clock):
    term = hand_over_to(MemberStateFactory(code="DO"), ordinal=32, at=clock.at + DAY)
    page = editor.get(reverse(LINE))
    assert page.status_code == 200
    assert reverse(HAND_OVER) not in page.content.decode()
    for address in (
        reverse(HAND_OVER),
        reverse("presidency_cancel", args=(term.pk,)),
    ):
        assert editor.post(address, form()).status_code in (302, 403)
    assert PresidencyTerm.objects.filter(ordinal=32).exists()


def test_the_form_proposes_who_is_named(coordinator):
    PresidencyTerm.objects.create(party=MemberStateFactory(code="DO"), ordinal=32)
    proposed = coordinator.get(reverse(HAND_OVER)).context["form"].initial
    assert proposed["ordinal"] == 32
    page = coordinator.get(reverse(LINE)).content.decode()
    assert "named, without a date" in page


def test_a_portal_without_presidencies_has_its_screens_too(coordinator):
    PresidencyTerm.objects.all().delete()
    assert "No Presidency" in coordinator.get(reverse(LINE)).content.decode()
    page = coordinator.post(reverse(HAND_OVER), form()).content.decode()
    assert "begins" in page


def test_the_presidency_is_not_given_to_an_observer_country(coordinator):
    """The Presidency is a member country's (II)."""
    observer = PartyFactory(code="PE")
    said = form(confirm="1", party=str(observer.pk))
    assert coordinator.post(reverse(HAND_OVER), said).status_code == 422
    assert not PresidencyTerm.objects.filter(ordinal=32).exists()
