"""What is handed on holds nothing that would break what it is put into."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cms.exchange.cleaning import for_xml, one_line


@given(text=st.text())
def test_xml_takes_what_is_left(text):
    element = etree.Element("a")
    element.text = for_xml(text)
    assert etree.fromstring(etree.tostring(element)) is not None
    assert for_xml(for_xml(text)) == for_xml(text)


@given(text=st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(text) == one_line(one_line(text))


def test_accents_and_other_scripts_stay():
    assert one_line("  Ñandú\u2028 łódź\t中 \x0b\x00") == "Ñandú łódź 中"
