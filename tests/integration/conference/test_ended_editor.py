"""Whoever's appointment in the Secretariat ended gets nothing in the admin."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.permissions import policy_registry

from cms.accounts.models import User
from cms.conference.actions import SECRETARIAT_GROUP, end_appointment
from cms.conference.appointing import today
from tests.factories import works
from tests.factories.works import page_of


@pytest.fixture
def page(site):
    return page_of(works.draft_action_plan())


def doors(page) -> list[str]:
    return [
        "/admin/",
        reverse("wagtailadmin_explore", args=(page.get_parent().pk,)),
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        reverse("wagtailadmin_pages:view_draft", args=(page.pk,)),
        reverse(
            "wagtailadmin_pages:add",
            args=("rcm_pages", "actionplanpage", page.get_parent().pk),
        ),
        reverse("wagtaildocs:index"),
        reverse("wagtailimages:index"),
        reverse("approval_queue"),
        reverse("people_parties"),
        reverse("presidency_line"),
    ]


def test_an_editor_enters_until_the_last_day_is_over(editor, page, clock):
    end_appointment(
        appointment=editor.user.appointments.get(), ends_on=today(), by=None
    )
    for door in doors(page):
        assert editor.get(door).status_code == 200, door
    clock.pass_by(days=1)
    for door in doors(page):
        assert editor.get(door).status_code in (302, 403), door
        assert editor.post(door, {"title": "X"}).status_code in (302, 403, 405), door
    page.refresh_from_db()
    assert page.title != "X"


def test_no_right_on_pages_is_left_even_to_somebody_let_in_otherwise(
    editor, page, clock
):
    """The group that Wagtail asks is emptied by the request itself, before it asks."""
    end_appointment(
        appointment=editor.user.appointments.get(), ends_on=today(), by=None
    )
    clock.pass_by(days=1)
    assert editor.user.groups.filter(name=SECRETARIAT_GROUP).exists()
    editor.get(reverse("desk_people"))
    person = User.objects.get(pk=editor.user.pk)
    assert not person.groups.exists()
    policy = policy_registry.get(page)
    assert not policy.user_has_any_permission(person, {"change", "add", "publish"})


def test_a_membership_given_by_hand_opens_nothing(delegate, editor, page):
    group = editor.user.groups.get(name=SECRETARIAT_GROUP)
    delegate.user.groups.add(group)
    for door in doors(page):
        assert delegate.get(door).status_code in (302, 403), door
    assert not delegate.user.groups.exists()
