"""What one look at an import costs: each thing is worked out once."""

import pytest
from django.urls import reverse

from rcm_pages.importing import pairs, suggestions

from .imports import said, segment, under_review

pytestmark = pytest.mark.django_db


def look(person, record):
    return person.get(reverse("importing_review", args=[record.pk]))


@pytest.fixture
def counted(monkeypatch):
    """Count the alignments."""
    calls = []
    plain = pairs.align

    def align(first, second):
        calls.append((len(first), len(second)))
        return plain(first, second)

    monkeypatch.setattr(pairs, "align", align)
    return calls


def test_two_papers_are_aligned_once(editor, counted):
    under_review(by=editor.user, language="es")
    record = under_review(by=editor.user)
    assert look(editor, record).context["beside"] is not None
    assert counted == [(4, 4)]


def test_a_paper_and_a_draft_are_aligned_once(editor, counted):
    from rcm_pages.importing import actions

    actions.build(record=under_review(by=editor.user, language="es"), by=editor.user)
    record = under_review(by=editor.user)
    counted.clear()
    assert look(editor, record).context["beside"].sister.expression is not None
    assert counted == [(4, 4)]


def test_suggestions_are_counted_without_words(editor, monkeypatch):
    rows = [segment("item", f"Row {n}.", n, charged=["TS"]) for n in range(1, 241)]
    record = under_review(by=editor.user, segments=rows)
    spoken = []
    plain = suggestions.actors.name_of
    monkeypatch.setattr(
        suggestions.actors, "name_of", lambda c: spoken.append(c) or plain(c)
    )
    assert look(editor, record).context["left"] == 240
    # Words are for the hundred paragraphs shown.
    assert len(spoken) == 100


def test_more_paragraphs_need_no_more_queries(editor, django_assert_max_num_queries):
    look(editor, under_review(by=editor.user))
    due = {"quantity": None, "unit": "", "relation": "at", "anchor": "next_meeting"}
    rows = [
        segment("item", f"Row {n}.", n, deadlines=[due | {"text": "at its next"}])
        for n in range(1, 90)
    ]
    record = under_review(by=editor.user, segments=rows, content=b"many")
    with django_assert_max_num_queries(70) as asked:
        look(editor, record)
    tables = [q["sql"] for q in asked if 'FROM "conference_body"' in q["sql"]]
    assert len(tables) <= 1, tables


def test_said_has_a_precision(editor):
    assert "precision" not in said()["result"]
    record = under_review(by=editor.user)
    page = look(editor, record)
    assert page.context["head"]["precision"].value() == "day"
