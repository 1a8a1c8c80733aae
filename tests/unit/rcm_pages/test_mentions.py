"""Which paper is meant, where the words make it sure."""

import pytest

from rcm_pages.mentions import find

SURE = [
    ("in paragraph 12 of the Declaration of the XXI RCM", "vm:21:declaration", 12),
    ("paragraph 12 of the XXI Declaration", "vm:21:declaration", 12),
    ("el párrafo 12 de la Declaración de la XXI CRM", "vm:21:declaration", 12),
    (
        "punto número 3 del Plan de Acción de la XX Reunión Viceministerial",
        "vm:20:action_plan",
        3,
    ),
    ("the joint communiqué of the VI RCM", "vm:6:joint_communique", None),
]
UNSURE = [
    "the Declaration of the XI Meeting of the RCGM",
    "the previous Declaration",
    "paragraph 12 of this Declaration",
    "the extraordinary declaration of the XIX RCM",
    "the civil declaration; i declaration",
    "XRCM/VM/XX/2015/AP",
]


@pytest.mark.parametrize(("text", "paper", "number"), SURE)
def test_a_paper_of_a_meeting(text, paper, number):
    found = min(find(text), key=lambda m: (m.start, -m.end))
    assert found.named == f"paper:{paper}"
    assert found.number == number


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_sure_is_no_mention(text):
    assert list(find(text)) == []


def test_a_symbol_without_the_stop_of_its_sentence():
    text = "See (RCM/VM/XX/2015/AP/Corr.1) and RCM/VM/XXI/2016/DEC."
    said = [text[m.start : m.end] for m in find(text)]
    assert said == ["RCM/VM/XX/2015/AP/Corr.1", "RCM/VM/XXI/2016/DEC"]


def test_places_are_those_of_the_very_characters():
    text = "Por\u00ad  tanto,\n el párrafo 2 de la Declaración de la XXI CRM"
    mention = min(find(text), key=lambda m: (m.start, -m.end))
    assert text[mention.start : mention.end].startswith("párrafo 2 de la")
