"""Tracked changes in Word: listed, accepted or rejected, never silently taken."""

import docx
import pytest

from cms.documents.readers import read
from cms.documents.readers.changes import Change

from .word_files import append

WHO = 'w:author="Ana" w:date="2015-11-01T10:00:00Z"'


def run(text, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(text, number=1):
    return f'<w:ins w:id="{number}" {WHO}>{run(text)}</w:ins>'


def gone(text, number=2):
    return f'<w:del w:id="{number}" {WHO}>{run(text, "delText")}</w:del>'


def mark(tag):
    return f'<w:pPr><w:rPr><w:{tag} w:id="9" {WHO}/></w:rPr></w:pPr>'


def reread(tmp_path, *paragraphs, settled="accepted", comment=""):
    document = docx.Document()
    for inside in paragraphs:
        append(document, f"<w:p>{inside}</w:p>")
    if comment:
        document.add_comment(document.paragraphs[0].runs, comment, author="Luis")
    document.save(tmp_path / "x.docx")
    return read(tmp_path / "x.docx", name="x.docx", settled=settled)


@pytest.mark.parametrize(
    ("settled", "text"),
    [("accepted", "To meet in autumn"), ("rejected", "To meet in spring")],
)
def test_words(tmp_path, settled, text):
    paragraph = run("To meet ") + gone("in spring") + ins("in ") + ins("autumn", 3)
    found = reread(tmp_path, paragraph, settled=settled)
    assert found.text == text
    assert found.notes == ("tracked_changes",)
    assert found.changes == (
        Change("deletion", "in spring", "Ana", "2015-11-01T10:00:00Z"),
        Change("insertion", "in autumn", "Ana", "2015-11-01T10:00:00Z"),
    )


@pytest.mark.parametrize(
    ("settled", "lines"),
    [
        ("accepted", ["To meet often", "in two", "rooms"]),
        ("rejected", ["To meet ", "often", "in two rooms"]),
    ],
)
def test_paragraph_marks(tmp_path, settled, lines):
    """A deleted mark joins two paragraphs, as does an inserted one that is rejected."""
    paragraphs = (
        mark("del") + run("To meet "),
        run("often"),
        mark("ins") + run("in two"),
        gone(" ") + run("rooms"),
    )
    found = reread(tmp_path, *paragraphs, settled=settled)
    assert found.text.split("\n") == lines


@pytest.mark.parametrize("settled", ["accepted", "rejected"])
def test_moved_words_stand_once(tmp_path, settled):
    away = f'<w:moveFrom w:id="1" {WHO}>{run("moved")}</w:moveFrom>'
    here = f'<w:moveTo w:id="2" {WHO}>{run("moved")}</w:moveTo>'
    found = reread(tmp_path, run("one ") + away, run("two ") + here, settled=settled)
    place = 0 if settled == "rejected" else 1
    assert ["moved" in line for line in found.text.split("\n")] == [
        place == 0,
        place == 1,
    ]


def test_formatting_that_was_rejected_is_put_back(tmp_path):
    before = '<w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>'
    now = (
        f'<w:pPr><w:pStyle w:val="ListBullet"/><w:pPrChange w:id="1" {WHO}>'
        f"{before}</w:pPrChange></w:pPr>"
    )
    assert reread(tmp_path, now + run("item")).pages[0].lines[0].label == "•"
    found = reread(tmp_path, now + run("item"), settled="rejected")
    assert found.pages[0].lines[0].label == "1."
    assert [(one.kind, one.text) for one in found.changes] == [("formatting", "item")]


def test_comments_are_listed_and_no_part_of_the_text(tmp_path):
    found = reread(tmp_path, run("To meet"), comment="Is this agreed?")
    assert found.text == "To meet"
    assert found.notes == ("comments",)
    (comment,) = found.changes
    assert (comment.kind, comment.text, comment.author) == (
        *("comment", "Is this agreed?", "Luis"),
    )


def test_a_paper_without_changes_has_none(tmp_path):
    found = reread(tmp_path, run("To meet"))
    assert (found.changes, found.notes) == ((), ())


def test_a_long_change_is_shown_by_its_beginning(tmp_path):
    (change,) = reread(tmp_path, ins("word " * 200)).changes
    assert len(change.text) <= 301
    assert change.text.endswith("…")
