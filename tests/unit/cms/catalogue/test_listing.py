"""What is listed, for whom, in which order; counts agree with what is listed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cms.catalogue.facets import NAMES
from cms.catalogue.listing import listed
from cms.catalogue.questions import SORTS
from cms.conference.models import Meeting, Party
from cms.works.models import Access, CollectionEntry, Expression, Work
from tests.factories import people
from tests.factories.listings import many_works
from tests.factories.rules import keep_collection

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@dataclass
class Archive:
    """A few dozen works of every kind."""

    works: list[Work]
    values: dict[str, list[str]]


@pytest.fixture
def archive(site) -> Archive:
    meetings, parties = list(Meeting.objects.all()), list(Party.objects.all())
    works = many_works(60, meetings=meetings, authors=parties)
    by = people.editor()
    slugs = []
    for n, some in enumerate((works[:20], works[10:30])):
        names = {"name_en": f"T{n}", "name_es": f"T{n}", "slug": f"theme-{n}"}
        collection = keep_collection(fields=names, by=by)
        slugs.append(collection.slug)
        CollectionEntry.objects.bulk_create(
            CollectionEntry(collection=collection, work=w, added_at=timezone.now())
            for w in some
        )
    return Archive(
        works,
        {
            "type": ["declaration", "action_plan", "older_paper"],
            "body": ["vm", "rcgm"],
            "meeting": [str(meeting.pk) for meeting in meetings],
            "party": [party.code for party in parties],
            "theme": slugs,
            "language": ["en", "es"],
            "status": ["adopted", "recorded", "superseded", "unofficial", "draft"],
            "year_from": ["1999", "2010", "2015"],
            "year_to": ["2012", "2020"],
        },
    )


def asked(archive: Archive) -> st.SearchStrategy:
    several = {
        name: st.lists(st.sampled_from(values), max_size=3)
        for name, values in archive.values.items()
        if not name.startswith("year")
    }
    years = {
        name: st.sampled_from(["", *archive.values[name]])
        for name in ("year_from", "year_to")
    }
    return st.fixed_dictionaries({}, optional=several | years)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_each_count_is_the_number_that_would_be_listed(archive, data):
    """Of a facet's value: if it were chosen alone and the rest stayed as it is."""
    question = data.draw(asked(archive))
    listing = listed(user=ANYBODY, data=question)
    assert listing.counted.total == listing.works.count()
    for name in NAMES:
        counts = listing.counted.facets.get(name, {})
        names = ("year_from", "year_to") if name == "year" else (name,)
        values = archive.values.get(name) or ["1996", "2015"]
        for value in {*list(counts)[:2], data.draw(st.sampled_from(values))}:
            alone = question | dict.fromkeys(names, value)
            number = listed(user=ANYBODY, data=alone).works.count()
            assert counts.get(value, 0) == number, (name, value)


def test_several_values_of_a_facet_widen_and_facets_narrow(archive):
    one = {w.pk for w in listed(user=ANYBODY, data={"type": "declaration"}).works}
    other = {w.pk for w in listed(user=ANYBODY, data={"type": "conclusions"}).works}
    both = listed(user=ANYBODY, data={"type": ["declaration", "conclusions"]})
    assert {w.pk for w in both.works} == one | other
    assert one
    assert other
    less = listed(user=ANYBODY, data={"type": "declaration", "language": "es"})
    assert {w.pk for w in less.works} < one


def test_nobody_lists_or_counts_what_they_may_not_read(archive):
    public = set(Access.objects.filter(token="public").values_list("work", flat=True))
    listing = listed(user=ANYBODY, data={})
    assert {work.pk for work in listing.works} == public
    assert listing.counted.total == len(public) < len(archive.works)
    member = listed(user=people.delegate("MX"), data={})
    assert member.counted.total == len(archive.works)


def test_a_meeting_that_one_may_not_see_is_not_understood(archive):
    from cms.works.models import MeetingAudience

    meeting = Meeting.objects.get(ordinal=21)
    MeetingAudience.objects.create(meeting=meeting, sees="members", steering_since=1)
    listing = listed(user=ANYBODY, data={"meeting": str(meeting.pk)})
    assert [each.name for each in listing.question.ignored] == ["meeting"]
    assert not listing.question.chosen
    member = listed(user=people.delegate("MX"), data={"meeting": str(meeting.pk)})
    assert member.question.chosen == {"meeting": (str(meeting.pk),)}


@pytest.mark.parametrize("sort", SORTS)
def test_pages_never_overlap_in_any_order(archive, sort):
    listing = listed(user=ANYBODY, data={"sort": sort})
    seen = [work.pk for n in (1, 2, 3, 4, 5) for work in listing.page(n, 10)]
    assert sorted(seen) == sorted(work.pk for work in listing.works)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", ["Alpha", "Beta", "Çeta"]), ("es", ["Nube", "Ñandú", "Oso"])],
)
def test_titles_stand_in_the_order_of_the_readers_language(site, language, wanted):
    works = many_works(3, state="recorded")
    Expression.objects.all().delete()
    Access.objects.update(token="public")
    pairs = [("Çeta", "Nube"), ("Alpha", "Oso"), ("Beta", "Ñandú")]
    for work, titles in zip(works, pairs, strict=True):
        for code, title in zip(("en", "es"), titles, strict=True):
            Expression.objects.create(work=work, language=code, title=title)
    with translation.override(language):
        listing = listed(user=ANYBODY, data={"sort": "title"})
        assert [work.shown.title for work in listing.page(1, 3)] == wanted
