"""The workbook of a report is kept once, as the file beside its figures."""

from decimal import Decimal
from pathlib import Path

import pytest

from cms.documents import trash
from cms.documents.models import Document
from cms.documents.permissions import file_tokens
from cms.documents.readers.errors import UnreadableFile
from cms.works.audiences import tokens_of
from cms.works.models import Work
from cms.works.texts import work_hash
from rcm_pages.financial_reports.actions import (
    discard,
    keep_reading,
    save_figures,
    take_over,
)
from rcm_pages.financial_reports.beside import is_as_read, name_for, workbook_of
from rcm_pages.financial_reports.figures import Figures, FiguresReading
from rcm_pages.financial_reports.records import figures_of
from rcm_pages.financial_reports.workbooks import writing
from tests.factories import people
from tests.factories.finances import draft_report, statement_for

pytestmark = pytest.mark.django_db
OTHER = statement_for("II-2016", closing=Decimal("131.25"), opening=Decimal("101.00"))


@pytest.fixture
def work(site) -> Work:
    return draft_report()


def figures(work) -> Figures:
    found = figures_of(work)
    assert found is not None
    return found


def book(statement) -> bytes:
    return writing.export(statement, {"CR": "Costa Rica", "GT": "Guatemala"}, "en")


def read(work, statement=OTHER, *, name="figures.xlsx", by=None) -> FiguresReading:
    return keep_reading(
        work=work,
        statement=statement,
        notes=[],
        name=name,
        content=book(statement),
        by=by or people.editor(),
    )


def taken(work, statement=OTHER, *, name="figures.xlsx") -> Document:
    by = people.editor()
    take_over(reading=read(work, statement, name=name, by=by), by=by)
    found = workbook_of(figures(work))
    assert found is not None
    return found


def test_the_workbook_becomes_a_file_of_its_report(work):
    before = work_hash(work)
    document = taken(work, name="informe I.xlsx")
    assert document.current.name == "informe I.xlsx"
    assert Path(document.current.file.path).read_bytes() == book(OTHER)
    assert document.expression.work == work
    assert document.expression.status == "original"
    assert is_as_read(figures(work))
    assert work_hash(work) != before  # whoever decides on the report decides on it


def test_it_has_the_readers_of_the_report(work):
    document = taken(work)
    assert document.audience == ""
    assert file_tokens(document) == tokens_of(document.expression.work)


def test_it_is_kept_once_and_a_later_one_is_a_version(work):
    first = taken(work)
    again = taken(work)
    assert again == first
    assert again.versions.count() == 1
    later = taken(work, statement_for(), name="later.xlsx")
    assert later == first
    assert [v.name for v in later.versions.all()] == ["figures.xlsx", "later.xlsx"]
    assert Document.objects.count() == 1


def test_figures_that_are_the_same_get_their_file_too(work):
    document = taken(work, statement_for())
    assert figures(work).edition == 1
    assert document.versions.count() == 1
    assert is_as_read(figures(work))


def test_what_is_typed_afterwards_is_no_longer_as_read(work):
    document = taken(work)
    save_figures(work=work, statement=statement_for(), edition=2, by=people.editor())
    assert workbook_of(figures(work)) == document
    assert not is_as_read(figures(work))


def test_one_in_the_trash_is_not_beside_the_figures_and_gets_no_version(work):
    first, by = taken(work), people.editor()
    trash.put_into_trash(document=first, reason="Wrong file", by=by)
    assert workbook_of(figures(work)) is None
    assert taken(work, statement_for()) != first


def test_what_is_let_go_leaves_no_file(work):
    by = people.editor()
    discard(reading=read(work, by=by), by=by)
    assert not Document.with_trash.exists()


def test_one_that_is_no_file_of_the_archive_is_not_even_kept(work, settings):
    settings.DOCUMENTS_MAX_BYTES = 10
    with pytest.raises(UnreadableFile, match="too_large"):
        read(work)
    assert not FiguresReading.objects.exists()


def test_a_full_disk_changes_nothing(work, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    by = people.editor()
    reading = read(work, by=by)
    field = Document._meta.get_field("file")
    monkeypatch.setattr(type(field.storage), "_save", full)
    with pytest.raises(OSError, match="No space"):
        take_over(reading=reading, by=by)
    assert figures(work).edition == 1
    assert FiguresReading.objects.filter(pk=reading.pk).exists()


def test_what_was_read_before_there_were_files_is_taken_over_all_the_same(work):
    by = people.editor()
    reading = read(work, by=by)
    FiguresReading.objects.update(content=b"")
    reading.refresh_from_db()
    take_over(reading=reading, by=by)
    assert figures(work).edition == 2
    assert workbook_of(figures(work)) is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.xlsx", "a.xlsx"),
        ("a.pdf", "a.xlsx"),
        ("I-2016", "I-2016.xlsx"),
        ("", "figures.xlsx"),
        (".xlsx", ".xlsx.xlsx"),
    ],
)
def test_it_is_called_by_its_kind(name, kept):
    assert name_for(name) == kept
