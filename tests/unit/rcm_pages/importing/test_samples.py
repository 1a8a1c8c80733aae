"""Our own restatement of the Action Plan: the same outline in both languages."""

import re

import pytest

from cms.documents.readers import read
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.segments import parse
from tests import papers

from . import action_plan as plan

ENGLISH = (
    "XX VICE-MINISTERIAL MEETING",
    "SAMPLE, NOT AN ADOPTED TEXT",
    "REGIONAL CONFERENCE ON MIGRATION (RCM)",
    "Mexico City",
    "November 11-12, 2015",
    "ACTION PLAN FOR A STRONGER CONFERENCE",
)
SPANISH = (
    "XX REUNIÓN VICEMINISTERIAL",
    "MUESTRA, NO ES UN TEXTO ADOPTADO",
    "CONFERENCIA REGIONAL SOBRE MIGRACIÓN (CRM)",
    "Ciudad de México",
    "11 y 12 de noviembre de 2015",
    "PLAN DE ACCIÓN PARA UNA CONFERENCIA MÁS FUERTE",
)
GERUNDS = {
    "en": ["Recalling", "Believing", "Wishing", "Noting"],
    "es": ["Recordando", "Creyendo", "Deseando", "Notando"],
}
# The restatement says "before they part" where the plan names the session's end.
DEADLINES = {
    place: due for place, due in plan.DEADLINES.items() if place != ("II.", "b)")
}


@pytest.fixture(params=["en", "es"])
def sample(request):
    return papers.SAMPLE_EN if request.param == "en" else papers.SAMPLE_ES


def block(path):
    return ENGLISH if path == papers.SAMPLE_EN else SPANISH


def check(file, path):
    paper = parse(file)
    assert paper.title_block == block(path)
    assert paper.title == block(path)[-1]
    assert paper.place == block(path)[3]
    assert paper.language == path.stem[-2:]
    assert (paper.body_name, paper.ordinal) == ("vice_ministerial", 20)
    assert (paper.starts_on, paper.ends_on) == (plan.FIRST_DAY, plan.LAST_DAY)
    assert paper.work_type == "action_plan"
    assert plan.outline(paper) == plan.OUTLINE
    assert plan.charged(paper) == plan.CHARGED
    assert plan.deadlines(paper) == DEADLINES
    assert lost_characters(file.text, paper) == []
    return paper


def test_text(sample):
    paper = check(read(sample, name="a.txt"), sample)
    preambles = [s.text.split()[0] for s in paper.segments if s.kind == "preamble"]
    assert preambles == GERUNDS[paper.language]


def test_word(sample, tmp_path):
    path = papers.write_docx(tmp_path / "a.docx", sample)
    check(read(path, name="a.docx"), sample)


@pytest.mark.libreoffice
def test_pdf(sample, tmp_path):
    path = papers.write_pdf(tmp_path / "a.pdf", sample)
    check(read(path, name="a.pdf"), sample)


@pytest.mark.shared
def test_no_sentence_is_copied():
    """Names of bodies and their duties recur; twelve words in a row never do."""
    adopted = _runs(papers.action_plan_path())
    assert _runs(papers.SAMPLE_EN) & adopted == set()


def _runs(path):
    runs = set()
    for line in path.read_text(encoding="utf-8").lower().splitlines():
        words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", line)
        runs |= {" ".join(words[at : at + 12]) for at in range(len(words) - 11)}
    return runs
