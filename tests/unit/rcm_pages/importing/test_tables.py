"""Tables in plain texts: rows, what their columns say, and the same said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.readers import ReadFile, ReadLine, ReadPage
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.segments import parse
from rcm_pages.importing.tables import cells_of, columns_of, said_when, said_who


def paper_of(text):
    file = ReadFile(
        kind="txt", pages=(ReadPage(1, tuple(map(ReadLine, text.split("\n")))),)
    )
    paper = parse(file)
    assert lost_characters(file.text, paper) == []
    return paper


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Course\tPPT\tJune 2030", ("Course", "PPT", "June 2030")),
        ("| Course | PPT | June 2030 |", ("Course", "PPT", "June 2030")),
        ("Course     PPT     June 2030", ("Course", "PPT", "June 2030")),
        ("Total\t500", ("Total", "500")),
        # A label with a tab behind it, a gap in a title, a sentence.
        ("1.\tTo thank Belize", ()),
        ("•\tCourse", ()),
        ("San José     Costa Rica", ()),
        ("To thank Belize", ()),
    ],
)
def test_cells(line, cells):
    assert cells_of(line) == cells


@pytest.mark.parametrize("head", ["Actividad\tResponsables\tPlazo de entrega",
                                  "Activity\tResponsible\tDue date"])  # fmt: skip
def test_columns(head):
    columns = columns_of(cells_of(head))
    assert (columns.who, columns.when) == (1, 2)


def test_a_table_without_duties_has_no_such_columns():
    assert columns_of(("Item", "Dollars")) is None


def test_rows_charge_whom_their_column_names():
    paper = paper_of(
        "WORK PLAN\nMexico City, March 3, 2030\n\n"
        "No.\tActivity\tResponsible\tDeadline\n"
        "1\tMap of shelters sent to the TS\tMexico and IOM\tMay 2030\n"
        "2\tReport\tTechnical Secretariat\t15 June 2030\n"
        "\nTotals\n\nTranslation by the TS\t500\n"
    )
    head, one, two, *_rest, last = paper.segments
    assert head.kind == "paragraph"
    assert (one.kind, one.label, one.level) == ("item", "1", 1)
    assert one.charged == ("MX", "IO")
    assert one.reasons[0] == "table: Mexico and IOM"
    assert [(d.relation, d.anchor) for d in one.deadlines] == [("during", "2030-05")]
    assert two.charged == ("TS",)
    assert [(d.relation, d.anchor) for d in two.deadlines] == [("by", "2030-06-15")]
    # A row of a table without such columns is only a paragraph.
    assert (last.kind, last.charged) == ("paragraph", ())


@pytest.mark.parametrize(
    ("text", "who", "when"),
    [
        ("Responsible: TS and PPT. Deadline: 3 May 2030.", "TS and PPT", "3 May 2030"),
        ("Curso en línea. Responsables: OIM. Plazo: tres meses", "OIM", "tres meses"),
        ("The TS is responsible for it", "", ""),
    ],
)
def test_said_in_words(text, who, when):
    assert (said_who(text), said_when(text)) == (who, when)


@given(st.lists(st.text("ab1. \t|", max_size=12), max_size=6))
def test_whatever_looks_like_a_table_is_kept_whole(lines):
    paper_of("\n".join(lines))
