"""Curated collections and expiry: who fills them, and what never ends."""

import datetime as dt

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from cms.audit.models import Event
from cms.works import collecting, sharing, types
from cms.works.expiring import set_expiry
from cms.works.models import Work
from cms.works.permissions import may_read
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.rules import collection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def in_a_week():
    return timezone.now() + dt.timedelta(days=7)


class TestCollections:
    def test_a_work_is_in_it_once_with_its_date(self):
        editor, shelf = people.editor(), collection()
        work = works.recorded_action_plan()
        first = collecting.add_to_collection(collection=shelf, work=work, by=editor)
        again = collecting.add_to_collection(collection=shelf, work=work, by=editor)
        assert first == again
        assert first.added_by == editor
        assert list(shelf.works.all()) == [work]
        assert Event.objects.filter(verb="works.collected").count() == 1

    def test_it_lets_nobody_read_more(self):
        shelf, draft = collection(), works.draft_action_plan()
        collecting.add_to_collection(collection=shelf, work=draft, by=people.editor())
        delegate = people.delegate("MX")
        assert not may_read(delegate, draft)
        assert not shelf.works_for(delegate).exists()
        assert list(shelf.works_for(people.editor())) == [draft]

    def test_others_do_not_fill_it(self):
        shelf, work = collection(), works.recorded_action_plan()
        decider = people.head_of_delegation("CR")
        with pytest.raises(sharing.NotEntitledError):
            collecting.add_to_collection(collection=shelf, work=work, by=decider)
        theirs = works.draft_action_plan(prepared_by=MemberStateFactory(code="MX"))
        with pytest.raises(sharing.NotEntitledError):
            collecting.add_to_collection(
                collection=shelf, work=theirs, by=people.editor()
            )


class TestExpiry:
    def test_a_draft_expires_and_the_expiry_is_taken_back(self):
        work, editor = works.draft_action_plan(), people.editor()
        work = set_expiry(work=work, expires_at=in_a_week(), by=editor)
        assert {row.closes_at for row in work.access.all()} == {None}
        work = set_expiry(work=work, expires_at=None, by=editor)
        assert work.expires_at is None
        assert Event.objects.filter(verb="works.expiry_set").count() == 2

    def test_what_the_presidency_adopted_does_not(self):
        work, boss = works.adopted_action_plan(), people.coordinator()
        with pytest.raises(sharing.SharingError, match="does not expire"):
            set_expiry(work=work, expires_at=in_a_week(), by=boss)

    def test_nor_what_has_a_type_that_is_gone(self, monkeypatch):
        work, boss = works.recorded_action_plan(), people.coordinator()
        QuerySet(Work).filter(pk=work.pk).update(type_code="telegram")
        with pytest.raises(sharing.SharingError, match="does not expire"):
            set_expiry(work=work, expires_at=in_a_week(), by=boss)

    def test_another_settled_text_does_for_its_audience(self, monkeypatch):
        work, boss = works.recorded_action_plan(), people.coordinator()
        kind = types.WorkType("note", "N", "Note", "Notes", needs_presidency=False)
        monkeypatch.setitem(types._types, "note", kind)
        QuerySet(Work).filter(pk=work.pk).update(type_code="note")
        delegate = people.delegate("MX")
        assert may_read(delegate, work)
        work = set_expiry(work=work, expires_at=timezone.now(), by=boss)
        assert not may_read(delegate, work)
        assert may_read(boss, work)

    def test_it_is_not_everybodys_to_say(self):
        work = works.draft_action_plan()
        with pytest.raises(sharing.NotEntitledError):
            set_expiry(work=work, expires_at=in_a_week(), by=people.delegate("MX"))
