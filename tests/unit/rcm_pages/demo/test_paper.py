"""Sample papers say what they are, agree between languages, and survive their files."""

import re

import pytest

from cms.conference.actors import Actor
from cms.documents.readers import read
from rcm_pages.demo.paper import (
    FOLDER,
    SAMPLE,
    Paper,
    Part,
    restated_plan,
    sample_works,
)
from rcm_pages.demo.pdf import write_pdf
from rcm_pages.demo.scan import write_scan
from rcm_pages.demo.word import write_docx

WORKS = {work.key: work for work in sample_works()}
LANGUAGES = ("en", "es")


def printed(content, name, folder):
    path = folder / name
    path.write_bytes(content)
    lines = [line for page in read(path, name=name).pages for line in page.lines]
    return (
        [line.printed for line in lines if not line.furniture and line.printed.strip()],
        {line.text for line in lines if line.furniture},
    )


def words(lines):
    """Join lines; a line that ends with a hyphen of its own goes on at once."""
    return re.sub(r"-\s+", "-", " ".join(" ".join(lines).split()))


@pytest.mark.parametrize("key", WORKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_title_block_says_sample(key, language):
    assert SAMPLE[language] in WORKS[key].papers[language].title_block


@pytest.mark.parametrize("key", WORKS)
def test_both_languages_share_paragraphs(key):
    english, spanish = (WORKS[key].papers[language].parts for language in LANGUAGES)
    for one, other in zip(english, spanish, strict=True):
        assert (one.id, one.kind, one.label) == (other.id, other.kind, other.label)
        assert one.text != other.text
        assert set(one.charged) <= set(Actor.values)
    assert len({part.id for part in english}) == len(english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_restated_plan_is_read_whole(language):
    paper = restated_plan(language)
    source = (FOLDER / "papers" / f"action_plan_{language}.txt").read_text("utf-8")
    said = [*paper.title_block]
    said += [f"{part.label} {part.text}".strip() for part in paper.parts]
    assert said == [line.strip() for line in source.splitlines() if line.strip()]
    assert SAMPLE[language] in paper.title_block
    headings = [part.label for part in paper.parts if part.kind == "heading"]
    assert headings == ["I.", "II.", "III.", "IV.", "V.", "VI."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_prints_the_same_lines(language, tmp_path):
    paper = restated_plan(language)
    lines, furniture = printed(write_docx(paper), "plan.docx", tmp_path)
    said = [*paper.title_block]
    said += [f"{part.label} {part.text}".strip() for part in paper.parts]
    assert lines == said
    assert any(SAMPLE[language] in line for line in furniture)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_numbers_by_itself(language, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(write_docx(restated_plan(language)))
    lines = [line for page in read(path, name="plan.docx").pages for line in page.lines]
    labels = [line.label for line in lines if line.label]
    assert labels.count("a)") == 6
    assert [label for label in labels if label[0] in "IV"][-1] == "VI."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_the_same_words(language, tmp_path):
    paper = restated_plan(language)
    lines, furniture = printed(write_pdf(paper), "plan.pdf", tmp_path)
    said = [*paper.title_block]
    said += [f"{part.label} {part.text}".strip() for part in paper.parts]
    assert words(lines) == words(said)
    assert any(SAMPLE[language] in line for line in furniture)


def test_the_word_file_prints_labels_of_every_kind(tmp_path):
    """Those that Word does not count by itself are typed."""
    labels = ["1.", "a)", "b)", "2.", "•", "–"]
    parts = [Part("heading", "Activities", "1.1")]
    parts += [
        Part("item", f"Item {n}", label, level=1 + (label in {"a)", "b)"}))
        for n, label in enumerate(labels)
    ]
    paper = Paper("en", ("Sample",), tuple(parts), "A title")
    lines, _furniture = printed(write_docx(paper), "labels.docx", tmp_path)
    said = [f"{part.label} {part.text}" for part in parts]
    assert lines == ["Sample", "A title", *said]


def test_a_scan_has_pictures_and_no_text(tmp_path):
    content = write_scan(restated_plan("en"))
    lines, _furniture = printed(content, "scan.pdf", tmp_path)
    assert lines == []
    assert content.count(b"/Subtype /Image") >= 2


@pytest.mark.parametrize("key", WORKS)
def test_pdfs_are_for_archives_and_for_everybody(key):
    pdf = write_pdf(WORKS[key].papers["es"])
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
