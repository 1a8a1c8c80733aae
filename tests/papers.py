"""Papers that the tests read: the Action Plan in three formats, and hostile files."""

import html
import re
import subprocess
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image, ImageDraw, ImageFont

from tests.needs import is_ci, office

_ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = _ROOT.parent / "shared" / "rcm" / "documents"
_SAMPLES = _ROOT / "rcm_pages" / "demo" / "papers"
SAMPLE_EN = _SAMPLES / "action_plan_en.txt"
SAMPLE_ES = _SAMPLES / "action_plan_es.txt"
_HEADER = "Regional Conference on Migration — working copy"
_FOOTER = "Virtual Secretariat"
_LETTER = re.compile(r"^[a-z]\) ")
_ROMAN = re.compile(r"^[IVX]+\. ")


def _missing(what: str) -> None:
    """Skip where a thing is missing, but fail where nothing may be missing."""
    if is_ci():
        raise RuntimeError(f"{what} is missing, and CI may not skip")
    pytest.skip(f"{what} is missing")


def shared_papers() -> list[Path]:
    """Give the Conference's papers that lie beside the repository."""
    if not DOCUMENTS.is_dir():
        _missing("The folder of the Conference's papers")
    return sorted(DOCUMENTS.glob("*.txt"))


def action_plan_path() -> Path:
    """Give the Action Plan of the XX meeting as plain text."""
    path = DOCUMENTS / "2015-11-12_XX-RCM_action-plan_en.txt"
    if not path.is_file():
        _missing("The Action Plan")
    return path


def write_docx(path: Path, source: Path | None = None) -> Path:
    """Write the Action Plan as Word would hold it: its numbers are automatic."""
    text = (source or action_plan_path()).read_text(encoding="utf-8")
    document = docx.Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    document.core_properties.title = ""
    abstract, heads = _define_lists(document)
    section = document.sections[0]
    section.header.paragraphs[0].text = _HEADER
    _page_number(section.footer.paragraphs[0])
    letters = _new_list(document, abstract)
    for line in text.splitlines():
        if not line.strip():
            continue
        paragraph = document.add_paragraph()
        if _ROMAN.match(line):
            _number(paragraph, heads)
            paragraph.add_run(_ROMAN.sub("", line))
        elif _LETTER.match(line):
            if line.startswith("a) "):
                letters = _new_list(document, abstract)
            _number(paragraph, letters)
            paragraph.add_run(_LETTER.sub("", line))
        else:
            paragraph.add_run(line)
    document.save(str(path))
    return path


def write_html(path: Path, source: Path | None = None) -> Path:
    """Write the Action Plan as a web page: its numbers are typed, a menu is hidden."""
    text = (source or action_plan_path()).read_text(encoding="utf-8")
    lines = [html.escape(line) for line in text.splitlines() if line.strip()]
    tags = ["h2" if _ROMAN.match(line) else "p" for line in lines]
    body = "\n".join(
        f"<{tag}>{line}</{tag}>" for tag, line in zip(tags, lines, strict=True)
    )
    page = f"<!doctype html><title>RCM</title><nav hidden>Menu</nav><main>{body}</main>"
    path.write_text(page, encoding="utf-8")
    return path


class NoOfficeError(RuntimeError):
    """LibreOffice is not on this machine."""


