"""The trash: what may go there, that nobody has it meanwhile, that all comes back."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from cms import archive_search
from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.documents import actions, trash
from cms.documents.models import Document, DocumentPage
from cms.documents.policy import readable_files, readable_in_trash
from cms.jobs.worker import drain
from cms.works.actions import enter_as_recorded
from cms.works.models import WorkAudience
from rcm_pages.importing import actions as importing
from search.models import OutboxEntry
from tests.factories import works
from tests.factories.conference import PartyFactory
from tests.factories.documents import text_file
from tests.integration.documents.served import file_of
from tests.papers import SAMPLE_EN

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db


def put(person: PersonClient, document: Document, reason: str = "Sent twice"):
    address = reverse("files_to_trash", args=[document.pk])
    return person.post(address, {"reason": reason})


def take_out(person: PersonClient, document: Document):
    return person.post(reverse("files_take_out", args=[document.pk]), follow=True)


def fresh(document: Document) -> Document:
    return Document.with_trash.get(pk=document.pk)


def listed(person: PersonClient) -> str:
    return person.get(reverse("files_trash")).content.decode()


def test_who_when_and_why_are_kept(editor):
    document = text_file(by=None)
    assert put(editor, document, " Sent twice ").status_code == 302
    row = fresh(document)
    assert (row.trashed_by, row.trash_reason) == (editor.user, "Sent twice")
    assert timezone.now() - row.trashed_at < dt.timedelta(minutes=1)
    event = Event.objects.about(document).last()
    assert (event.verb, event.actor) == ("documents.trashed", editor.user)
    assert event.data == {"reason": "Sent twice"}
    said = listed(editor)
    for words in ("paper.txt", "Sent twice", str(editor.user)):
        assert words in said


def test_it_asks_why(editor):
    document = text_file(by=None)
    answer = put(editor, document, "  ")
    assert answer.status_code == 422
    assert "Say why it goes into the trash" in answer.content.decode()
    assert not fresh(document).trashed_at


def test_the_edit_screen_offers_it_or_says_why_not(editor):
    free, kept = text_file(by=None), file_of(works.adopted_action_plan())
    for document, is_offered in ((free, True), (kept, False)):
        said = editor.get(reverse("wagtaildocs:edit", args=[document.pk]))
        address = reverse("files_to_trash", args=[document.pk])
        assert (address in said.content.decode()) is is_offered
        assert ("it stays" in said.content.decode()) is not is_offered


# What stays


@pytest.mark.parametrize(
    "make",
    [
        works.submitted_action_plan,
        works.cleared_action_plan,
        works.adopted_action_plan,
        works.recorded_action_plan,
    ],
)
def test_a_file_of_a_decided_text_stays(editor, make):
    document = file_of(make())
    answer = put(editor, document)
    assert answer.status_code == 422
    assert "it stays" in answer.content.decode()
    assert not fresh(document).trashed_at


def test_a_file_that_a_published_page_leads_to_stays(editor, site):
    document = text_file(by=None)
    page = works.any_page_of(works.recorded_action_plan())
    ReferenceIndex.objects.create(
        base_content_type=page.cached_content_type,
        content_type=page.cached_content_type,
        object_id=str(page.pk),
        to_content_type=ReferenceIndex._get_base_content_type(Document),
        to_object_id=str(document.pk),
        model_path="body",
        content_path="body",
        content_path_hash="00000000-0000-0000-0000-000000000000",
    )
    answer = put(editor, document)
    assert "published page" in answer.content.decode()
    assert not fresh(document).trashed_at


def test_a_paper_that_is_being_imported_stays(editor):
    record = importing.take_in(
        meeting=Meeting.objects.get(body__code="vm", ordinal=20),
        content=io.BytesIO(SAMPLE_EN.read_bytes()),
        name=SAMPLE_EN.name,
        queue=False,
        by=editor.user,
    )
    answer = put(editor, record.document)
    assert "This file is needed: import" in answer.content.decode()
    assert not fresh(record.document).trashed_at


# Meanwhile


def test_nobody_reads_it_and_no_list_has_it(editor, client):
    document = file_of(works.draft_action_plan())
    version = document.current
    addresses = [
        version.url,
        f"/en/files/{document.pk}/",
        f"/en/files/{document.pk}/compare/",
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs_serve", args=[document.pk, version.name]),
        reverse("files_restore", args=[document.pk, 1]),
        reverse("files_to_trash", args=[document.pk]),
        reverse("wagtailadmin_api:documents:detail", args=[document.pk]),
    ]
    assert {editor.head(address).status_code for address in addresses} <= {200, 302}
    put(editor, document)
    for address in addresses:
        assert editor.get(address, follow=True).status_code == 404, address
    for address in addresses[:3]:
        assert client.get(address, follow=True).status_code == 404, address
    for name in ("wagtaildocs:index", "wagtaildocs_chooser:choose_results"):
        assert "paper.txt" not in editor.get(reverse(name)).content.decode()
    assert not readable_files(editor.user).filter(pk=document.pk).exists()
    assert not document.expression.documents.exists()


def search_sections(document: Document) -> str:
    (found,) = archive_search.load_expressions([str(document.expression_id)])
    return " ".join(section.text for section in found.sections)


def test_the_search_loses_it_and_finds_it_again(editor):
    document = file_of(works.draft_action_plan(), content=b"Chachalaca papers\n")
    drain()
    assert "Chachalaca" in search_sections(document)
    backend = get_search_backend()
    assert document in backend.search(document.title, Document.objects.all())
    OutboxEntry.objects.all().delete()
    put(editor, document)
    assert OutboxEntry.objects.get().object_id == str(document.expression_id)
    assert "Chachalaca" not in search_sections(document)
    assert not document.index_entries.exists()
    take_out(editor, document)
    assert "Chachalaca" in search_sections(document)
    assert document in backend.search(document.title, Document.objects.all())


def test_a_file_with_readers_of_its_own_leaves_the_search_too(editor):
    document = file_of(works.draft_action_plan())
    Document.objects.update(audience=WorkAudience.STEERING)
    assert str(document.pk) in archive_search.all_files()
    OutboxEntry.objects.all().delete()
    put(editor, document)
    assert set(OutboxEntry.objects.values_list("source", flat=True)) == {
        "expression", "file",
    }  # fmt: skip
    assert list(archive_search.all_files()) == []
    assert list(archive_search.load_files([str(document.pk)])) == []


def test_it_takes_no_version(editor):
    document = text_file(by=None)
    put(editor, document)
    with pytest.raises(actions.FixedFileError):
        actions.add_version(
            document=document, content=io.BytesIO(b"x"), name="a.txt", by=None
        )
    assert document.versions.count() == 1


def test_it_is_listed_to_those_who_could_read_it(editor, coordinator):
    theirs = text_file(by=None, name="theirs.txt")
    put(editor, theirs)
    Document.with_trash.filter(pk=theirs.pk).update(belongs_to=PartyFactory())
    assert "theirs.txt" not in listed(coordinator)
    assert not readable_in_trash(coordinator.user).exists()
    assert take_out(coordinator, theirs).status_code == 404
    with pytest.raises(trash.TrashError):
        trash.take_out(document=theirs, by=coordinator.user)


def test_others_have_no_trash(client, delegate, approver):
    document = text_file(by=None)
    for person in (client, delegate, approver):
        assert person.get(reverse("files_trash")).status_code in (302, 403)
        assert put(person, document).status_code in (302, 403, 404)
        assert take_out(person, document).status_code in (200, 403, 404)
    assert not fresh(document).trashed_at


def test_the_trash_with_many_files_costs_no_query_for_each(
    editor, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(200) as captured:
            listed(editor)
        return len(captured)

    for number in range(2):
        put(editor, text_file(by=None, content=f"{number}".encode()))
    queries()
    few = queries()
    for number in range(2, 10):
        put(editor, text_file(by=None, content=f"{number}".encode()))
    assert queries() <= few


def test_it_comes_back_as_it_was(editor):
    document = file_of(works.draft_action_plan())
    actions.add_version(
        document=document, content=io.BytesIO(b"two"), name="paper.txt", by=None
    )
    drain()
    names = ("title", "language", "expression_id", "collection_id", "file", "audience")
    rows = Document.objects.filter(pk=document.pk)
    before = rows.values(*names).get()
    pages = list(DocumentPage.objects.values())
    put(editor, document)
    answer = take_out(editor, document)
    assert "with all its versions" in answer.content.decode()
    assert rows.values(*names).get() == before
    assert list(DocumentPage.objects.values()) == pages
    row = fresh(document)
    assert (row.trashed_at, row.trashed_by, row.trash_reason) == (None, None, "")
    assert editor.get(f"/en/files/{document.pk}/").status_code == 200
    assert Event.objects.about(document).last().verb == "documents.untrashed"
    assert "The trash is empty" in listed(editor)


def test_a_text_that_was_decided_meanwhile_does_not_get_it_back(editor):
    work = works.draft_action_plan()
    document = file_of(work)
    put(editor, document)
    enter_as_recorded(work=work, by=editor.user)
    answer = take_out(editor, document)
    assert "stands by itself" in answer.content.decode()
    row = Document.objects.get(pk=document.pk)
    assert (row.expression, row.standing) == (None, "original")
    assert not work.expressions.filter(documents__isnull=False).exists()


def test_a_deleted_draft_leaves_its_file_in_the_trash_to_whoever_prepared_it(editor):
    partner = PartyFactory()
    work = works.draft_action_plan()
    document = file_of(work)
    put(editor, document)
    type(work).objects.filter(pk=work.pk).update(prepared_by=partner)
    for expression in work.expressions.all():
        expression.page.specific.delete()
    assert fresh(document).belongs_to == partner


def test_what_is_not_in_the_trash_says_nothing_of_it():
    document = text_file(by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(trash_reason="x")
