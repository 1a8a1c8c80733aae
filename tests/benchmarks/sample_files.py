"""Files of a known number of pages, in every format, made for measuring."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# A page is some 3,000 characters, whatever the format: few formats know pages.
_LINE = "The delegations took note of the report on migration and return. "
PARAGRAPH = _LINE * 5
PARAGRAPHS_OF_A_PAGE = 9


def characters(pages: int) -> int:
    """Return the characters that a file of so many pages holds, at least."""
    return pages * PARAGRAPHS_OF_A_PAGE * len(PARAGRAPH.rstrip())


def pdf(pages: int) -> bytes:
    """Write a PDF whose pages are pages."""
    import typst

    page = "\n\n".join([PARAGRAPH] * PARAGRAPHS_OF_A_PAGE)
    source = '#set page("a4", margin: 2cm)\n#set text(9pt)\n'
    return typst.compile((source + "\n#pagebreak()\n".join([page] * pages)).encode())


def docx(pages: int) -> bytes:
    """Write a Word file."""
    import docx as word

    document = word.Document()
    for _ in range(pages * PARAGRAPHS_OF_A_PAGE):
        document.add_paragraph(PARAGRAPH)
    return _saved(document.save)


def odt(pages: int) -> bytes:
    """Write the least file that is OpenDocument text."""
    text = f"<text:p>{PARAGRAPH}</text:p>" * (pages * PARAGRAPHS_OF_A_PAGE)
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{names}office:1.0" '
        f'xmlns:text="{names}text:1.0" office:version="1.2"><office:body>'
        f"<office:text>{text}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{names}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", kind, zipfile.ZIP_STORED)
        parts.writestr("content.xml", content)
        parts.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def rtf(pages: int) -> bytes:
    """Write a Rich Text file."""
    text = "\\par\n".join([PARAGRAPH] * (pages * PARAGRAPHS_OF_A_PAGE))
    return b"{\\rtf1\\ansi " + text.encode() + b"}"


def xlsx(pages: int) -> bytes:
    """Write a workbook, a sheet for each page."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for _ in range(pages):
        sheet = book.create_sheet()
        for _ in range(PARAGRAPHS_OF_A_PAGE):
            sheet.append([_LINE] * 5)
    return _saved(book.save)


def pptx(pages: int) -> bytes:
    """Write a presentation, a slide for each page."""
    import pptx as slides

    deck = slides.Presentation()
    for _ in range(pages):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.placeholders[1].text = "\n".join([PARAGRAPH] * PARAGRAPHS_OF_A_PAGE)
    return _saved(deck.save)


def eml(pages: int) -> bytes:
    """Write a mail."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Report", "a@x.example", "b@x.example"
    mail.set_content("\n\n".join([PARAGRAPH] * (pages * PARAGRAPHS_OF_A_PAGE)))
    return bytes(mail)


def txt(pages: int) -> bytes:
    """Write a plain text."""
    return "\n\n".join([PARAGRAPH] * (pages * PARAGRAPHS_OF_A_PAGE)).encode()


def html(pages: int) -> bytes:
    """Write a web page."""
    body = f"<p>{escape(PARAGRAPH)}</p>" * (pages * PARAGRAPHS_OF_A_PAGE)
    return f"<!DOCTYPE html><title>-</title><body>{body}".encode()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


MAKERS: dict[str, Callable[[int], bytes]] = {
    kind.__name__: kind for kind in (pdf, docx, odt, rtf, xlsx, pptx, eml, txt, html)
}
