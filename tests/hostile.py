"""Files that are out to hurt whoever reads them, made anew by each test."""

import zipfile
import zlib
from pathlib import Path

_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">'
    for n in range(10)
)
BILLION = f"<!DOCTYPE lolz [{_LAUGHS}]><lolz>&l9;</lolz>"
ELSEWHERE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
# What makes an archive a file of its kind: the part that is read first.
MAIN = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
_DRAWN = b"BT /F1 12 Tf 72 700 Td\n(one) Tj ET"
PROGRAM = (
    "/OpenAction << /S /JavaScript /JS (while\\(1\\){}) >> "
    "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"
)


def write_archive(path: Path, kind: str, content: str) -> Path:
    """Write an archive that calls itself a file of a kind, with this as its text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == "odt":
            archive.writestr("mimetype", OPEN_TEXT)
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(MAIN[kind], content)
    return path


def write_bomb_of(path: Path, kind: str, megabytes: int = 20) -> Path:
    """Write a small archive that unpacks to far more than a document."""
    return write_archive(path, kind, "<a>" + " " * megabytes * 1024 * 1024 + "</a>")


def write_many(path: Path, kind: str, parts: int) -> Path:
    """Write an archive of very many parts, each of them empty."""
    write_archive(path, kind, "<a/>")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(parts):
            archive.writestr(f"{'x' * 200}{number}", "")
    return path


def write_pdf(
    path: Path, *, drawn: bytes = _DRAWN, pages: int = 1, extra: str = ""
) -> Path:
    """Write a PDF of one page; `pages` is what it says of their number."""
    stream = zlib.compress(drawn)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode(),
        f"<< /Type /Pages /Kids [4 0 R] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
        % (len(stream), stream),
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(raw)
    raw += b"xref\n0 6\n0000000000 65535 f \n"
    raw += b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(raw)
    return path
