"""The peers of our readers: the plain library's text of a file, nothing around it."""

from __future__ import annotations

import email
import email.policy
import html.parser
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def pdf(path: Path) -> int:
    """Read with pypdfium2."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def docx(path: Path) -> int:
    """Read with python-docx."""
    import docx as word

    return sum(len(paragraph.text) for paragraph in word.Document(path).paragraphs)


def odt(path: Path) -> int:
    """Read with the standard library's ZIP and XML."""
    with zipfile.ZipFile(path) as parts, parts.open("content.xml") as content:
        tree = ElementTree.parse(content)  # noqa: S314 - a file that we have made
        return sum(map(len, tree.getroot().itertext()))


def rtf(path: Path) -> int:
    """Read with striprtf."""
    from striprtf.striprtf import rtf_to_text

    return len(rtf_to_text(path.read_text()))


def xlsx(path: Path) -> int:
    """Read with openpyxl."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    try:
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return sum(len(str(cell)) for row in rows for cell in row)
    finally:
        book.close()


def pptx(path: Path) -> int:
    """Read with python-pptx."""
    import pptx as slides

    return sum(
        len(shape.text_frame.text)
        for slide in slides.Presentation(path).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


def eml(path: Path) -> int:
    """Read with the standard library's mail package."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    return len(body.get_content()) if body else 0


def txt(path: Path) -> int:
    """Read as UTF-8."""
    return len(path.read_text())


def html_(path: Path) -> int:
    """Read with the standard library's parser."""
    found: list[str] = []
    parser = html.parser.HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(path.read_text())
    return sum(map(len, found))


READERS: dict[str, Callable[[Path], int]] = {
    kind.__name__.rstrip("_"): kind
    for kind in (pdf, docx, odt, rtf, xlsx, pptx, eml, txt, html_)
}
