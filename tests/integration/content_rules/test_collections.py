"""The screens of curated collections."""

import pytest

from cms.works.models import CuratedCollection
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.rules import collection

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


class TestCollections:
    PATH = "/admin/curated-collections/"
    FIELDS = {"name_en": "Best", "name_es": "Mejores", "slug": "best"}

    def test_made_filled_and_emptied(self, editor):
        made = editor.post(f"{self.PATH}new/", self.FIELDS)
        kept = CuratedCollection.objects.get()
        work = works.recorded_action_plan()
        add = {"deed": "add", "symbol": work.symbol.lower()}
        assert editor.post(made.url, add).status_code == 302
        assert "Action Plan under Test" in text_of(editor.get(made.url))
        assert "(1 text)" in text_of(editor.get(self.PATH))
        entry = kept.entries.get()
        assert entry.added_by == editor.user
        removed = editor.post(made.url, {"deed": "remove", "entry": str(entry.pk)})
        assert removed.status_code == 302
        assert not kept.entries.exists()
        changed = {**self.FIELDS, "name_en": "Very best", "deed": "change"}
        assert editor.post(made.url, changed).status_code == 302
        kept.refresh_from_db()
        assert kept.name_en == "Very best"

    @pytest.mark.parametrize(
        ("post", "words"),
        [
            ({"deed": "add", "symbol": "RCM/NONE"}, "No text has this symbol"),
            ({"deed": "add", "symbol": ""}, "This field is required"),
            ({"deed": "change", "slug": "a b"}, "valid “slug”"),
            ({"deed": "remove", "entry": "x"}, "Curated collection"),
            ({}, "Curated collection"),
        ],
    )
    def test_bad_input(self, editor, post, words):
        found = collection()
        response = editor.post(f"{self.PATH}{found.pk}/", post)
        assert response.status_code == 422
        assert words in text_of(response)

    def test_an_address_is_given_once(self, editor):
        collection("best")
        response = editor.post(f"{self.PATH}new/", self.FIELDS)
        assert response.status_code == 422

    @pytest.mark.parametrize("what", ["", "new/", "{pk}/"])
    def test_others_do_not_curate(self, approver, what):
        found = collection()
        path = self.PATH + what.format(pk=found.pk)
        assert approver.get(path).status_code in {302, 403}
        assert approver.post(path, self.FIELDS).status_code in {302, 403, 405}
        assert CuratedCollection.objects.count() == 1

    def test_what_one_may_not_read_is_not_listed(self, editor):
        from cms.works.models import CollectionEntry

        found = collection()
        hidden = works.draft_action_plan(prepared_by=MemberStateFactory(code="MX"))
        CollectionEntry.objects.create(
            collection=found, work=hidden, added_at=hidden.created_at
        )
        page = text_of(editor.get(f"{self.PATH}{found.pk}/"))
        assert "Action Plan under Test" not in page
        assert "(0 texts)" in text_of(editor.get(self.PATH))
        assert not found.works_for(people.delegate("GT")).exists()
