"""Presentations: slides as pages, with tables and notes."""

import zipfile

import pytest
from pptx import Presentation
from pptx.util import Inches

from cms.documents.readers import UnreadableFile, read
from tests import papers


def show():
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    body = slide.placeholders[1].text_frame
    body.text = "First point\vgoes on"
    below = body.add_paragraph()
    below.text, below.level = "below it", 1
    slide.shapes.title.text = "Red consular"
    cells = slide.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    cells.cell(0, 0).text, cells.cell(0, 1).text = "País", "Año"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "in a group"
    slide.notes_slide.notes_text_frame.text = "Say it slowly"
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "Second"
    return made


def reread(tmp_path, made):
    made.save(tmp_path / "x.pptx")
    return read(tmp_path / "x.pptx", name="x.pptx")


def test_each_slide_is_a_page(tmp_path):
    made = show()
    made.core_properties.title = "A talk"
    found = reread(tmp_path, made)
    assert [[line.text for line in page.lines] for page in found.pages] == [
        [
            *("Red consular", "First point", "goes on", "below it", "País\tAño"),
            *("in a group", "Say it slowly"),
        ],
        ["Second"],
    ]
    assert [line.level for line in found.pages[0].lines[:4]] == [0, 0, 0, 1]
    assert (found.kind, found.title, found.pages[0].width) == ("pptx", "A talk", 720)
    assert found.pages[0].lines[0].style == "Title"


def test_a_hidden_slide_is_noted_and_not_read(tmp_path):
    made = show()
    made.slides[0].element.set("show", "0")
    found = reread(tmp_path, made)
    assert [page.number for page in found.pages] == [2]
    assert (found.text, found.notes) == ("Second", ("hidden_parts",))


def refused(path):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name="x.pptx")
    return refusal.value.code


def test_what_gives_nothing_is_refused(tmp_path):
    path = tmp_path / "x.pptx"
    Presentation().save(path)
    assert refused(path) == "empty"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
    assert refused(path) == "broken"
    bomb = papers.write_bomb(path, 20, member="ppt/presentation.xml")
    assert refused(bomb) == "zip_bomb"