def convert(files: Sequence[Path], suffix: str) -> None:
    """Let one run of LibreOffice put a file of another kind beside each.

    All lie in one folder. Raises NoOfficeError where there is no LibreOffice.
    """
    program = office()
    if program is None:
        raise NoOfficeError
    folder = files[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run(
        [program, profile, *options, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=600,
    )


def write_pdf(path: Path, source: Path | None = None) -> Path:
    """Write the Action Plan as PDF, by LibreOffice from the Word file."""
    word = write_docx(path.with_suffix(".docx"), source)
    try:
        convert([word], "pdf")
    except NoOfficeError:
        _missing("LibreOffice")
    return path


def _define_lists(document: Any) -> tuple[int, int]:
    """Define `I.` and `a)`; give the letters' definition and the heads' list."""
    root = document.part.numbering_part.element
    for number, shape, text in ((90, "upperRoman", "%1."), (91, "lowerLetter", "%2)")):
        levels = f'<w:lvl w:ilvl="0">{_level(shape, text)}</w:lvl>'
        if shape == "lowerLetter":
            levels = (
                f'<w:lvl w:ilvl="0">{_level("decimal", "%1.")}</w:lvl>'
                f'<w:lvl w:ilvl="1">{_level(shape, text)}</w:lvl>'
            )
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        root.insert(0, definition)
    return 91, _new_list(document, 90)


def _level(shape: str, text: str) -> str:
    return (
        f'<w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
    )


def _new_list(document: Any, abstract: int) -> int:
    """Start a list that counts from one again, as Word's `restart at a)` does."""
    root = document.part.numbering_part.element
    number = 100 + len(root.findall(qn("w:num")))
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}">'
            f'<w:abstractNumId w:val="{abstract}"/>'
            '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>'
            "</w:num>"
        )
    )
    return number


def _number(paragraph: Any, number: int) -> None:
    definition = paragraph.part.numbering_part.element.xpath(
        f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val"
    )[0]
    level = 1 if definition == "91" else 0
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>'
        )
    )


def _page_number(paragraph: Any) -> None:
    paragraph.add_run(f"{_FOOTER} — ")
    field = (
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r>'
        "</w:fldSimple>"
    )
    paragraph._p.append(parse_xml(field))


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text in any encoding."""
    path.write_bytes(text.encode(encoding))
    return path


def write_pictures_pdf(path: Path, pages: int = 1) -> Path:
    """Write a PDF of pictures alone, as a scanner does."""
    sheets = [Image.new("RGB", (200, 280), (200, 210, 220)) for _ in range(pages)]
    sheets[0].save(path, "PDF", save_all=True, append_images=sheets[1:])
    return path


def write_scanned_pdf(path: Path, pages: list[list[str]], *, turn: int = 0) -> Path:
    """Write a PDF of pictures of lines of text, A4 at 200 dots per inch.

    ``turn`` is how many degrees, clockwise, each paper lay wrong on the glass.
    """
    font = ImageFont.truetype("DejaVuSans.ttf", 36)  # has the accents
    sheets = []
    for lines in pages:
        sheet = Image.new("L", (1654, 2339), 250)
        pen = ImageDraw.Draw(sheet)
        for number, line in enumerate(lines):
            pen.text((150, 200 + number * 70), line, fill=20, font=font)
        sheets.append(sheet.rotate(-turn, expand=True))
    sheets[0].save(path, "PDF", resolution=200, save_all=True, append_images=sheets[1:])
    return path


def write_plain_pdf(path: Path, pages: list[list[str]], *, extra: str = "") -> Path:
    """Write a PDF by hand: each page's lines in Helvetica, from the top down."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -20 Td\n" for line in lines)
        stream = f"BT /F1 12 Tf 72 700 Td\n{shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents "
            f"{len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append("<< /Title ( A title ) >>")
    path.write_bytes(_assembled(objects, f"{extra} /Info {len(objects)} 0 R"))
    return path


def _assembled(objects: list[str], extra: str) -> bytes:
    out = BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\n"
    out.write(f"{trailer}startxref\n{start}\n%%EOF\n".encode("latin-1"))
    return out.getvalue()


def write_locked_pdf(path: Path) -> Path:
    """Write a PDF whose password no one knows: its keys are made up."""
    keys = f"/O <{'ab' * 32}> /U <{'cd' * 32}>"
    extra = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 {keys} >> "
        f"/ID [<{'00' * 16}> <{'00' * 16}>]"
    )
    return write_plain_pdf(path, [["locked"]], extra=extra)


def write_truncated_pdf(path: Path) -> Path:
    """Write a PDF that stops before its first page."""
    write_plain_pdf(path, [["never read"]])
    path.write_bytes(path.read_bytes()[:60])
    return path


def write_bomb(
    path: Path, megabytes: int = 400, *, member: str = "word/document.xml"
) -> Path:
    """Write a small archive that calls itself Word and unpacks to far more."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(member, "w", force_zip64=True) as part:
            block = b" " * 1024 * 1024
            for _ in range(megabytes):
                part.write(block)
    return path
