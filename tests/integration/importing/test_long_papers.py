"""Papers of any length are reviewed a part at a time, and saved whole."""

import pytest
from django.urls import reverse

from rcm_pages.importing.models import Import

from .imports import posted, segment, under_review

pytestmark = pytest.mark.django_db
MANY = 2_050


@pytest.fixture
def record(editor):
    items = [
        segment("item", f"Task {n}.", n + 1, label="-", level=1) for n in range(MANY)
    ]
    record = under_review(by=editor.user, segments=items)
    record.source_lines = [f"- Task {n}." for n in range(MANY)]
    record.save()
    return record


def address(record, screen=1):
    return f"{reverse('importing_review', args=[record.pk])}?screen={screen}"


def part(record, screen, **changes):
    """Return what the browser posts from one part of the paper."""
    start = 100 * (screen - 1)
    rows = record.result["segments"][start : start + 100]
    data = posted(record) | {"screen": screen}
    data = {key: value for key, value in data.items() if not key.startswith("s-")}
    data |= {"s-TOTAL_FORMS": len(rows), "s-INITIAL_FORMS": len(rows)}
    for place, row in enumerate(rows):
        for name in ("kind", "label", "level", "text"):
            data[f"s-{place}-{name}"] = row[name]
        data[f"s-{place}-origin"] = start + place
    return data | changes


def texts(record):
    return [s["text"] for s in Import.objects.get(pk=record.pk).result["segments"]]


def test_each_part_shows_its_paragraphs_and_lines(editor, record):
    first = editor.get(address(record)).context
    last = editor.get(address(record, 21)).context
    assert [len(first["rows"]), len(last["rows"])] == [100, 50]
    assert [first["lines"][0]["number"], first["lines"][-1]["number"]] == [1, 100]
    assert [last["lines"][0]["number"], last["lines"][-1]["number"]] == [2001, MANY]
    assert last["lines"][0]["row"] == last["rows"][0]["index"] == 2000
    assert (last["screens"].before, last["screens"].after) == (20, 0)


@pytest.mark.parametrize("screen", ["0", "-3", "99", "x", ""])
def test_a_part_that_is_not_there_shows_another(editor, record, screen):
    context = editor.get(address(record, screen)).context
    assert 1 <= context["screens"].number <= 21


def test_what_is_saved_is_the_whole_paper(editor, record):
    sent = part(record, 3, **{"s-7-text": "Changed."}, do="go:4")
    response = editor.post(address(record, 3), sent)
    assert response.headers["Location"].endswith("?screen=4")
    found = texts(record)
    assert len(found) == MANY
    assert (found[206], found[207], found[208]) == (
        "Task 206.",
        "Changed.",
        "Task 208.",
    )


def test_a_join_reaches_over_the_edge_of_a_part(editor, record):
    editor.post(address(record, 2), part(record, 2, do="join:100"))
    found = texts(record)
    assert len(found) == MANY - 1
    assert found[99] == "Task 99. - Task 100."


def test_a_form_that_came_in_half_saves_nothing(editor, record):
    half = part(record, 2, **{"s-TOTAL_FORMS": 50})
    response = editor.post(address(record, 2), half)
    assert response.status_code == 422
    assert texts(record) == [f"Task {n}." for n in range(MANY)]


def test_the_page_is_made_of_all_parts(editor, record):
    editor.post(address(record), part(record, 1, do="build"))
    record.refresh_from_db()
    assert record.state == "done"
    assert len(record.page.specific.body) == MANY
