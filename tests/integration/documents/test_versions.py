"""The history of a file: who, when, what; put in front again; whose text it is."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.search.index import insert_or_update_object

from cms.audit.models import Event
from cms.documents import actions, attaching, restoring
from cms.documents.models import Document
from cms.works.actions import enter_as_recorded
from search.models import OutboxEntry
from tests.factories import works
from tests.factories.conference import PartyFactory
from tests.factories.documents import text_file
from tests.harm import flip
from tests.integration.documents.served import file_of

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db

ONE, TWO = b"The first state.\n", b"The second state.\n"


def two_versions(by=None, **kwargs) -> Document:
    document = text_file(by=by, content=ONE, **kwargs)
    actions.add_version(
        document=document,
        content=io.BytesIO(TWO),
        name="paper.txt",
        note="Numbers mended",
        by=by,
    )
    document.refresh_from_db()
    return document


def edit(person: PersonClient, document: Document, **sent):
    fields = {"title": document.title, "tags": "", "language": "", "standing": ""}
    address = reverse("wagtaildocs:edit", args=[document.pk])
    return person.post(address, {**fields, **sent})


def screen(person: PersonClient, document: Document) -> str:
    answer = person.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_version_has_who_when_hash_size_and_note(editor):
    document = two_versions(by=editor.user)
    said = screen(editor, document)
    for content in (ONE, TWO):
        assert hashlib.sha256(content).hexdigest() in said
    for words in ("Numbers mended", str(editor.user), "17\xa0bytes", "18\xa0bytes"):
        assert words in said
    capacity = Event.objects.about(document).first().capacity
    assert capacity == "secretariat:TS"
    assert "Technical Secretariat" in said


def test_a_new_version_with_its_note(editor):
    document = text_file(by=editor.user, content=ONE)
    upload = SimpleUploadedFile("paper-2.txt", TWO)
    assert edit(editor, document, file=upload, note="Second reading").status_code == 302
    second = document.versions.get(number=2)
    assert (second.note, second.created_by) == ("Second reading", editor.user)
    assert (second.name, second.size) == ("paper-2.txt", len(TWO))


def test_the_newest_content_again_is_said_to_be_that(editor):
    document = two_versions()
    upload = SimpleUploadedFile("paper.txt", TWO)
    answer = edit(editor, document, file=upload)
    assert "has the same content already" in answer.content.decode()
    assert document.versions.count() == 2


def test_language_and_standing_of_a_file_by_itself(editor):
    document = text_file(by=None)
    edit(editor, document, language="es", standing="unofficial")
    document.refresh_from_db()
    assert (document.language, document.standing) == ("es", "unofficial")
    assert document.said_standing == "unofficial translation"


def test_a_history_of_many_versions_costs_no_query_for_each(
    editor, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(200) as captured:
            screen(editor, document)
        return len(captured)

    document = two_versions(by=editor.user)
    queries()
    few = queries()
    for number in range(8):
        actions.add_version(
            document=document,
            content=io.BytesIO(f"{number}".encode()),
            name="paper.txt",
            by=editor.user,
        )
    assert queries() <= few


def test_a_file_is_given_to_a_draft_and_taken_off_it(editor):
    text = works.draft_action_plan().expressions.get(language="es")
    document = text_file(by=None)
    edit(editor, document, text=text.pk)
    document.refresh_from_db()
    assert (document.expression, document.language) == (text, "es")
    assert document.said_standing == text.get_status_display()
    assert edit(editor, document, text="").status_code == 302
    document.refresh_from_db()
    assert document.expression is None
    assert document.standing == text.status
    assert Event.objects.about(text.work).last().verb == "documents.detached"


def test_the_search_is_told_when_a_file_leaves_a_text(site):
    work = works.draft_action_plan()
    english, spanish = (work.expressions.get(language=code) for code in ("en", "es"))
    document = file_of(work)
    OutboxEntry.objects.all().delete()
    attaching.move_to(document=document, expression=spanish, by=None)
    told = set(OutboxEntry.objects.values_list("object_id", flat=True))
    assert told == {str(english.pk), str(spanish.pk)}
    OutboxEntry.objects.all().delete()
    attaching.detach(document=document, by=None)
    assert OutboxEntry.objects.get().object_id == str(spanish.pk)


def test_what_belonged_to_a_partners_draft_stays_the_partners(site):
    partner = PartyFactory()
    document = file_of(works.draft_action_plan(prepared_by=partner, author=partner))
    attaching.detach(document=document, by=None)
    assert document.belongs_to == partner


@pytest.mark.parametrize(
    "make", [works.submitted_action_plan, works.adopted_action_plan]
)
def test_a_decided_text_keeps_its_files_and_is_offered_none(editor, make):
    work = make()
    text = work.expressions.get(language="en")
    document, other = file_of(work), text_file(by=None, content=TWO)
    edit(editor, document, text="")
    edit(editor, other, text=text.pk)
    document.refresh_from_db()
    other.refresh_from_db()
    assert document.expression == text
    assert other.expression is None
    elsewhere = works.draft_action_plan().expressions.get(language="en")
    with pytest.raises(actions.FixedFileError):
        actions.attach(document=document, expression=elsewhere, by=None)
    with pytest.raises(actions.FixedFileError):
        attaching.detach(document=document, by=None)


def test_a_form_that_asks_for_no_text_takes_none_away(editor):
    document = file_of(works.draft_action_plan())
    assert edit(editor, document).status_code == 302
    document.refresh_from_db()
    assert document.expression is not None


def listed(person: PersonClient, **asked: str) -> set[str]:
    said = person.get(reverse("wagtaildocs:index"), asked).content.decode()
    names = ("free-original", "free-unofficial", "of-a-text")
    return {name for name in names if f"{name}.txt" in said}


def test_the_list_is_filtered_by_language_standing_and_text(editor):
    for standing in ("original", "unofficial"):
        document = actions.create_document(
            title=f"free-{standing}.txt",
            content=io.BytesIO(standing.encode()),
            name="a.txt",
            language="es",
            standing=standing,
            by=None,
        )
        insert_or_update_object(document)
    file_of(works.draft_action_plan(), name="of-a-text.txt")
    free = {"free-original", "free-unofficial"}
    assert listed(editor) == {*free, "of-a-text"}
    assert listed(editor, standing="unofficial") == {"free-unofficial"}
    assert listed(editor, standing="original") == {"free-original", "of-a-text"}
    assert listed(editor, language="es") == free
    assert listed(editor, belongs="none") == free
    assert listed(editor, belongs="text") == {"of-a-text"}
    both = {"q": "free", "language": "es", "belongs": "none"}
    assert listed(editor, **both, standing="original") == {"free-original"}
    assert listed(editor, standing="x", language="\0") == {*free, "of-a-text"}


def test_readers_see_the_history_and_no_names(client, editor, site):
    work = works.draft_action_plan()
    document = two_versions(
        by=editor.user, expression=work.expressions.get(language="en")
    )
    enter_as_recorded(work=work, by=editor.user)
    address = f"/en/files/{document.pk}/"
    said = client.get(address).content.decode()
    assert "Numbers mended" in said
    assert hashlib.sha256(ONE).hexdigest() in said
    assert f"/documents/{document.pk}/v1/paper.txt" in said
    assert "Original" in said
    assert str(editor.user) not in said
    assert str(editor.user) in editor.get(address).content.decode()


def test_an_older_version_is_put_in_front_as_a_new_one(editor):
    document = two_versions()
    address = reverse("files_restore", args=[document.pk, 1])
    assert "becomes the newest version" in editor.get(address).content.decode()
    assert editor.post(address, {"note": "The first was right"}).status_code == 302
    numbers = list(document.versions.order_by("number").values_list("number", "sha256"))
    first, second = (hashlib.sha256(content).hexdigest() for content in (ONE, TWO))
    assert numbers == [(1, first), (2, second), (3, first)]
    third = document.versions.get(number=3)
    assert third.restored_from.number == 1
    assert (third.note, third.created_by) == ("The first was right", editor.user)
    event = Event.objects.about(document).last()
    assert event.verb == "documents.version_restored"
    assert (event.data["version"], event.data["restored"]) == (3, 1)
    document.refresh_from_db()
    assert document.file.name == third.file.name
    assert "Version 1 restored" in screen(editor, document)


def test_the_newest_version_is_not_put_in_front(editor):
    document = two_versions()
    answer = editor.post(reverse("files_restore", args=[document.pk, 2]), {})
    assert answer.status_code == 422
    assert "has the same content already" in answer.content.decode()
    assert document.versions.count() == 2


def test_damaged_bytes_are_not_put_in_front(editor):
    document = two_versions()
    flip(document.versions.get(number=1))
    answer = editor.post(reverse("files_restore", args=[document.pk, 1]), {})
    assert answer.status_code == 422
    assert "missing or damaged" in answer.content.decode()
    document.versions.get(number=1).file.storage.discard(
        document.versions.get(number=1).file.name
    )
    with pytest.raises(restoring.CannotRestoreError):
        restoring.restore_version(version=document.versions.get(number=1), by=None)
    assert document.versions.count() == 2


def test_a_decided_text_keeps_the_file_it_was_decided_with(editor, site):
    work = works.draft_action_plan()
    document = two_versions(expression=work.expressions.get(language="en"))
    enter_as_recorded(work=work, by=editor.user)
    address = reverse("files_restore", args=[document.pk, 1])
    assert address not in screen(editor, document)
    answer = editor.post(address, {})
    assert answer.status_code == 422
    assert "is not replaced" in answer.content.decode()
    assert document.versions.count() == 2


def test_nobody_else_restores(client, delegate, approver):
    document = two_versions()
    address = reverse("files_restore", args=[document.pk, 1])
    for person in (client, delegate, approver):
        assert person.post(address, {}).status_code in (302, 403, 404)
    assert document.versions.count() == 2


def test_the_list_leads_to_the_trash(editor):
    said = editor.get(reverse("wagtaildocs:index")).content.decode()
    assert reverse("files_trash") in said
