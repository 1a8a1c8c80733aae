"""One text, one hash: whatever changes a character changes it, nothing else does."""

import hashlib
import json
import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.works.canonical import (
    ParagraphData,
    canonical_content,
    canonical_json,
    sha256,
)

words = st.text(max_size=40)
paragraphs = st.builds(
    ParagraphData,
    id=st.uuids().map(str),
    kind=st.sampled_from(["opening", "heading", "item", "paragraph"]),
    text=words,
    label=st.text(max_size=5),
    level=st.integers(0, 5),
    charged=st.lists(st.sampled_from(["TS", "PPT"]), max_size=2).map(tuple),
)
texts = st.fixed_dictionaries(
    {
        "language": st.sampled_from(["en", "es"]),
        "title": words,
        "title_block": words,
        "paragraphs": st.lists(paragraphs, max_size=4),
    }
)


def digest(text: dict) -> str:
    return sha256(canonical_json(canonical_content(**text)))


def test_a_text_as_it_is_written():
    content = canonical_content(
        language="es",
        title="Plan de Acción",
        title_block="PLAN\r\nDE ACCIÓN",
        paragraphs=[
            ParagraphData(
                "7f", "item", "Año\r\nuno", label="a)", level=1, charged=("TS",)
            )
        ],
    )
    expected = (
        '{"language":"es","paragraphs":[{"charged":["TS"],"id":"7f","kind":"item",'
        '"label":"a)","level":1,"text":"Año\\nuno"}],"title":"Plan de Acción",'
        '"title_block":"PLAN\\nDE ACCIÓN"}'
    )
    assert canonical_json(content) == expected
    assert sha256(expected) == hashlib.sha256(expected.encode("utf-8")).hexdigest()


def test_the_hash_is_that_of_the_bytes():
    """FIPS 180-2's own example, and ñ as two bytes."""
    assert sha256("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert sha256("ñ") == hashlib.sha256(b"\xc3\xb1").hexdigest()


@given(texts)
def test_any_text_has_a_canonical_form(text):
    said = canonical_json(canonical_content(**text))
    read = json.loads(said)
    assert canonical_json(read) == said
    assert len(digest(text)) == 64
    assert digest(text) == digest(text)


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(text, chance: random.Random):
    content = canonical_content(**text)
    keys = list(content)
    chance.shuffle(keys)
    shuffled = {key: content[key] for key in keys}
    shuffled["paragraphs"] = [
        dict(reversed(paragraph.items())) for paragraph in content["paragraphs"]
    ]
    assert canonical_json(shuffled) == canonical_json(content)


@given(texts)
def test_line_ends_do_not_matter(text):
    """What a browser sends back as CRLF was LF before."""
    plain = text | {
        "title_block": text["title_block"].replace("\r", ""),
        "paragraphs": [
            replace(p, text=p.text.replace("\r", "")) for p in text["paragraphs"]
        ],
    }
    browser = plain | {
        "title_block": plain["title_block"].replace("\n", "\r\n"),
        "paragraphs": [
            replace(p, text=p.text.replace("\n", "\r\n")) for p in plain["paragraphs"]
        ],
    }
    assert digest(browser) == digest(plain)


@given(texts, st.data())
def test_every_changed_character_changes_the_hash(text, data):
    field = data.draw(st.sampled_from(["title", "title_block", "paragraph"]))
    if field == "paragraph":
        assume(text["paragraphs"])
        at = data.draw(st.integers(0, len(text["paragraphs"]) - 1))
        before = text["paragraphs"][at].text
    else:
        before = text[field]
    assume(before)
    position = data.draw(st.integers(0, len(before) - 1))
    character = data.draw(st.characters(codec="utf-8"))
    after = before[:position] + character + before[position + 1 :]
    assume(after.replace("\r\n", "\n") != before.replace("\r\n", "\n"))
    changed = dict(text)
    if field == "paragraph":
        changed["paragraphs"] = list(text["paragraphs"])
        changed["paragraphs"][at] = replace(text["paragraphs"][at], text=after)
    else:
        changed[field] = after
    assert digest(changed) != digest(text)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "8e"},
        {"kind": "paragraph"},
        {"label": "b)"},
        {"level": 2},
        {"charged": ("PPT",)},
        {"charged": ()},
        {"text": "The papers ."},
        {"text": "Thé papers."},
        {"text": "The\u0301 papers."},
    ],
)
def test_whatever_makes_up_a_paragraph_counts(change):
    paragraph = ParagraphData("7f", "item", "The papers.", "a)", 1, ("TS",))
    text = {
        "language": "en",
        "title": "T",
        "title_block": "",
        "paragraphs": [paragraph],
    }
    changed = text | {"paragraphs": [replace(paragraph, **change)]}
    assert digest(changed) != digest(text)


def test_language_and_order_count():
    one, two = ParagraphData("1", "item", "One"), ParagraphData("2", "item", "Two")
    text = {"language": "en", "title": "", "title_block": "", "paragraphs": [one, two]}
    assert digest(text | {"language": "es"}) != digest(text)
    assert digest(text | {"paragraphs": [two, one]}) != digest(text)
