"""Atom feeds of listings, read as a feed reader reads them."""

from __future__ import annotations

import datetime as dt

import feedparser
import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from cms.conference.models import Meeting
from cms.works import metadata
from cms.works.models import Access, Expression, MeetingAudience
from cms.works.symbol_corrections import correct_symbol
from tests.factories import people
from tests.factories.listings import many_works
from tests.factories.works import recorded_action_plan

pytestmark = pytest.mark.django_db


def read(client, query: str = "", name: str = "browse_feed", **arguments):
    response = client.get(f"{reverse(name, kwargs=arguments)}?{query}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def test_a_feed_holds_the_filtered_listing(site, client):
    many_works(20, type_code="declaration")
    many_works(20, type_code="conclusions", seed=2)
    whole, some = read(client), read(client, "type=declaration")
    assert 0 < len(some.entries) < len(whole.entries)
    assert {e.tags[0].term for e in some.entries} == {"Declaration"}
    assert "Declarations" in some.feed.title
    assert some.feed.id != whole.feed.id
    updated = [entry.updated_parsed for entry in whole.entries]
    assert updated == sorted(updated, reverse=True)


def test_a_feed_is_public_whoever_asks(site, delegate):
    many_works(30)
    public = Access.objects.filter(token="public").count()
    assert len(read(delegate).entries) == public < 30


def test_numbers_of_entries_stay_and_differ_by_language(site, client):
    work = recorded_action_plan()
    (before,) = read(client).entries
    by = people.coordinator()
    correct_symbol(work=work, symbol="RCM/OTHER", why="A slip", by=by)
    (after,) = read(client).entries
    assert before.id == after.id
    assert "RCM/OTHER" in after.summary
    with translation.override("es"):
        (spanish,) = read(client).entries
    assert spanish.id != after.id


def test_a_change_after_the_fact_brings_a_work_forward(site, client):
    coordinator = people.coordinator()
    old = recorded_action_plan()
    many_works(60, audience="public", state="recorded")
    type(old).objects.filter(pk=old.pk).update(
        created_at=timezone.now() - dt.timedelta(days=900)
    )
    metadata.change_metadata(work=old, dated_on=dt.date(2014, 1, 2), by=coordinator)
    first = read(client).entries[0]
    assert first.title == old.shown.title


def test_a_title_of_controls_breaks_no_feed(site, client):
    (work, *_rest) = many_works(1, state="recorded")
    Access.objects.update(token="public")
    Expression.objects.filter(work=work).delete()
    # PostgreSQL refuses the NUL by itself.
    title = f"A{'' if connection.vendor == 'postgresql' else chr(0)}\x0bB <&> \ufffe"
    Expression.objects.create(work=work, language="en", title=title)
    assert read(client).entries[0].title == "AB <&> "[:-1]


def test_nothing_new_is_not_sent_again(site, client):
    many_works(3)
    first = client.get(reverse("browse_feed"))
    again = client.get(reverse("browse_feed"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_an_empty_feed_is_a_feed(site, client):
    assert read(client).entries == []
    assert read(client, "year_from=0&type=%00&page=-1").entries == []


def test_a_feed_of_a_meeting_that_was_hidden_does_not_become_one_of_everything(
    site, client
):
    meeting = Meeting.objects.get(ordinal=20)
    many_works(5, meetings=[meeting])
    MeetingAudience.objects.create(meeting=meeting, sees="members", steering_since=0)
    assert read(client, f"meeting={meeting.pk}").entries == []
    assert read(client).entries


def test_a_search_is_followed(site, client):
    """Only what everybody finds, and the words stay in the feed's own address."""
    work = recorded_action_plan()
    call_command("rebuild_index", verbosity=0)
    found = read(client, "q=plan&type=action_plan", name="search_feed")
    assert [entry.title for entry in found.entries] == [work.shown.title]
    assert "q=plan" in found.feed.id
    assert read(client, "q=zzqqxx%00&page=-1", name="search_feed").entries == []
