"""Who reads a file, its text's or its own: said by whom, on which screen."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry

from cms.documents import attaching, describing
from cms.documents.models import Document
from cms.documents.permissions import may_read_document
from cms.documents.policy import readable_files
from cms.works.openings import FILE_SOURCE, SEARCH_SOURCE
from search.models import OutboxEntry
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.integration.documents.served import content_of

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def fresh(file) -> Document:
    return Document.objects.get(pk=file.pk)


@pytest.fixture
def alone(editor):
    return text_file(by=editor.user, name="alone.txt")


@pytest.fixture
def settled(editor):
    work = works.recorded_action_plan(by=editor.user)
    return text_file(by=editor.user, expression=work.expressions.first())


def read_by(file, *people_):
    """Ask the rule for one and the rule for many, which must agree."""
    found = []
    for person in people_:
        one = may_read_document(person, fresh(file))
        assert readable_files(person).filter(pk=file.pk).exists() == one
        found.append(one)
    return found


def test_a_file_by_itself_is_opened_by_the_coordinator(editor, coordinator, alone):
    readers = AnonymousUser(), people.delegate("MX"), editor.user
    assert read_by(alone, *readers) == [False, False, True]
    with pytest.raises(PermissionDenied):
        describing.set_audience(document=alone, audience="public", by=editor.user)
    describing.set_audience(document=alone, audience="members", by=coordinator.user)
    assert read_by(alone, *readers) == [False, True, True]
    describing.set_audience(document=alone, audience="public", by=coordinator.user)
    assert read_by(alone, *readers) == [True, True, True]
    answer = Client().get(fresh(alone).current.url)
    assert (answer.status_code, content_of(answer)[:9]) == (200, b"I. Papers")
    describing.set_audience(document=alone, audience="", by=coordinator.user)
    assert read_by(alone, *readers) == [False, False, True]


def test_what_is_opened_is_read_by_many_and_changed_by_few(coordinator, alone):
    describing.set_audience(document=alone, audience="public", by=coordinator.user)
    outsider = people.UserFactory(is_superuser=True)
    policy = policy_registry.get_by_type(Document)
    file = fresh(alone)
    assert may_read_document(outsider, file)
    assert not policy.user_has_permission_for_instance(outsider, "change", file)
    changed = policy.instances_user_has_permission_for(outsider, "change")
    assert file not in changed
    mine = policy.instances_user_has_permission_for(coordinator.user, "change")
    assert file in mine


def test_attached_it_follows_its_text_and_taken_off_it_is_closed(
    editor, coordinator, alone
):
    describing.set_audience(document=alone, audience="public", by=coordinator.user)
    draft = works.draft_action_plan(by=editor.user).expressions.first()
    attaching.move_to(document=fresh(alone), expression=draft, by=editor.user)
    assert (fresh(alone).opened_to, read_by(alone, AnonymousUser())) == ("", [False])
    attaching.move_to(document=fresh(alone), expression=None, by=editor.user)
    assert read_by(alone, AnonymousUser()) == [False]


def test_the_search_hears_of_an_audience(coordinator, settled):
    OutboxEntry.objects.all().delete()
    describing.set_audience(document=settled, audience="steering", by=coordinator.user)
    wanted = {
        (SEARCH_SOURCE, str(settled.expression_id)),
        (FILE_SOURCE, str(settled.pk)),
    }
    assert wanted <= set(OutboxEntry.objects.values_list("source", "object_id"))


@pytest.mark.parametrize("audience", ["public", "delegation", "friends"])
def test_a_file_is_never_wider_than_its_text(coordinator, settled, audience):
    with pytest.raises(describing.DescribingError):
        describing.set_audience(
            document=settled, audience=audience, by=coordinator.user
        )


def test_a_file_by_itself_has_no_text_to_be_narrower_than(coordinator, alone):
    with pytest.raises(describing.DescribingError):
        describing.set_audience(
            document=alone, audience="steering", by=coordinator.user
        )


def test_one_files_audience_has_its_place_on_its_screen(editor, coordinator, settled):
    address = reverse("wagtaildocs:edit", args=[settled.pk])
    assert 'name="read_by"' not in text(editor.get(address))
    assert 'name="read_by"' in text(coordinator.get(address))
    said = {
        "title": settled.title, "collection": settled.collection_id, "tags": "",
        "read_by": "members",
    }  # fmt: skip
    assert editor.post(address, said).status_code == 302
    assert fresh(settled).audience == ""
    assert coordinator.post(address, said).status_code == 302
    assert fresh(settled).audience == "members"
