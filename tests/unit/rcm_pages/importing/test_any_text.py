"""Whatever comes in: nothing raises, nothing is lost, and the order is kept."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cms.documents.readers import UnreadableFile, read
from rcm_pages.importing.builder import block_of
from rcm_pages.importing.doubts import DOUBTS
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.outcome import from_paper
from rcm_pages.importing.segments import parse

from .test_segments import PIECES, assert_ordered, file_of

UNSEEN = "\xad\u200e\u200f\u202a\u202b\u202c\u2066\u2069\ufeff\u200b"
SIGNS = st.characters(exclude_categories=("Cs",), exclude_characters="\n\r\f\v\0")
PHRASES = st.sampled_from(
    [
        *("[opening: ten countries]", "[apertura: once países]", "[public page ends]"),
        *("CONCLUSIONES", "ANEXO I", "Índice:", "DECISIONES DE LOS VICEMINISTROS"),
        *(
            "Solicitar a la Secretaría Técnica que envíe:",
            "   Enviar los datos.",
            "\t-",
        ),
        *(
            "   Recibir los datos.",
            "I- Miembros 6",
            "1.- Uno",
            "3) Tres",
            "a. x",
            "a) y",
        ),
        *(
            "within 60 days",
            "antes del 31 de febrero de 2008",
            "by July 21st",
            "[",
            "][",
        ),
        *("Anuncio", "Regional Conference on Migration", "“Tema”", "Tema: la familia"),
        *("The TS will, in coordination with the PPT, and", "párrafo 12 de la"),
        *("\u200f1. De derecha", "coope\xad", "ración", "e\u0301", "L'accord des pays"),
    ]
)
LINES = st.lists(st.one_of(PIECES, PHRASES, st.text(SIGNS, max_size=60)), max_size=30)


def seen(text):
    return Counter("".join(text.split()))


def rendered(paper):
    """Put a paper's parts together again, as the page shows them."""
    parts = [*paper.title_block, *paper.furniture]
    parts += [f"{segment.label} {segment.text}" for segment in paper.segments]
    return "\n".join(parts)


def check(file):
    paper = parse(file)
    assert lost_characters(file.text, paper) == []
    assert_ordered(paper)
    missing = seen(file.text) - seen(rendered(paper))
    added = seen(rendered(paper)) - seen(file.text)
    assert not added
    assert set(missing) <= {"-", "\xad"}
    assert all(doubt.code in DOUBTS for doubt in paper.doubts)
    return paper


@given(LINES)
@settings(max_examples=300)
@example(["\u200f1. x", "\u200f", "a)"])
@example([":"] * 5)
def test_any_lines(lines):
    check(file_of("\n".join(lines)))


@given(LINES, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig"]))
@settings(max_examples=100)
def test_any_file_in_any_encoding(tmp_path_factory, lines, encoding):
    """What the reader gives is what the file held; all of it is in the paper."""
    text = "\n".join(["Conferencia Regional sobre Migración", *lines])
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes(text.encode(encoding))
    try:
        file = read(path, name="any.txt")
    except UnreadableFile:
        return
    check(file)


@given(LINES)
def test_the_result_can_be_shown_and_built(lines):
    """What goes to the page holds the words of each paragraph, whole."""
    paper = parse(file_of("\n".join(lines)))
    result = from_paper(paper)
    blocks = [block_of(segment) for segment in result["segments"]]
    for segment, block in zip(paper.segments, blocks, strict=True):
        shown = block["value"].get("label", "") + block["value"]["text"]
        assert seen(shown) == seen(segment.label + segment.text)


@given(LINES)
def test_composed_or_not_a_text_is_understood_alike(lines):
    """NFD and NFC of one text give the same kinds, labels, levels and charges."""
    text = "\n".join(lines)
    apart = parse(file_of(unicodedata.normalize("NFD", text)))
    whole = parse(file_of(unicodedata.normalize("NFC", text)))
    if len(unicodedata.normalize("NFC", text).split("\n")) == len(lines):
        assert [told(s) for s in apart.segments] == [told(s) for s in whole.segments]


def told(segment):
    label = unicodedata.normalize("NFC", segment.label)
    return (segment.kind, label, segment.level, segment.charged)


PAPER = (
    "REUNIÓN DEL GRUPO REGIONAL DE CONSULTA\n"
    "Managua, Nicaragua, 6 y 7 de mayo de 2008\n\n"
    "El Grupo Regional de Consulta formuló las siguientes:\nCONCLUSIONES\n"
    "1. Solicitar a la Secretaría Técnica que envíe el informe antes del 15 de enero "
    "de 2009.\n2. Agradecer a México.\n"
)


@given(st.lists(st.tuples(st.integers(0, len(PAPER)), st.sampled_from(UNSEEN))))
def test_signs_that_nobody_sees_change_nothing(marks):
    text = PAPER
    for place, sign in marks:
        if sign != "\xad" or text[place : place + 1] not in ("", "\n"):
            text = text[:place] + sign + text[place:]
    paper = check(file_of(text))
    plain = parse(file_of(PAPER))
    assert [told(s) for s in paper.segments] == [told(s) for s in plain.segments]
    dues = [[d.anchor for d in s.deadlines] for s in paper.segments]
    assert dues == [[d.anchor for d in s.deadlines] for s in plain.segments]
    assert any(d.code == "unseen" for d in paper.doubts) == (text != PAPER)


@pytest.mark.parametrize(
    "line", ["The x:", "1. El x:", "I Taller", "[a", "- x:", "a y ", "3.1 Foo bar"]
)
def test_many_lines_take_their_time_only(line):
    """What looks back or ahead stays near: twice the lines, twice the time."""
    file = file_of("\n".join([line] * 6_000))
    assert lost_characters(file.text, parse(file)) == []
