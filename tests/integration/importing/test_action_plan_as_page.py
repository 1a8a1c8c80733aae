"""The Action Plan from its file to its page: structure and charges, nothing lost."""

from collections import Counter

import pytest

from cms.audit.models import Event
from rcm_pages.importing import actions
from tests import papers
from tests.unit.rcm_pages.importing import action_plan as plan

from .imports import all_confirmed, vm

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
# Items below each heading, as a reader counts them in the paper.
ITEMS = {"I.": 2, "II.": 5, "III.": 4, "IV.": 2, "V.": 3, "VI.": 3}


def built(path, by):
    with path.open("rb") as content:
        record = actions.take_in(
            meeting=vm(), content=content, name=path.name, queue=False, by=by
        )
    record = actions.run_recognition(record=record)
    assert record.state == "review"
    return actions.build(record=all_confirmed(record), by=by)


def check(record):
    paragraphs = record.page.specific.get_latest_revision_as_object().paragraphs()
    outline = [(p.kind, p.label, p.level) for p in paragraphs]
    # The page says the level of items only.
    assert outline == [
        (kind, label, level if kind == "item" else 0)
        for kind, label, level in plan.OUTLINE
    ]
    counts, charged, section = Counter(), {}, ""
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            section = paragraph.label
        counts[section] += paragraph.kind == "item"
        if paragraph.charged:
            charged[section, paragraph.label] = paragraph.charged
    assert {label: counts[label] for label in ITEMS} == ITEMS
    assert charged == plan.CHARGED
    event = Event.objects.get(verb="importing.built")
    assert event.data["characters_lost"] == 0
    assert record.page.specific.title_block.split("\n") == list(plan.TITLE_BLOCK)


def test_from_text(editor):
    check(built(papers.action_plan_path(), editor.user))


def test_from_word(editor, tmp_path):
    check(built(papers.write_docx(tmp_path / "plan.docx"), editor.user))


def test_from_a_web_page(editor, tmp_path):
    check(built(papers.write_html(tmp_path / "plan.html"), editor.user))


@pytest.mark.libreoffice
def test_from_pdf(editor, tmp_path):
    check(built(papers.write_pdf(tmp_path / "plan.pdf"), editor.user))
