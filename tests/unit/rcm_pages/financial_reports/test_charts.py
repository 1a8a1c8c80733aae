"""Charts: nothing in them that the site's policy would stop; a name, a description."""

from decimal import Decimal

import pytest
from django.utils import translation
from lxml import etree

from rcm_pages.financial_reports import charts

SVG = "{http://www.w3.org/2000/svg}"
SAID = {"key": "c", "title": "Title <b>", "description": "Said & done"}


def bars(names=("Belize", "Canada")):
    series = [
        ("One", [Decimal("1234.50")] * len(names)),
        ("Two", [Decimal(0)] * len(names)),
    ]
    return charts.bars(**SAID, names=names, series=series)


def lines():
    series = [("One", [Decimal(1000), None, Decimal(3000)])]
    return charts.lines(**SAID, names=("I", "II", "III"), series=series)


@pytest.mark.parametrize("draw", [bars, lines])
def test_a_chart_has_name_and_description_and_no_script_or_style(draw):
    root = etree.fromstring(draw())
    assert root.get("role") == "img"
    said = [
        root.find(f"*[@id='{i}']").text for i in root.get("aria-labelledby").split()
    ]
    assert said == [SAID["title"], SAID["description"]]
    tags = {element.tag for element in root.iter()}
    assert not tags & {f"{SVG}script", f"{SVG}style", "script", "style"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {a for a in attributes if a == "style" or a.startswith("on")}


def test_names_are_text_and_no_markup():
    hostile = ("<script>alert(1)</script>", "a & b")
    root = etree.fromstring(bars(hostile))
    texts = {element.text for element in root.iter(f"{SVG}text")}
    assert set(hostile) <= texts
    assert not list(root.iter(f"{SVG}script"))


def test_amounts_are_written_in_the_language():
    with translation.override("es"):
        assert "1\u00a0234" in bars()
    assert "1,234" in bars()


def test_a_chart_of_nothing_is_drawn_all_the_same():
    assert "<svg" in charts.bars(**SAID, names=("X",), series=[("One", [Decimal(0)])])
