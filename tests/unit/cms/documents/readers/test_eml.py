"""Messages: headers, words, and attachments one level deep."""

from email.message import EmailMessage

import openpyxl
import pytest

from cms.documents.readers import UnreadableFile, eml, read
from tests import papers


def message(words="Dear colleagues,\nhere it is.", subtype="plain"):
    made = EmailMessage()
    made["From"] = "TS <ts@example.org>"
    made["To"] = "ppt@example.org"
    made["Subject"] = "Convocatoria a la reunión"
    made.set_content(words, subtype=subtype)
    return made


def write(tmp_path, made):
    path = tmp_path / "x.eml"
    path.write_bytes(made if isinstance(made, bytes) else bytes(made))
    return path


def reread(tmp_path, made):
    return read(write(tmp_path, made), name="x.eml")


def texts(found):
    return [[line.text for line in page.lines] for page in found.pages]


HEAD = [
    "From: TS <ts@example.org>",
    "To: ppt@example.org",
    "Subject: Convocatoria a la reunión",
]


def test_headers_and_words(tmp_path):
    found = reread(tmp_path, message())
    assert texts(found) == [[*HEAD, "Dear colleagues,", "here it is."]]
    assert (found.kind, found.title) == ("eml", "Convocatoria a la reunión")


def test_a_web_page_is_read_as_one_where_there_are_no_plain_words(tmp_path):
    page = "<style>.x{display:none}</style><p>Seen</p><p class=x>not</p>"
    assert texts(reread(tmp_path, message(page, "html"))) == [[*HEAD, "Seen"]]
    both = message("plain words")
    both.add_alternative(page, subtype="html")
    assert texts(reread(tmp_path, both)) == [[*HEAD, "plain words"]]


def test_attachments_are_named_and_those_of_a_known_kind_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["in the sheet"])
    book.save(tmp_path / "b.xlsx")
    made = message()
    sheet = (tmp_path / "b.xlsx").read_bytes()
    made.add_attachment(sheet, maintype="a", subtype="b", filename="costs.xlsx")
    made.add_attachment(b"\0\1", maintype="a", subtype="b", filename="photo.jpg")
    made.add_attachment(b"{", maintype="a", subtype="b", filename="false.docx")
    inner = message("the words sent on")
    inner.add_attachment("deeper", filename="deep.txt")
    made.add_attachment(inner)
    found = reread(tmp_path, made)
    sent_on = "Convocatoria a la reunión.eml"
    assert texts(found)[0][-4:] == ["costs.xlsx", "photo.jpg", "false.docx", sent_on]
    assert texts(found)[1:] == [
        ["costs.xlsx", "Sheet", "in the sheet"],
        [sent_on, *HEAD, "the words sent on", "deep.txt"],
    ]
    assert "deeper" not in found.text
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert found.notes == ("attachments_unread",)


def test_a_bomb_that_is_attached_hurts_nobody(tmp_path):
    bomb = papers.write_bomb(tmp_path / "b", 20).read_bytes()
    made = message()
    made.add_attachment(bomb, maintype="a", subtype="b", filename="bomb.docx")
    found = reread(tmp_path, made)
    assert len(found.pages) == 1
    assert found.notes == ("attachments_unread",)


@pytest.mark.parametrize("charset", ["latin-1", "utf-8", "x-unknown", "utf-16"])
def test_the_words_in_their_encoding(tmp_path, charset):
    raw = b"Subject: s\r\nContent-Type: text/plain; charset=" + charset.encode()
    raw += b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    raw += "reunión\0".encode("utf-8" if charset == "x-unknown" else charset)
    found = reread(tmp_path, raw)
    assert texts(found) == [["Subject: s", "reunión"]]


def test_ten_thousand_parts_are_refused(tmp_path):
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    head = b"Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    path = write(tmp_path, head + part * 10_000 + b"--b--\r\n")
    with pytest.raises(UnreadableFile, match="too_deep"):
        read(path, name="x.eml")


def test_parts_nested_a_thousand_times_are_refused(tmp_path):
    raw = b"Subject: s\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(2000)
    )
    with pytest.raises(UnreadableFile, match="too_deep"):
        reread(tmp_path, raw + b"\r\nx")


def test_more_attachments_than_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(eml, "MAX_READ", 1)
    made = message()
    for name in ("a.txt", "b.txt"):
        made.add_attachment("words", filename=name)
    found = reread(tmp_path, made)
    assert len(found.pages) == 2
    assert found.notes == ("attachments_unread",)


def test_what_does_not_begin_with_a_header_is_no_message(tmp_path):
    with pytest.raises(UnreadableFile, match="wrong_type"):
        reread(tmp_path, b"only words")
    path = papers.write_text(tmp_path / "x", "Title: a text\n\nwords")
    assert read(path, name="x.txt").kind == "txt"
