"""Whoever comes to write one draft finds that draft in the admin, and nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.works import types
from tests.integration.rights.objects import mark_of
from tests.integration.rights.probing import ask

pytestmark = pytest.mark.django_db
GUESTS = {"grantee editor": "draft opened for editing", "partner": "partner's draft"}
# Rooms of the admin in which a guest has nothing to do.
ROOMS = (
    "wagtaildocs:index", "wagtailimages:index", "wagtailusers_users:index",
    "wagtailusers_groups:index", "wagtailsites:index", "wagtailredirects:index",
    "wagtailadmin_collections:index", "wagtailadmin_workflows:index",
    "wagtailadmin_reports:site_history", "importing_index",
)  # fmt: skip


def form_of(page) -> dict[str, str]:
    return {
        "title": page.title, "slug": page.slug, "title_block": "As the guest wrote it",
        "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip


@pytest.mark.parametrize(("role", "name"), GUESTS.items())
def test_a_guest_edits_and_saves_the_draft(archive, role, name):
    page = archive.things[name].pages[0]
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ask(archive, role, address).status == 200
    answer = ask(archive, role, address, "post", **form_of(page))
    assert answer.status == 302
    latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.title_block == "As the guest wrote it"
    # Another draft is as if it were not there.
    other = reverse(
        "wagtailadmin_pages:edit", args=[archive.things["draft"].pages[0].pk]
    )
    assert ask(archive, role, other, "post", **form_of(page)).status in (302, 404)


@pytest.mark.parametrize(("role", "name"), GUESTS.items())
def test_the_explorer_leads_to_it_and_nowhere_else(archive, role, name):
    page = archive.things[name].pages[0]
    above = page.get_ancestors().filter(depth__gt=1)
    for step in above:
        path = reverse("wagtailadmin_explore", args=[step.pk])
        answer = ask(archive, role, path)
        assert answer.status == 200, step
    assert name in answer.found
    shown = {p.pk for p in answer.response.context["pages"]}
    mine = Page.objects.filter(title__contains=mark_of(name)).values_list(
        "pk", flat=True
    )
    assert shown <= set(mine) | set(_readable_below(archive, role, above))


def _readable_below(archive, role, above) -> list[int]:
    from cms.works.permissions import editable_by

    works = editable_by(archive.people[role])
    return list(
        Page.objects.filter(expression__work__in=works).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("role", GUESTS)
def test_no_other_room_is_open_or_offered(archive, role):
    for room in ROOMS:
        answer = ask(archive, role, reverse(room))
        assert answer.status in (302, 403, 404), room
    menu = ask(archive, role, "/admin/").response.content.decode()
    for room in ROOMS:
        assert f'"{reverse(room)}"' not in menu, room


def test_the_presidency_writes_with_the_secretariat(archive, monkeypatch):
    """Its delegates too, where the type says so (II.b: the executive summary)."""
    role, page = "presiding delegate", archive.things["draft"].pages[0]
    assert ask(archive, role, "/admin/").status == 302
    together = types.WorkType("action_plan", "AP", "", "", drafted_with_presidency=True)
    monkeypatch.setitem(types._types, "action_plan", together)
    for name in ("draft", "sent back"):
        archive.things[name].work.save()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ask(archive, role, address).status == 200
    assert ask(archive, role, address, "post", **form_of(page)).status == 302
    other = reverse(
        "wagtailadmin_pages:edit", args=[archive.things["partner's draft"].pages[0].pk]
    )
    assert ask(archive, role, other).status in (302, 404)
