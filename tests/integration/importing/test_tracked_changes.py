"""A paper with tracked changes: shown, asked about, never silently taken."""

import docx
import pytest
from django.urls import reverse

from cms.audit.models import Event
from rcm_pages.importing import actions
from rcm_pages.importing.models import Import
from rcm_pages.importing.settling import settle_changes
from tests.unit.cms.documents.readers.test_docx_changes import gone, ins, run
from tests.unit.cms.documents.readers.word_files import append

from .imports import posted, rows, said, under_review, waiting

pytestmark = pytest.mark.django_db
FOUND = [
    {"kind": "insertion", "text": "in autumn", "author": "Ana", "when": "2015-11-01"},
    {"kind": "deletion", "text": "in spring", "author": "Ana", "when": "2015-11-01"},
    {"kind": "comment", "text": "<b>Agreed?</b>", "author": "Luis", "when": ""},
]


@pytest.fixture
def record(editor):
    record = waiting(by=editor.user, queue=False)
    return actions.keep_recognition(record=record, said=said() | {"changes": FOUND})


@pytest.fixture
def word(tmp_path):
    """Give a real paper with a change in it."""
    document = docx.Document()
    for line in ("ACTION PLAN", "The Vice-Ministers agree:"):
        document.add_paragraph(line)
    append(document, f"<w:p>{run('a) To meet ')}{gone('in spring')}{ins('now')}</w:p>")
    document.save(tmp_path / "x.docx")
    return (tmp_path / "x.docx").read_bytes()


def review(client, record, tongue="en"):
    client.cookies["django_language"] = tongue
    return client.get(reverse("importing_review", args=[record.pk]))


def settle(client, record, word, edition=None):
    address = reverse("importing_settle", args=[record.pk])
    edition = record.edition if edition is None else edition
    return client.post(address, {"settled": word, "edition": edition}, follow=True)


def again(record):
    return Import.objects.get(pk=record.pk)


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_they_are_counted_and_listed(editor, record):
    response = review(editor, record)
    assert response.context["tracked"].counted == "2 tracked changes, 1 comment"
    page = response.content.decode()
    assert "This paper holds 2 tracked changes, 1 comment." in page
    assert "<ins>in autumn</ins>" in page
    assert "<del>in spring</del>" in page
    assert "&lt;b&gt;Agreed?&lt;/b&gt;" in page


def test_a_paper_without_them_shows_nothing(editor):
    response = review(editor, under_review(by=editor.user))
    assert response.context["tracked"] is None


def test_no_page_is_made_before_somebody_has_judged(editor, record):
    address = reverse("importing_review", args=[record.pk])
    before = rows()
    response = editor.post(address, posted(record, do="build"))
    (message,) = told(response)
    assert message.startswith("Say first whether the tracked changes")
    assert rows() == before
    settle(editor, record, "accepted")
    assert again(record).result["changes"]["decided"] is True
    editor.post(address, posted(again(record), do="build"))
    assert again(record).state == Import.State.DONE


def test_comments_alone_ask_for_nothing(editor):
    record = waiting(by=editor.user, queue=False)
    comments = said() | {"changes": FOUND[2:]}
    record = actions.keep_recognition(record=record, said=comments)
    assert actions.build(record=record, by=editor.user).state == Import.State.DONE


def test_accepting_keeps_corrections_and_can_be_undone(editor, record):
    record = actions.correct(
        record=record,
        result={"place": "Belize"},
        type_code=record.type_code,
        edition=0,
        by=editor.user,
    )
    assert "settled" in told(settle(editor, record, "accepted"))[0]
    record = again(record)
    assert (record.result["place"], record.edition) == ("Belize", 2)
    record = actions.undo(record=record, edition=2, by=editor.user)
    assert record.result["changes"]["decided"] is False
    event = Event.objects.get(verb="importing.changes_settled")
    assert event.data == {"settled": "accepted", "changes": 3}


def test_rejecting_reads_the_paper_again(
    editor, word, django_capture_on_commit_callbacks
):
    record = waiting(by=editor.user, content=word, name="x.docx", queue=False)
    record = actions.run_recognition(record=record)
    assert record.source_lines[-1] == "a) To meet now"
    with django_capture_on_commit_callbacks(execute=True):
        settle_changes(record=record, settled="rejected", edition=0, by=editor.user)
    record = actions.run_recognition(record=again(record))
    assert record.state == Import.State.REVIEW
    assert record.source_lines[-1] == "a) To meet in spring"
    changes = record.result["changes"]
    assert (changes["settled"], changes["decided"]) == ("rejected", True)
    assert len(changes["found"]) == 2
    settle_changes(
        record=record, settled="accepted", edition=record.edition, by=editor.user
    )
    record = actions.run_recognition(record=again(record))
    assert record.source_lines[-1] == "a) To meet now"


def test_bad_requests_change_nothing(editor, client, record):
    assert told(settle(editor, record, "perhaps"))[0].startswith("Say whether")
    assert told(settle(editor, record, "accepted", edition="x" * 20))
    assert told(settle(editor, record, "accepted", edition=7))[0].startswith("Somebody")
    assert again(record).edition == 0
    settle(editor, record, "accepted")
    actions.build(record=again(record), by=editor.user)
    address = reverse("importing_settle", args=[record.pk])
    assert (
        editor.post(address, {"settled": "accepted", "edition": 1}).status_code == 302
    )
    assert client.post(address, {"settled": "accepted"}).status_code == 302
    assert editor.get(address).status_code == 405
    assert Event.objects.filter(verb="importing.changes_settled").count() == 1


def test_of_what_the_child_says_only_changes_are_kept(editor):
    record = waiting(by=editor.user, queue=False)
    wrong = [{"kind": "order"}, "text", {"kind": "deletion", "text": 5, "more": 1}]
    record = actions.keep_recognition(record=record, said=said() | {"changes": wrong})
    assert record.result["changes"]["found"] == [
        {"kind": "deletion", "text": "5", "author": "", "when": ""}
    ]


def test_the_command_leaves_such_a_paper_for_review(editor, word, tmp_path):
    from rcm_pages.importing.folder import import_papers

    (tmp_path / "x.docx").write_bytes(word)
    from .imports import vm

    (outcome,) = import_papers([tmp_path / "x.docx"], meeting=vm(), build=True, by=None)
    assert outcome.word == "kept"
