"""A right is gone at the very instant, in every channel; the index may lag only after
something opens, never after something closes.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.approval import actions as approval
from cms.conference.accreditation import withdraw
from cms.conference.appointing import end_appointment
from cms.index_lag import unreadable_keys
from cms.works import grants, sharing
from cms.works.models import Grant, WorkAudience
from cms.works.openings import tell_search
from search import indexer
from search.models import OutboxEntry
from tests.factories.conference import MemberStateFactory, presidency_of
from tests.integration.rights.probing import address, ask

pytestmark = pytest.mark.django_db
AT_ONCE = {"page", "file", "version", "symbol", "list", "home or sitemap"}


@pytest.fixture
def later(monkeypatch):
    """Move the clock of the machine."""
    real = timezone.now

    def move(**span):
        monkeypatch.setattr(
            "django.utils.timezone.now", lambda: real() + dt.timedelta(**span)
        )

    return move


def channels(archive, role, name) -> set[str]:
    """Return the channels in which somebody meets an object."""
    thing = archive.things[name]
    routes = {
        "page": "wagtail_serve", "file": "document_page",
        "version": "document_version", "symbol": "by_symbol",
    }  # fmt: skip
    paths = {c: address(route, thing, archive) for c, route in routes.items()}
    found = set()
    for channel, path in paths.items():
        if (
            path
            and ask(archive, role, path).status
            == (302 if channel == "symbol" and thing.work.symbol else 200)
            and not _led_away(archive, role, path)
        ):
            found.add(channel)
    meeting = thing.work.meeting.pages.get(locale__language_code="en").get_url()
    if name in ask(archive, role, meeting).found:
        found.add("list")
    if name in ask(archive, role, "/sitemaps/en.xml").found:
        found.add("home or sitemap")
    for page in (1, 2, 3, 4, 5):
        if name in ask(archive, role, f"/en/search/?q=archivo&page={page}").found:
            found.add("search")
    return found


def _led_away(archive, role, path) -> bool:
    """A symbol that leads nowhere leads to its own address in another language."""
    where = ask(archive, role, path).response.get("Location", "")
    return where.endswith(f"{path}/")


def test_a_release_opens_at_its_instant(archive, later):
    name = "members first, the public tomorrow"
    assert channels(archive, "anonymous", name) == set()
    later(hours=23, minutes=59)
    assert channels(archive, "anonymous", name) == set()
    later(hours=24, minutes=1)
    assert channels(archive, "anonymous", name) == AT_ONCE


def test_an_expiry_closes_at_its_instant(archive, later):
    name = "adopted for everybody"
    work = archive.things[name].work
    work.expires_at = timezone.now() + dt.timedelta(hours=1)
    work.save()
    assert channels(archive, "anonymous", name) == AT_ONCE | {"search"}
    later(hours=1)
    for role in ("anonymous", "delegate", "presiding decider"):
        assert channels(archive, role, name) == set()
    assert "page" in channels(archive, "editor", name)


def test_an_opening_by_name_ends_at_its_instant(archive, later):
    name, coordinator = "draft", archive.people["coordinator"]
    work, person = archive.things[name].work, archive.people["delegate"]
    ends = timezone.now() + dt.timedelta(hours=1)
    grants.open_to(work=work, person=person, ends_at=ends, by=coordinator)
    # A draft has no page; its file and the search show it.
    assert channels(archive, "delegate", name) == {"file", "version", "search"}
    later(hours=1, seconds=1)
    assert channels(archive, "delegate", name) == set()


def test_an_accreditation_withdrawn(archive):
    name, role = "for participants", "accredited observer"
    everywhere = (AT_ONCE | {"search"}) - {"home or sitemap"}
    assert channels(archive, role, name) == everywhere
    party = archive.made.parties["CO"]
    for each in party.accreditations.all():
        withdraw(accreditation=each, reason="A mistake", by=None)
    assert channels(archive, role, name) == set()


def test_an_appointment_ended(archive):
    name, editor = "in approval", archive.people["archivist"]
    assert "search" in channels(archive, "archivist", name)
    end_appointment(
        appointment=editor.appointments.get(),
        ends_on=timezone.localdate() - dt.timedelta(days=1),
        by=archive.people["coordinator"],
    )
    assert channels(archive, "archivist", name) == set()
    assert ask(archive, "archivist", "/admin/").status == 302


def test_an_audience_narrowed(archive):
    """What the index has not been told of yet is not shown out of it, nor counted."""
    name = "adopted for everybody"
    before = ask(archive, "anonymous", "/en/search/?q=archivo").response.context
    sharing.set_audience(
        work=archive.things[name].work, audience=WorkAudience.STEERING,
        by=archive.people["coordinator"],
    )  # fmt: skip
    assert OutboxEntry.objects.exists()
    assert channels(archive, "anonymous", name) == set()
    after = ask(archive, "anonymous", "/en/search/?q=archivo").response.context
    assert after["total"] == before["total"] - 2
    languages = after["answer"].facets["language"]
    assert sum(languages.values()) == after["total"]
    assert "search" in channels(archive, "editor", name)


def test_a_file_narrowed(archive):
    """Until the index knows, its text is not found by those who may not read it."""
    thing = archive.things["recorded"]
    thing.document.audience = WorkAudience.STEERING
    thing.document.save()
    tell_search([thing.work.pk])
    assert channels(archive, "anonymous", "recorded") == {
        "page", "symbol", "list", "home or sitemap", "search",
    }  # fmt: skip
    words = "/en/search/?q=%22archivo+in+a+file%22"
    found = [ask(archive, "anonymous", f"{words}&page={n}").found for n in (1, 2, 3)]
    assert "recorded" not in set().union(*found)
    while indexer.drain():
        pass
    assert "search" in channels(archive, "anonymous", "recorded")


def test_a_text_sent_back(archive):
    name, coordinator = "in approval", archive.people["coordinator"]
    assert "search" in channels(archive, "presiding decider", name)
    step = archive.things[name].pages[0].current_workflow_state.current_task_state
    approval.send_back(task_state_id=step.pk, reason="Why?", by=coordinator)
    assert channels(archive, "presiding decider", name) == set()


def test_a_hand_over(archive):
    """The outgoing Presidency reads what it read, and nothing that comes after."""
    old, new = "cleared", "draft"
    assert "search" in channels(archive, "presiding decider", old)
    presidency_of(MemberStateFactory(code="MX"), ordinal=32, days_ago=0)
    approval.submit(page=archive.things[new].pages[0], by=archive.people["editor"])
    assert "search" in channels(archive, "presiding decider", old)
    assert channels(archive, "presiding decider", new) == set()
    assert "file" in channels(archive, "delegate", new)
    assert ask(archive, "presiding decider", "/admin/").status == 302


def test_a_draft_to_write_opens_the_admin_and_its_end_shuts_it(archive, later):
    work, person = archive.things["draft"].work, archive.people["special guest"]
    assert ask(archive, "special guest", "/admin/").status == 302
    grants.open_to(
        work=work, person=person, right=Grant.Right.EDIT,
        ends_at=timezone.now() + dt.timedelta(hours=1),
        by=archive.people["presiding decider"],
    )  # fmt: skip
    assert ask(archive, "special guest", "/admin/").status == 200
    later(hours=1, seconds=1)
    assert ask(archive, "special guest", "/admin/").status == 302


def test_the_guard_costs_little_where_the_index_is_up_to_date(archive):
    while indexer.drain():
        pass
    user = archive.people["delegate"]
    with CaptureQueriesContext(connection) as queries:
        assert unreadable_keys(user) == frozenset()
    assert len(queries) == 3
