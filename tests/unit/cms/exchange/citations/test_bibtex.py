"""What pybtex writes for us, another parser reads back: citeproc-py's."""

import datetime as dt
import re
import warnings

import pytest
from citeproc.source.bibtex import BibTeX
from citeproc.source.bibtex.bibparse import BibTeXParser
from hypothesis import given
from hypothesis import strategies as st

from cms.conference.dates import Precision
from cms.exchange.citations import bibtex
from cms.exchange.citations.cited import cite
from cms.exchange.cleaning import one_line
from cms.exchange.description import Day
from cms.exchange.kinds import REPORT
from tests.factories.descriptions import description, text

COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciicircum{}": "^",
    r"\textasciitilde\ ": "~ ",
    # TeX swallows the space after a command.
    r"\textasciitilde ": "~",
    r"\textasciitilde": "~",
}
WORDS = re.compile("|".join(map(re.escape, COMMANDS)) + r"|\\([&%$#_ ])")


def plain(field: str) -> str:
    """Read what TeX would print; the outer braces of a field go."""
    inside = field[1:-1] if field.startswith("{") and field.endswith("}") else field
    return WORDS.sub(lambda m: COMMANDS.get(m[0], m[1]), inside)


def parsed(tmp_path, written):
    file = tmp_path / "works.bib"
    file.write_text(written, "utf-8")
    return BibTeXParser(str(file), "utf-8")


def test_an_entry_says_what_is_cited(tmp_path):
    written = bibtex.write([cite(description(), "en")])
    ((key, entry),) = parsed(tmp_path, written).items()
    # The parser keeps its keys in small letters.
    assert key == "rcm-vm-xx-2015-ap"
    assert entry.document_type == "misc"
    said = {name: plain(value) for name, value in entry.items()}
    assert said["title"] == "Plan of Action"
    assert said["author"] == said["publisher"] == "Conference"
    assert (said["year"], said["month"], said["date"]) == ("2015", "11", "2015-11-12")
    assert said["howpublished"] == "Action Plan, RCM/VM/XX/2015/AP"
    assert said["url"] == "https://example.org/reference/RCM/VM/XX/2015/AP"
    assert said["langid"] == "english"
    assert "note" not in said


def test_a_report_has_its_institution(tmp_path):
    written = bibtex.write([cite(description(kind=REPORT), "es")])
    ((_key, entry),) = parsed(tmp_path, written).items()
    assert entry.document_type == "techreport"
    assert plain(entry["institution"]) == "Conferencia"
    assert plain(entry["type"]) == "Plan de Acción"
    assert entry["langid"] == "spanish"


def test_accents_and_capitals_reach_a_reference_manager(tmp_path):
    title = "Declaración de México & Ñuble: «niñez», 50 % más"
    file = tmp_path / "works.bib"
    cited = cite(description(texts=(text(title, "es"),)), "es")
    file.write_text(bibtex.write([cited]), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names each field that CSL has not
        found = BibTeX(str(file), encoding="utf-8")
    (reference,) = found.values()
    assert str(reference["title"]) == title


@pytest.mark.parametrize(
    "title", ["{", "}}{", "\\", "100% $x_1^2$ #3 ~ &c", 'ein "Zitat"', "@misc{a,}", "%"]
)
def test_what_tex_reads_as_its_own_comes_back(tmp_path, title):
    written = bibtex.write([cite(description(texts=(text(title),)), "en")])
    ((_key, entry),) = parsed(tmp_path, written).items()
    assert plain(entry["title"]).split() == title.split()


@given(title=st.text(max_size=500))
def test_whatever_a_title_holds_the_braces_close(title):
    cited = cite(description(texts=(text(title),)), "en")
    written = bibtex.write([cited])
    assert written.count("{") == written.count("}")
    (line,) = re.findall(r"^    title = (.*),$", written, re.MULTILINE)
    opened = plain(line[1:-1])
    assert opened.split() == (one_line(title) or cited.symbol).split()


def test_an_unknown_date_is_left_out(tmp_path):
    written = bibtex.write([cite(description(day=None, meeting=None), "en")])
    ((_key, entry),) = parsed(tmp_path, written).items()
    assert not {"year", "month", "date", "address", "eventtitle"} & set(entry)


def test_a_date_of_the_meeting_says_so(tmp_path):
    day = Day(dt.date(2015, 11, 1), precision=Precision.MONTH, is_of_meeting=True)
    written = bibtex.write([cite(description(day=day, is_sample=True), "en")])
    ((_key, entry),) = parsed(tmp_path, written).items()
    assert (entry["year"], entry["month"], entry["date"]) == ("2015", "11", "2015-11")
    assert entry["note"] == (
        "Sample, not an adopted text; The date is that of the meeting"
    )
