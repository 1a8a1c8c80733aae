"""Records are well-formed XML, whatever their titles hold."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cms.conference.dates import Precision
from cms.exchange.description import Day, File, Related
from cms.exchange.oai.formats import DC, FORMATS, MODS
from tests.factories.descriptions import CHANGED, description, text

FILE = File(
    3, "Plan", "plan.pdf", "en", "application/pdf", 12, "cd" * 32, 2, 1, CHANGED,
    "https://example.org/files/3/", "https://example.org/plan.pdf",
)  # fmt: skip


def written(prefix, made):
    """Write a record and read it anew, as whoever receives it does."""
    return etree.fromstring(etree.tostring(FORMATS[prefix].write(made)))


def said(root, path):
    return root.xpath(path, namespaces={"m": MODS, "dc": DC})


@pytest.mark.parametrize("prefix", FORMATS)
@given(title=st.text(min_size=1, max_size=500))
def test_no_title_breaks_a_record(prefix, title):
    root = written(prefix, description(texts=(text(title),)))
    assert root is not None


@pytest.mark.parametrize("prefix", FORMATS)
def test_a_work_of_which_nothing_is_known(prefix):
    made = description(
        day=None, meeting=None, texts=(), symbol="", address="", type_name={}
    )
    root = written(prefix, made)
    assert all(element.text for element in root.iter() if not len(element))


def test_dublin_core_says_each_language():
    root = written("oai_dc", description(files=(FILE, FILE)))
    assert said(root, "dc:title[@xml:lang='es']/text()") == ["Plan de Acción"]
    assert said(root, "dc:date/text()") == ["2015-11-12"]
    assert said(root, "dc:format/text()") == ["application/pdf"]
    assert said(root, "dc:coverage/text()") == [
        "Mexico City, Mexico", "Ciudad de México, México",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"is_sample": True}, "Sample, not an adopted text"),
        ({"state": "superseded"}, "Superseded by a later text"),
    ],
)
def test_no_one_takes_it_for_what_it_is_not(fields, remark):
    made = description(**fields)
    assert remark in said(written("oai_dc", made), "dc:description/text()")
    assert remark in said(written("mods", made), "m:note/text()")


def test_mods_tells_files_dates_and_what_came_before():
    day = Day(dt.date(2015, 11, 1), dt.date(2015, 11, 9), Precision.BETWEEN)
    before = Related("replaces", "u", "S", "https://example.org/reference/S")
    held = dataclasses.replace(FILE, address="")
    root = written("mods", description(day=day, related=(before,), files=(FILE, held)))
    assert said(root, "//m:dateIssued[@qualifier='approximate']/text()") == ["2015-11"]
    assert said(root, "m:relatedItem[@type='preceding']//text()") == [before.address]
    assert said(root, "//m:url[@access='raw object']/text()") == [
        FILE.address, FILE.page_address,
    ]  # fmt: skip
    assert said(root, "//m:extent/text()")[:2] == ["12 bytes", "2 pages"]
