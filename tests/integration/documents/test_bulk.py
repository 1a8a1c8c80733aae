"""Many files changed at once, one file's audience, and the list as a sheet."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Collection

from cms.audit.models import Event
from cms.documents import bulk
from cms.documents.models import Document, FileChange, FileItem
from cms.documents.permissions import may_read_document
from cms.jobs.worker import drain
from cms.works import many
from search.models import OutboxEntry
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.documents import text_file

pytestmark = pytest.mark.django_db

CHANGE = "/admin/files/change/"
SHEET = "/admin/files/sheet/"
State = FileItem.State


def text(response) -> str:
    return response.content.decode()


def sent(chosen, deed="try", **said):
    return {"file": [file.pk for file in chosen], "deed": deed, **said}


def fresh(file) -> Document:
    return Document.objects.get(pk=file.pk)


def states():
    return sorted(FileChange.objects.get().items.values_list("state", flat=True))


@pytest.fixture
def draft(editor):
    return works.draft_action_plan(by=editor.user)


@pytest.fixture
def three(editor, draft):
    """A file by itself, one of a draft, and one of a settled text."""
    settled = works.recorded_action_plan(by=editor.user)
    return [
        text_file(by=editor.user, name="alone.txt"),
        text_file(
            by=editor.user, name="drafted.txt", expression=draft.expressions.first()
        ),
        text_file(
            by=editor.user, name="settled.txt", expression=settled.expressions.first()
        ),
    ]


def test_the_preview_says_what_and_why_and_does_nothing(editor, three):
    events, wishes = Event.objects.count(), OutboxEntry.objects.count()
    answer = editor.post(CHANGE, sent(three, language="es", tags="maps, atlas"))
    page = text(answer)
    assert answer.status_code == 200
    assert "1 would be changed, 2 refused" in page
    assert "Language: – → Spanish" in page
    assert "Tags: – → atlas, maps" in page
    assert "It has the language and standing of its text." in page
    assert (Event.objects.count(), OutboxEntry.objects.count()) == (events, wishes)
    assert not any(fresh(file).tags.exists() for file in three)
    assert not FileChange.objects.exists()


def test_each_is_judged_by_its_own_rights_and_reported(editor, three):
    answer = editor.post(CHANGE, sent(three, "do", standing="unofficial"), follow=True)
    assert states() == [State.CHANGED, State.REFUSED, State.REFUSED]
    assert fresh(three[0]).standing == "unofficial"
    event = Event.objects.about(three[0]).last()
    assert (event.verb, event.data) == (
        "documents.described", {"standing": ["", "unofficial"]},
    )  # fmt: skip
    page = text(answer)
    assert "Has been changed" in page
    assert "It has the language and standing of its text." in page


def test_tags_and_collection_of_all(editor, three):
    other = Collection.get_first_root_node().add_child(name="Maps")
    editor.post(CHANGE, sent(three, "do", tags="a b", collection=other.pk))
    assert states() == [State.CHANGED] * 3
    assert {fresh(file).collection for file in three} == {other}
    FileChange.objects.all().delete()
    editor.post(CHANGE, sent(three[:1], "do", tags="c", tags_off="a"))
    assert set(fresh(three[0]).tags.names()) == {"b", "c"}


def test_files_are_moved_between_drafts_and_leave_no_settled_text(editor, three):
    other = works.draft_action_plan(by=editor.user).expressions.get(language="es")
    page = text(editor.post(CHANGE, sent(three, text=other.pk)))
    assert "2 would be changed, 1 refused" in page
    assert "The file stays with this text." in page
    editor.post(CHANGE, sent(three, "do", text=other.pk))
    assert [fresh(file).expression == other for file in three] == [True, True, False]
    FileChange.objects.all().delete()
    editor.post(CHANGE, sent(three, "do", stands_by_itself="on"))
    assert [fresh(file).expression_id is None for file in three] == [True, True, False]
    assert states() == [State.CHANGED, State.CHANGED, State.REFUSED]


def test_a_draft_of_others_gets_nothing_and_gives_nothing(editor, draft, three):
    panama = MemberStateFactory(code="PA")
    theirs = works.draft_action_plan(prepared_by=panama).expressions.first()
    answer = editor.post(CHANGE, sent(three[:1], "do", text=theirs.pk))
    assert answer.status_code == 422
    with pytest.raises(PermissionDenied):
        bulk.apply(three[0], bulk.Wanted(text=theirs.pk), editor.user)


def test_an_audience_goes_the_way_of_its_text(editor, coordinator, three):
    """An editor narrows a draft's file; a settled text's is the Coordinator's."""
    page = text(editor.post(CHANGE, sent(three, audience="members")))
    assert "1 would be changed, 2 refused" in page
    assert "At this moment it is not yours to say who reads it." in page
    coordinator.post(CHANGE, sent(three[1:], "do", audience="members"))
    assert [fresh(file).audience for file in three] == ["", "members", "members"]
    assert not may_read_document(None, fresh(three[2]))
    verbs = Event.objects.about(three[2]).values_list("verb", flat=True)
    assert "documents.audience_set" in verbs
    FileChange.objects.all().delete()
    coordinator.post(CHANGE, sent(three, "do", audience="own"))
    assert states() == [State.CHANGED, State.CHANGED, State.UNCHANGED]
    assert [fresh(file).audience for file in three] == ["", "", ""]


