"""What falls due: by class, counted from the latest date, and what never does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts.models import User
from cms.audit.models import Event
from cms.distribution.models import Notice
from cms.documents.models import Document, DocumentVersion
from cms.documents.trash import take_out
from cms.keeping import actions, classes, removal
from cms.keeping.due import due_file, files_due, works_due, years_after, years_before
from cms.keeping.models import ItemRetention, Keep, RetentionClass, Review
from cms.keeping.reviewing import look_for_what_is_due
from cms.works.models import Work
from tests.factories import people, works
from tests.factories.documents import text_file

WHY = "As the Secretariat said in May."
LATER = dt.date(2060, 5, 1)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 80))
def test_what_is_due_after_years_was_so_many_years_before(day, years):
    """Due from the first day on which it is as old as its class says, no sooner."""
    due = years_after(day, years)
    assert years_before(due, years) >= day
    assert years_before(due - dt.timedelta(days=1), years) < day


@pytest.fixture
def keeper(site):
    return people.archivist()


def new_file(name: str = "list.txt", *, on: dt.date = dt.date(2026, 1, 5)) -> Document:
    document = text_file(by=None, name=name)
    at = dt.datetime(on.year, on.month, on.day, 12, tzinfo=dt.UTC)
    Document.objects.filter(pk=document.pk).update(created_at=at)
    DocumentVersion.objects.filter(document=document).update(created_at=at)
    return Document.objects.get(pk=document.pk)


@pytest.mark.django_db
def test_a_draft_that_nobody_decided_on_falls_due(site):
    work = works.draft_action_plan()
    years = classes.class_for("action_plan").years
    last = max(work.created_at.date(), work.meeting.ends_on)
    assert not works_due(years_after(last, years) - dt.timedelta(days=1))
    assert list(works_due(LATER)) == [work]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [
        works.recorded_action_plan,
        works.adopted_action_plan,
        works.submitted_action_plan,
    ],
)
def test_what_was_decided_on_or_waits_never_does(site, make):
    make()
    assert not works_due(LATER)


@pytest.mark.django_db
def test_whatever_the_table_says_what_was_adopted_stays(site, keeper):
    work = works.adopted_action_plan()
    for deed in (
        lambda: actions.remove(item=work, reason=WHY, by=keeper),
        lambda: actions.keep_longer(item=work, until=LATER, reason=WHY, by=keeper),
    ):
        with pytest.raises(actions.RetentionError, match="kept for ever"):
            deed()
    assert not ItemRetention.objects.exists()


@pytest.mark.django_db
def test_a_summary_is_kept_for_ever_even_as_a_draft(site):
    """It is part of the historical memory of the Conference (II.b)."""
    works.draft_text("executive_summary")
    assert classes.class_for("executive_summary").source == "II.b"
    assert not works_due(LATER)


@pytest.mark.django_db
def test_a_file_falls_due_by_its_newest_version(keeper):
    document = new_file()
    assert not files_due(dt.date(2036, 1, 4))
    assert list(files_due(dt.date(2036, 1, 5))) == [document]
    rows = classes.table()
    assert due_file(document, rows).since == dt.date(2036, 1, 5)
    newer = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
    DocumentVersion.objects.filter(document=document).update(created_at=newer)
    assert not files_due(dt.date(2036, 1, 5))
    assert list(files_due(dt.date(2037, 6, 1))) == [document]


@pytest.mark.django_db
def test_a_list_of_participants_falls_due_sooner(keeper):
    document = new_file()
    actions.reclassify(item=document, code="participants_list", reason=WHY, by=keeper)
    assert list(files_due(dt.date(2028, 1, 5))) == [document]
    row = due_file(Document.objects.get(), classes.table()).row
    assert row.keep == Keep.PERSONAL
    actions.reclassify(item=document, code="for_ever", reason=WHY, by=keeper)
    assert not files_due(LATER)
    event = Event.objects.filter(verb="keeping.reclassified").last()
    assert (event.actor, event.data["code"]) == (keeper, "for_ever")


@pytest.mark.django_db
def test_a_file_of_a_paper_is_kept_with_it(keeper):
    work = works.draft_action_plan()
    document = text_file(by=None, expression=work.expressions.get(language="en"))
    assert not files_due(LATER)
    with pytest.raises(actions.RetentionError, match="belongs to a paper"):
        actions.remove(item=document, reason=WHY, by=keeper)


@pytest.mark.django_db
def test_kept_longer_it_falls_due_again(keeper):
    document = new_file()
    until = dt.date(2040, 1, 1)
    actions.keep_longer(item=document, until=until, reason=WHY, by=keeper)
    assert not files_due(dt.date(2039, 12, 31))
    assert not files_due(until)
    assert list(files_due(dt.date(2040, 1, 2))) == [document]
    past = dt.date(2020, 1, 1)
    with pytest.raises(actions.RetentionError, match="day to come"):
        actions.keep_longer(item=document, until=past, reason=WHY, by=keeper)


@pytest.mark.django_db
def test_removed_a_file_goes_into_the_trash_and_comes_back(keeper):
    document = new_file()
    actions.remove(item=document, reason=WHY, by=keeper)
    assert not Document.objects.filter(pk=document.pk).exists()
    put_away = Document.with_trash.get(pk=document.pk)
    assert put_away.trash_reason == WHY
    assert put_away.current.file.storage.exists(put_away.current.file.name)
    verbs = Event.objects.about(document).values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["keeping.marked", "documents.trashed"]
    back = take_out(document=put_away, by=keeper)
    actions.unmark(item=back, reason=WHY, by=keeper)
    assert list(files_due(LATER)) == [document]


@pytest.mark.django_db
def test_what_the_trash_refuses_is_not_marked(keeper, monkeypatch):
    def refuse(_item: Document, *, reason: str, by: User) -> None:
        raise PermissionDenied(reason)

    monkeypatch.setitem(removal._removers, "documents.document", refuse)
    document = new_file()
    with pytest.raises(PermissionDenied):
        actions.remove(item=document, reason=WHY, by=keeper)
    assert not ItemRetention.objects.exists()


@pytest.mark.django_db
def test_without_a_trash_it_is_marked_and_nothing_is_gone(keeper):
    work = works.draft_action_plan()
    actions.remove(item=work, reason=WHY, by=keeper)
    assert not works_due(LATER)
    assert ItemRetention.objects.get().marked_at
    actions.unmark(item=work, reason=WHY, by=keeper)
    assert list(works_due(LATER)) == [work]


@pytest.mark.django_db
def test_who_may_say_it_and_with_a_reason(site, keeper):
    document = new_file()
    for person in (people.editor(), people.head_of_delegation("CR")):
        with pytest.raises(PermissionDenied):
            actions.remove(item=document, reason=WHY, by=person)
    with pytest.raises(actions.RetentionError, match="say why"):
        actions.remove(item=document, reason=" no ", by=keeper)
    with pytest.raises(actions.RetentionError, match="no such class"):
        actions.reclassify(item=document, code="action_plan", reason=WHY, by=keeper)
    delegations = works.draft_action_plan()
    Work.objects.filter(pk=delegations.pk).update(prepared_by=1)
    theirs = Work.objects.get(pk=delegations.pk)
    theirs.save()
    with pytest.raises(PermissionDenied):
        actions.remove(item=theirs, reason=WHY, by=keeper)


@pytest.mark.django_db
def test_the_table_changes_by_its_action_alone(site, keeper):
    row = classes.class_for("file")
    for write in (
        row.save,
        row.delete,
        RetentionClass.objects.all().delete,
        lambda: RetentionClass.objects.update(years=1),
    ):
        with pytest.raises(TypeError):
            write()
    changes = {"keep": Keep.REVIEW, "years": 3, "source": "Decision of 3 May"}
    with pytest.raises(PermissionDenied):
        actions.change_class(code="file", changes=changes, reason=WHY, by=keeper)
    boss = people.coordinator()
    actions.change_class(code="file", changes=changes, reason=WHY, by=boss)
    document = new_file()
    assert list(files_due(dt.date(2029, 1, 5))) == [document]
    event = Event.objects.get(verb="keeping.class_changed")
    assert event.data["changes"]["years"] == [10, 3]
    again = {"code": "file", "changes": changes, "reason": WHY, "by": boss}
    actions.change_class(**again)
    assert Event.objects.filter(verb="keeping.class_changed").count() == 1
    with pytest.raises(actions.RetentionError, match="how many"):
        actions.change_class(code="file", changes={"years": None}, reason=WHY, by=boss)
    with pytest.raises(actions.RetentionError, match="its name says"):
        actions.change_class(
            code="for_ever", changes={"keep": "review", "years": 2}, reason=WHY, by=boss
        )


@pytest.mark.django_db
def test_the_keepers_are_told_once_of_what_is_new(site, keeper):
    new_file()
    people.editor()
    assert look_for_what_is_due(dt.date(2035, 1, 1)).files == 0
    assert not Notice.objects.exists()
    assert look_for_what_is_due(dt.date(2036, 1, 5)).files == 1
    notice = Notice.objects.get()
    assert notice.recipient == keeper
    assert notice.context["new"] == 1
    assert look_for_what_is_due(dt.date(2036, 1, 5)) is None
    look_for_what_is_due(dt.date(2036, 1, 6))
    assert Notice.objects.count() == 1
    assert Review.objects.count() == 3
