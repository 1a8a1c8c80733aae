"""What a notice says: one line, in the reader's language, with links that are safe."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.distribution import kinds
from cms.distribution.kinds import (
    UnknownKindError,
    group_of,
    groups,
    kind_of,
    register_group,
    register_kind,
)
from cms.distribution.templatetags.notice_tags import as_date
from cms.distribution.wording import LONGEST_SUBJECT, absolute, one_line, words_of
from tests.factories.notices import told
from tests.unit.cms.distribution.conftest import NEWS, TURN, WORDS


@given(st.text(max_size=400))
def test_a_subject_is_one_printable_line(text):
    line = one_line(text)
    assert len(line) <= LONGEST_SUBJECT
    assert line == "" or line.isprintable()


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\r\nBcc: b", "a Bcc: b"), ("  a \0 b\t", "a b"), ("año‮x", "año x")],
)
def test_what_breaks_a_line_becomes_a_space(text, line):
    assert one_line(text) == line


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        ({"en": "Paper", "es": "Documento"}, "es", "Documento"),
        ({"en": "Paper"}, "es", "Paper"),
        ({"en": "", "es": ""}, "es", ""),
        ("Paper", "es", "Paper"),
        ({"fr": "Papier"}, "es", "{'fr': 'Papier'}"),
    ],
)
def test_a_value_in_both_languages_is_said_in_the_readers(value, language, said):
    with translation.override(language):
        assert words_of(told(context={"line": value, "text": ""})).subject == said


@pytest.mark.django_db
def test_a_kind_may_give_the_address_in_the_readers_language():
    register_kind(
        "test.led",
        **WORDS,
        address=lambda _notice: f"/{translation.get_language()}/there/",
    )
    notice = told(kind="test.led", url="/en/here/")
    with translation.override("es"):
        assert words_of(notice).address == "/es/there/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "led_to"),
    [
        ("/en/x/", "/en/x/"),
        ("https://example.org/x", "https://example.org/x"),
        ("//example.org", ""),
        ("javascript:alert(1)", ""),
        ("/\n/example.org", ""),
    ],
)
def test_only_links_are_links(url, led_to):
    assert words_of(told(url=url)).address == led_to


def test_an_address_is_written_out_in_mails():
    assert absolute("/en/x/") == "http://localhost:8000/en/x/"
    assert absolute("https://example.org/") == "https://example.org/"
    assert absolute("") == ""


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2026-05-01", dt.date(2026, 5, 1)),
        ("2026-05-01T10:00:00Z", dt.datetime(2026, 5, 1, 10, tzinfo=dt.UTC)),
        ("2026-99-99", None),
        ("soon", None),
        (None, None),
        (dt.date(2026, 5, 1), dt.date(2026, 5, 1)),
    ],
)
def test_dates_of_a_context_are_read(value, read):
    assert as_date(value) == read


class TestKinds:
    """Rooms register their kinds; a mistake shows at the start."""

    def test_a_group_must_be_there(self):
        with pytest.raises(UnknownKindError):
            register_kind("test.x", **WORDS, group="nowhere")

    def test_two_rooms_cannot_use_one_code(self):
        with pytest.raises(ValueError):
            register_kind(NEWS, subject="other.txt", body="other.txt")
        register_kind(NEWS, **WORDS, group="test")

    def test_an_unknown_kind_is_said_to_be_so(self):
        with pytest.raises(UnknownKindError):
            kind_of("test.unknown")

    def test_a_group_offers_a_choice_only_if_it_has_one(self):
        register_group("turns", "Turns")
        register_kind("test.only_turns", **WORDS, group="turns", needs_action=True)
        codes = [group.code for group in groups()]
        assert "turns" not in codes
        assert codes[-1] == kinds.GENERAL
        assert group_of(TURN).code == "test"