def test_all_or_nothing_of_one_file(editor, three):
    """A tag that may be set stays away if the audience with it is refused."""
    editor.post(CHANGE, sent(three[2:], "do", tags="maps", audience="members"))
    assert states() == [State.REFUSED]
    assert not fresh(three[2]).tags.exists()
    assert not Event.objects.filter(verb="documents.described").exists()


def test_what_one_may_not_read_is_not_named(editor):
    panama = MemberStateFactory(code="PA")
    theirs = works.draft_action_plan(prepared_by=panama)
    file = text_file(by=None, expression=theirs.expressions.first())
    answer = editor.post(CHANGE, sent([file], tags="x"), follow=True)
    assert "Please choose the files first." in text(answer)


def test_the_lists_button_leads_to_it(editor, three):
    page = text(editor.get("/admin/documents/"))
    deed = reverse("wagtail_bulk_action", args=["documents", "document", "change"])
    assert deed in page
    assert SHEET in page
    ticked = editor.get(deed, {"id": [three[0].pk, three[1].pk], "next": "/admin/"})
    page = text(editor.get(ticked.url))
    assert "2 files chosen." in page
    everything = {"id": "all", "belongs": "none", "next": "/admin/"}
    narrowed = editor.get(deed, everything)
    page = text(editor.get(narrowed.url))
    assert "1 file chosen." in page


def test_a_worker_does_many(editor, three, monkeypatch):
    monkeypatch.setattr(many, "MOST_WHILE_WAITING", 1)
    editor.post(CHANGE, sent(three, "do", tags="maps"))
    assert states() == [State.WAITING] * 3
    drain()
    assert states() == [State.CHANGED] * 3


@pytest.mark.parametrize(
    "said",
    [
        {}, {"language": "xx"}, {"audience": "friends"}, {"text": "9" * 5000},
        {"collection": "x"}, {"tags": "a" * 101}, {"tags": "a", "tags_off": "a"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("deed", ["try", "do"])
def test_bad_input(editor, three, said, deed):
    assert editor.post(CHANGE, sent(three[:1], deed, **said)).status_code == 422
    assert not FileChange.objects.exists()


def test_the_sheet_follows_the_list(editor, three):
    answer = editor.get(SHEET, {"belongs": "none"})
    rows = list(load_workbook(_bytes(answer)).active.values)
    assert rows[0][0] == "Title / Título"
    assert [row[0] for row in rows[1:]] == ["alone.txt"]
    rows = list(load_workbook(_bytes(editor.get(SHEET))).active.values)
    assert [row[0] for row in rows[1:]] == ["alone.txt", "drafted.txt", "settled.txt"]
    assert rows[3][5] == "original"


def test_the_sheet_is_for_those_who_work_with_files(client, site):
    client.force_login(people.delegate("GT"))
    answer = client.get(SHEET, follow=True)
    assert "spreadsheet" not in answer["Content-Type"]


def _bytes(answer):
    assert "no-store" in answer["Cache-Control"]
    return io.BytesIO(b"".join(answer.streaming_content))
