"""Many suggestions are confirmed knowingly: from a list, by one save, undone as one."""

import pytest
from django.urls import reverse

from cms.audit.models import Event
from rcm_pages.importing import actions
from rcm_pages.importing.groups import groups_of
from rcm_pages.importing.models import Import

from .imports import posted, segment, under_review

pytestmark = pytest.mark.django_db
DUE = {
    "quantity": 2, "unit": "year", "relation": "times_a", "anchor": "",
    "text": "twice a year",
}  # fmt: skip
SUBJECT, ASKED = "subject: The TS will", "asked: asks the TS"


@pytest.fixture
def record(editor):
    """Two sections, the second with one below it; three kinds of reasons."""
    rows = [
        segment("heading", "Papers", 1, label="I.", level=1),
        segment("item", "One.", 2, charged=["TS"], reasons=[SUBJECT]),
        segment("item", "Two.", 3, charged=["TS", "RCGM"], reasons=[SUBJECT]),
        segment("heading", "People", 4, label="II.", level=1),
        segment("item", "Three.", 5, charged=["TS"], reasons=[ASKED, SUBJECT]),
        segment("heading", "Children", 6, label="1.", level=2),
        segment("item", "Four.", 7, charged=["MX"], reasons=[ASKED], deadlines=[DUE]),
        segment("item", "Five.", 8, charged=["TS"], reasons=[ASKED], deadlines=[DUE]),
    ]
    return under_review(by=editor.user, segments=rows)


def address(record, key):
    return reverse("importing_confirm", args=[record.pk, key])


def now(record):
    return Import.objects.get(pk=record.pk)


def confirmed(record):
    rows = now(record).result["segments"]
    return [row.get("confirmed", []) for row in rows if row["kind"] == "item"]


def counts(record):
    return {g.key: g.count for g in groups_of(now(record).result["segments"])}


def send(person, record, key, *ones, edition=None):
    seen = record.edition if edition is None else edition
    data = {"one": ones, "edition": seen}
    return person.post(address(record, key), data, follow=True)


def test_groups_are_sections_with_those_below_and_single_reasons(record):
    assert counts(record) == {
        "section-0": 3, "section-3": 5, "section-5": 4,
        "reason-subject": 3, "reason-asked": 2, "reason-deadline": 2,
    }  # fmt: skip


def test_the_list_comes_first_and_confirms_nothing(editor, record):
    page = editor.get(address(record, "section-5")).content.decode()
    assert "4 suggestions." in page
    assert "Four." in page
    assert "“twice a year”" in page
    assert "Three." not in page
    assert confirmed(record) == [[]] * 5
    assert now(record).edition == record.edition


def test_what_stays_ticked_is_confirmed_and_nothing_else(editor, record):
    answer = send(editor, record, "section-0", "1:who-TS", "2:who-RCGM", "4:who-TS")
    assert "2 suggestions are confirmed." in answer.content.decode()
    assert confirmed(record) == [["TS"], ["RCGM"], [], [], []]
    event = Event.objects.get(verb="importing.many_confirmed")
    assert event.data == {"group": "section-0", "confirmed": 2, "edition": 1}
    assert event.actor == editor.user


def test_one_undo_takes_all_of_it_back(editor, record):
    before = now(record).result["segments"]
    send(editor, record, "reason-deadline", "6:when-0", "7:when-0")
    dues = [row["deadlines"] for row in now(record).result["segments"][6:]]
    assert all(due[0]["confirmed"] for due in dues)
    undo = reverse("importing_undo", args=[record.pk])
    editor.post(undo, {"edition": now(record).edition})
    assert now(record).result["segments"] == before


def test_what_is_judged_is_in_no_group(editor, record):
    send(editor, record, "section-0", "1:who-TS", "2:who-TS", "2:who-RCGM")
    assert "section-0" not in counts(record)
    assert editor.get(address(record, "section-0"), follow=True).status_code == 404


def test_somebody_elses_save_is_not_written_over(editor, record):
    actions.correct(
        record=record, result=record.result, type_code="action_plan", edition=0, by=None
    )
    answer = send(editor, record, "section-0", "1:who-TS", edition=0)
    assert "nothing was confirmed" in answer.content.decode()
    assert confirmed(record) == [[]] * 5


@pytest.mark.parametrize(
    "one", ["", "x", "1", "1:", "-1:who-TS", "9:who-TS", "²:who-TS", "1:who-XX\0"]
)
def test_other_words_confirm_nothing(editor, record, one):
    page = send(editor, record, "section-0", one).content.decode()
    assert "Nothing was ticked" in page
    assert now(record).edition == record.edition


def test_corrections_are_saved_on_the_way_to_the_list(editor, record):
    page = editor.get(reverse("importing_review", args=[record.pk])).content.decode()
    assert 'value="group:reason-asked"' in page
    said = posted(record, **{"do": "group:reason-asked", "s-1-text": "Another word."})
    answer = editor.post(reverse("importing_review", args=[record.pk]), said)
    assert answer.url == address(record, "reason-asked")
    assert now(record).result["segments"][1]["text"] == "Another word."


def test_others_may_not(approver, record):
    approver.post(address(record, "section-0"), {"one": ["1:who-TS"], "edition": 0})
    assert confirmed(record) == [[]] * 5
