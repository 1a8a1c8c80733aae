"""Writes small OpenDocument texts by hand, to be read again."""

import zipfile

from cms.documents.readers import read

TYPE = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for prefix, space in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "manifest": "manifest",
    }.items()
)
_SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def document(body, styles=""):
    """Give a content.xml."""
    return (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )


def part(name, inside):
    """Give a part of another name."""
    return f"<{name} {_SPACES}>{inside}</{name}>"


def write(tmp_path, content, **parts):
    """Write an archive; `parts` are more of them, `__` for `/` in their names."""
    path = tmp_path / "x.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("content.xml", content)
        for name, inside in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", inside)
    return path


def reread(tmp_path, body, own_styles="", **parts):
    """Write a text and read it again."""
    return read(write(tmp_path, document(body, own_styles), **parts), name="x.odt")


def printed(found):
    """Give the lines as the eye sees them."""
    return [line.printed for page in found.pages for line in page.lines]
