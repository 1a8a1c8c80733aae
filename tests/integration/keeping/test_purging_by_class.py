"""Purging asks the classes: what they keep stays in the trash, and it is said why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.documents import purging, trash
from cms.documents.models import Document, DocumentVersion
from cms.keeping import actions, classes
from cms.works.actions import enter_as_recorded
from cms.works.models import Work
from tests.conftest import PersonClient
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.integration.documents.served import file_of

pytestmark = pytest.mark.django_db
WHY = "As the Secretariat said in May."
INDEX = "files_trash"


@pytest.fixture
def administrator(editor: PersonClient) -> PersonClient:
    editor.user.is_superuser = True
    editor.user.save()
    return editor


def put(person: PersonClient, document: Document, *, years: float = 0) -> Document:
    """Put a file so old into the trash, a year ago."""
    document = Document.with_trash.get(pk=document.pk)
    trash.put_into_trash(document=document, reason="Sent twice", by=person.user)
    at = timezone.now() - dt.timedelta(days=366 * years)
    versions = DocumentVersion.objects.filter(document=document)
    versions.update(created_at=at)
    files = Document.with_trash.filter(pk=document.pk)
    files.update(created_at=at, trashed_at=timezone.now() - dt.timedelta(days=365))
    return files.get()


def shown(person: PersonClient) -> str:
    return person.get(reverse(INDEX)).content.decode()


def asked(person: PersonClient, document: Document):
    return person.post(reverse("files_purge", args=[document.pk]), follow=True)


def is_kept(person: PersonClient, document: Document, why: str) -> bool:
    """Whether list, screen and action all keep a file, each with the reason."""
    address = reverse("files_purge", args=[document.pk])
    listed = shown(person)
    assert (why in listed) == (address not in listed)
    answer = asked(person, document)
    with pytest.raises(trash.TrashError, match=why):
        purging.purge(document=document, by=person.user)
    return why in listed and answer.status_code == 422 and why in str(answer.content)


def test_what_is_kept_for_ever_is_never_purged(administrator):
    document = text_file(by=None)
    actions.reclassify(
        item=document, code=classes.FOR_EVER, reason=WHY, by=people.archivist()
    )
    document = put(administrator, document, years=99)
    assert is_kept(administrator, document, "is kept for ever")
    assert Document.with_trash.filter(pk=document.pk).exists()


def test_a_mark_does_not_end_what_is_kept_for_ever(administrator):
    keeper, document = people.archivist(), text_file(by=None)
    shared = {"item": document, "reason": WHY, "by": keeper}
    actions.reclassify(code=classes.FOR_EVER, **shared)
    actions.remove(**shared)
    old = timezone.now() - dt.timedelta(days=365)
    Document.with_trash.update(trashed_at=old)
    document = Document.with_trash.get(pk=document.pk)
    assert is_kept(administrator, document, "is kept for ever")


def test_the_years_of_a_class_are_waited_for(administrator):
    document = put(administrator, text_file(by=None), years=9)
    assert is_kept(administrator, document, "it is kept until")


def test_after_its_years_it_is_purged(administrator):
    document = put(administrator, text_file(by=None), years=10.1)
    assert reverse("files_purge", args=[document.pk]) in shown(administrator)
    assert "purged for good" in asked(administrator, document).content.decode()
    assert not Document.with_trash.filter(pk=document.pk).exists()


def test_what_is_kept_longer_waits_until_that_day(administrator):
    document = text_file(by=None)
    until = timezone.localdate() + dt.timedelta(days=400)
    keeper = people.archivist()
    actions.keep_longer(item=document, until=until, reason=WHY, by=keeper)
    document = put(administrator, document, years=20)
    assert is_kept(administrator, document, "it is kept until")


@pytest.mark.parametrize("is_own_mark", [True, False])
def test_two_people_together_purge_before_the_years(administrator, is_own_mark):
    keeper = people.archivist()
    if is_own_mark:
        keeper.is_superuser = True
        keeper.save()
        client = PersonClient()
        client.user = keeper
        client.force_login(keeper)
    else:
        client = administrator
    document = text_file(by=None)
    actions.remove(item=document, reason=WHY, by=keeper)
    Document.with_trash.update(trashed_at=timezone.now() - dt.timedelta(days=365))
    document = Document.with_trash.get(pk=document.pk)
    if is_own_mark:
        assert is_kept(client, document, "it is kept until")
    else:
        assert "purged for good" in asked(client, document).content.decode()


def test_a_file_of_a_draft_follows_its_class(administrator):
    work = works.draft_action_plan()
    document = put(administrator, file_of(work), years=20)
    assert is_kept(administrator, document, "it is kept until")
    actions.reclassify(
        item=work, code=classes.FOR_EVER, reason=WHY, by=people.archivist()
    )
    assert is_kept(administrator, document, "is kept for ever")


def test_a_file_that_a_decided_text_left_behind_is_a_file_by_itself(administrator):
    work = works.draft_action_plan()
    document = put(administrator, file_of(work), years=20)
    enter_as_recorded(work=Work.objects.get(pk=work.pk), by=administrator.user)
    assert "purged for good" in asked(administrator, document).content.decode()


def test_a_class_that_nobody_knows_any_more_keeps(administrator):
    document = text_file(by=None)
    keeper = people.archivist()
    row = actions.reclassify(
        item=document, code=classes.PERSONAL_FILE, reason=WHY, by=keeper
    )
    type(row).objects.update(code="of-old")
    document = put(administrator, document, years=99)
    assert is_kept(administrator, document, "is kept for ever")


def test_those_who_do_not_purge_are_told_nothing_of_it(administrator, coordinator):
    put(administrator, text_file(by=None))
    assert "it is kept until" not in shown(coordinator)


def test_the_list_costs_no_query_for_each(administrator, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(200) as captured:
            shown(administrator)
        return len(captured)

    for number in range(2):
        put(administrator, text_file(by=None, content=f"{number}".encode()))
    queries()
    few = queries()
    for number in range(2, 10):
        put(administrator, text_file(by=None, content=f"{number}".encode()))
    assert queries() <= few
