"""A message holds names in braces; it is never a language."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.content_rules.placeholders import PLACEHOLDERS, fill, unknown
from cms.content_rules.subjects import Subject
from tests.factories import works
from tests.factories.conference import MeetingFactory


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{title} {symbol}", []),
        ("{tytle}", ["tytle"]),
        ("{work.meeting.__class__}", ["work.meeting.__class__"]),
        ("{0} {title!r}", ["0", "title!r"]),
        ("{% load x %} {{ title }}", ["% load x %", " title "]),
        ("Only } braces { without a name {}", []),
    ],
)
def test_what_is_no_placeholder_is_found(text, wrong):
    assert unknown(text) == wrong


@pytest.mark.django_db
def test_the_values_are_in_the_active_language(site):
    subject = Subject(work=works.recorded_action_plan())
    text = "{title}|{symbol}|{type}|{state}|{meeting}|{author}"
    assert fill(text, subject) == (
        "Action Plan under Test|RCM/VM/XX/2015/AP|Action Plan|recorded|"
        "XX Vice-Ministerial Meeting|"
    )
    with translation.override("es"):
        assert fill("{title}, {state}", subject) == (
            "Plan de Acción de prueba, registrado"
        )


@pytest.mark.django_db
def test_a_value_that_looks_like_a_placeholder_is_not_filled_again(site):
    work = works.draft_action_plan()
    work.expressions.update(title="{symbol} {{ 7|add:7 }} {% now 'Y' %}")
    assert fill("{title}", Subject(work=work)) == "{symbol} {{ 7|add:7 }} {% now 'Y' %}"


@pytest.mark.django_db
@given(st.text())
def test_any_text_is_filled_without_an_error(text):
    subject = Subject(of_meeting=MeetingFactory.build(ordinal=20))
    known = any(f"{{{name}}}" in text for name in PLACEHOLDERS)
    assert known or fill(text, subject) == text
