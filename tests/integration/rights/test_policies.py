"""The rule asked of one record and the rule asked as a query say the same."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.documents.models import Document
from cms.documents.permissions import may_read_document
from cms.documents.policy import FilePolicy, readable_files
from cms.works import memory
from cms.works.audiences import tokens_for
from cms.works.models import Work
from cms.works.page_policy import may_see_page, pages_for
from cms.works.permissions import may_read
from tests.integration.rights.readers import READERS
from tests.integration.rights.roles import EVERYBODY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_one_rule_for_one_and_for_many(archive, role):
    user = archive.people.get(role) or AnonymousUser()
    files = {d.pk for d in Document.objects.all() if may_read_document(user, d)}
    assert set(readable_files(user).values_list("pk", flat=True)) == files
    works = {w.pk for w in Work.objects.all() if may_read(user, w)}
    open_works = Work.objects.open_to(tokens_for(user))
    assert set(open_works.values_list("pk", flat=True)) == works
    seen = set(pages_for(user).values_list("pk", flat=True))
    pages = Page.objects.all()
    assert {p.pk for p in pages if may_see_page(user, p)} == seen
    with memory.of_one_request():
        assert {p.pk for p in pages if may_see_page(user, p)} == seen
    for name, thing in archive.things.items():
        for page in thing.pages:
            assert (page.pk in seen) == (role in READERS[name]), name


def test_ours_is_the_policy_that_wagtail_asks_for_files():
    assert isinstance(policy_registry.get_by_type(Document), FilePolicy)


def test_nothing_is_remembered_beyond_a_reading_request():
    asked = []
    for _each in range(2):
        memory.remember("key", lambda: asked.append(1))
    assert len(asked) == 2
    with memory.of_one_request():
        for _each in range(2):
            memory.remember("key", lambda: asked.append(1))
    assert len(asked) == 3
    assert not memory.is_on()
