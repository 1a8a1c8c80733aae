"""Builds Word files with lists numbered in every way."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cms.documents.readers import read


def lines_of(document, tmp_path):
    document.save(str(tmp_path / "x.docx"))
    found = read(tmp_path / "x.docx", name="x.docx")
    return [line for page in found.pages for line in page.lines], found


def append(document, xml):
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>")))


def numbered(document, list_id, text, level=0):
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{list_id}"/></w:numPr>'
        )
    )
    return paragraph


def define(document, number, levels, override=""):
    """Define a list of (format, text, more) levels, and one `w:num` of it."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (shape, text, more) in enumerate(levels)
    )
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f"{inner}</w:abstractNum>"
        ),
    )
    add_num(document, number, number, override)


def add_num(document, number, abstract, override=""):
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}">'
            f'<w:abstractNumId w:val="{abstract}"/>{override}</w:num>'
        )
    )
