"""Curated collections as readers find them, and listings kept as collections."""

from __future__ import annotations

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.audit.models import Event
from cms.catalogue.models import SavedListing
from cms.catalogue.saving import drop_listing, keep_listing
from cms.conference.models import Meeting
from cms.works import collecting
from cms.works.models import Access, CuratedCollection, MeetingAudience
from cms.works.sharing import NotEntitledError, SharingError
from tests.factories import people
from tests.factories.listings import many_works

pytestmark = pytest.mark.django_db
NAMES = {
    "name_en": "Children",
    "name_es": "Niñez",
    "slug": "children",
    "description_en": "What was agreed.",
}


def public(works) -> list:
    Access.objects.update(token="public")
    return works


def made(works=(), **fields) -> CuratedCollection:
    by = people.editor()
    collection = collecting.keep_collection(fields=NAMES | fields, by=by)
    for work in works:
        collecting.add_to_collection(collection=collection, work=work, by=by)
    return collection


def shown(client, collection, query: str = ""):
    path = reverse("collection", args=[collection.slug])
    return client.get(f"{path}?{query}")


def rows(response) -> list[int]:
    return [row.work.pk for row in response.context["rows"]]


def test_a_collection_stands_in_the_curators_order(site, client):
    works = public(many_works(4, state="recorded"))
    collection = made(works)
    by = people.editor()
    entries = {e.work_id: e for e in collection.entries.all()}
    for place, work in enumerate((works[2], works[0]), start=1):
        collecting.place_in_collection(entry=entries[work.pk], place=place, by=by)
    response = shown(client, collection)
    assert rows(response)[:2] == [works[2].pk, works[0].pk]
    assert set(rows(response)) == {work.pk for work in works}
    by_symbol = rows(shown(client, collection, "sort=symbol"))
    assert by_symbol == [work.pk for work in works]
    assert "What was agreed." in response.content.decode()


def test_it_is_narrowed_like_all_papers(site, client):
    works = public(many_works(6, type_code="declaration"))
    works += public(many_works(6, type_code="conclusions", seed=2))
    collection = made(works[3:9])
    response = shown(client, collection, "type=conclusions")
    assert set(rows(response)) == {work.pk for work in works[6:9]}
    counts = next(f for f in response.context["facets"] if f.name == "type").values
    assert {v.value: v.count for v in counts} == {"declaration": 3, "conclusions": 3}


def test_readers_find_no_collection_of_which_they_may_read_nothing(site, client):
    collection = made(public(many_works(2)))
    Access.objects.update(token="members")
    assert shown(client, collection).status_code == 404
    assert client.get(reverse("collection_feed", args=["children"])).status_code == 404
    index = client.get(reverse("collections"))
    assert "Children" not in index.content.decode()


def test_one_that_is_not_shown_is_for_its_curators(site, client, editor):
    collection = made(public(many_works(1)), is_shown=False)
    assert shown(client, collection).status_code == 404
    assert shown(editor, collection).status_code == 200
    assert "theme" not in shown_facets(client)


def shown_facets(client) -> set[str]:
    facets = client.get(reverse("browse")).context["facets"]
    return {facet.name for facet in facets if facet.values}


def test_a_shown_one_is_a_theme(site, client):
    works = public(many_works(5))
    made(works[:2])
    assert "theme" in shown_facets(client)
    response = client.get(f"{reverse('browse')}?theme=children")
    assert set(rows(response)) == {work.pk for work in works[:2]}


def test_a_kept_listing_grows_with_the_archive(site, client):
    public(many_works(3, type_code="declaration"))
    by = people.editor()
    saved = keep_listing(data={"type": "declaration"}, fields=NAMES, by=by)
    assert saved.query == "type=declaration"
    assert len(rows(shown(client, saved.collection))) == 3
    public(many_works(2, type_code="declaration", seed=2))
    public(many_works(2, type_code="conclusions", seed=3))
    response = shown(client, saved.collection)
    assert len(rows(response)) == 5
    feed = client.get(reverse("collection_feed", args=["children"]))
    assert len(feedparser.parse(feed.content).entries) == 5
    drop_listing(saved=saved, by=by)
    assert shown(client, saved.collection).status_code == 404
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"catalogue.listing_kept", "catalogue.listing_dropped"} <= verbs


def test_a_filter_that_a_reader_may_not_know_holds_nothing_for_them(site, client):
    """Left out like nonsense, it would narrow nothing and list everything."""
    meeting = Meeting.objects.get(ordinal=21)
    public(many_works(3))
    by = people.editor()
    saved = keep_listing(data={"meeting": str(meeting.pk)}, fields=NAMES, by=by)
    MeetingAudience.objects.create(meeting=meeting, sees="members", steering_since=0)
    assert rows(shown(client, saved.collection)) == []


def test_what_cannot_be_kept_as_a_listing(site):
    by = people.editor()
    with pytest.raises(SharingError):
        keep_listing(data={"type": "no-such"}, fields=NAMES, by=by)
    with pytest.raises(NotEntitledError):
        keep_listing(
            data={"type": "declaration"}, fields=NAMES, by=people.delegate("MX")
        )
    assert not CuratedCollection.objects.exists()


def test_an_editor_keeps_a_listing_from_its_page(editor, delegate):
    query = "type=declaration&year_from=2010"
    page = editor.get(f"{reverse('browse')}?{query}")
    path = f"{reverse('catalogue_keep_listing')}?{query}"
    assert path.replace("&", "&amp;") in page.content.decode()
    assert delegate.get(path).status_code in (302, 403)
    response = editor.post(path, {**NAMES, "is_shown": "on", "into-collection": ""})
    saved = SavedListing.objects.get()
    assert response["Location"] == reverse(
        "works_collection", args=[saved.collection_id]
    )
    assert saved.query == query
    again = editor.post(path, {**NAMES, "into-collection": ""})
    assert again.status_code == 422
    into = {"into-collection": str(saved.collection_id)}
    changed = f"{reverse('catalogue_keep_listing')}?type=conclusions"
    assert editor.post(changed, into).status_code == 302
    saved.refresh_from_db()
    assert saved.query == "type=conclusions"
    assert "Children" in editor.get(reverse("catalogue_listings")).content.decode()
    drop = reverse("catalogue_drop_listing", args=[saved.pk])
    assert editor.post(drop).status_code == 302
    assert not SavedListing.objects.exists()


def test_places_are_set_in_the_admin(editor):
    collection = made(public(many_works(2)))
    path = reverse("works_collection", args=[collection.pk])
    entry = collection.entries.last()
    said = {"deed": "place", "entry": str(entry.pk)}
    assert editor.post(path, {**said, "place": "1"}).status_code == 302
    entry.refresh_from_db()
    assert entry.position == 1
    for nonsense in ("", "-1", "99999999999", "x", "²"):
        assert editor.post(path, {**said, "place": nonsense}).status_code == 422


def test_collections_cost_the_same_however_many_works(site, client):
    collection = made(public(many_works(3)))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("collections"))
            shown(client, collection)
        return len(captured)

    queries()
    few = queries()
    by = people.editor()
    for work in public(many_works(30, seed=2)):
        collecting.add_to_collection(collection=collection, work=work, by=by)
    assert queries() <= few
