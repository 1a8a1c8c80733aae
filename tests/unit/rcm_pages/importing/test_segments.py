"""Other layouts of the Conference's papers, and whatever else may come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.readers import ReadFile, ReadLine, ReadPage
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.segments import parse


def file_of(text, kind="txt"):
    lines = tuple(ReadLine(line) for line in text.split("\n"))
    return ReadFile(kind=kind, pages=(ReadPage(1, lines),))


def outline(text):
    paper = parse(file_of(text))
    assert lost_characters(file_of(text).text, paper) == []
    return [(s.kind, s.label, s.level) for s in paper.segments], paper


def test_rcgm_conclusions_in_english():
    """Two forms of second level in one paper, as in June 2014."""
    found, paper = outline(
        "REGIONAL CONFERENCE ON MIGRATION (RCM)\n"
        "Meeting of the Regional Consultation Group on Migration (RCGM)\n"
        "Managua, Nicaragua\nJune 24-25, 2014\n\n"
        "The Regional Consultation Group met with ten countries and reached these:\n"
        "CONCLUSIONS\n"
        "1. On the reports, the Group concluded:\n"
        "   a) To accept the report of the Secretariat.\n"
        "   b) To thank the host.\n"
        "2. Thank the network.\n"
        "3. On the group of experts:\n"
        "   a. Take note of it.\n"
    )
    assert found == [
        ("opening", "", 0),
        ("heading", "", 1),
        ("item", "1.", 1),
        ("item", "a)", 2),
        ("item", "b)", 2),
        ("item", "2.", 1),
        ("item", "3.", 1),
        ("item", "a.", 2),
    ]
    assert (paper.body_name, paper.ordinal) == ("rcgm", None)
    assert paper.place == "Managua, Nicaragua"
    assert paper.work_type == "conclusions"


def test_conclusions_in_spanish_with_bullets_under_topics():
    found, paper = outline(
        "REUNION DEL GRUPO REGIONAL DE CONSULTA\n"
        "SAN SALVADOR, EL SALVADOR 27, 28 Y 29 DE OCTUBRE DE 1999.\n\n"
        "El Grupo Regional de Consulta concluyó lo siguiente:\n\n"
        "Secretaría Pro-Témpore\n"
        " • Recomendar que la Secretaría haga un recuento.\n"
        " • Solicitar a los Países Miembros que envíen datos.\n\n"
        "Seminarios\n"
        " • Taller sobre remesas.\n"
    )
    assert found == [
        ("opening", "", 0),
        ("heading", "", 1),
        ("item", "•", 1),
        ("item", "•", 1),
        ("heading", "", 1),
        ("item", "•", 1),
    ]
    assert paper.segments[3].charged == ("MEMBERS",)
    assert paper.place == "SAN SALVADOR, EL SALVADOR"
    assert (paper.starts_on.day, paper.ends_on.day) == (27, 29)


def test_a_declaration_without_marks():
    """Infinitives under a colon are items though nothing marks them (VIII, 2003)."""
    found, paper = outline(
        "VIII CONFERENCIA REGIONAL SOBRE MIGRACION\n"
        "DECLARACIÓN DE LOS VICEMINISTROS\n\n"
        "Los Viceministros se reunieron en Cancún, México, en mayo de 2003.\n\n"
        "Señalaron que el proceso debe mejorar, mediante estos lineamientos:\n\n"
        "Profundizar en el respeto a los derechos.\n"
        "Intensificar la cooperación.\n"
        "Reforzar la coordinación.\n\n"
        "Agradecieron a México su hospitalidad.\n\n"
        "DECISIONES DE LOS VICEMINISTROS\n"
        "Los Viceministros decidieron reunirse.\n"
    )
    assert found == [
        ("opening", "", 0),
        ("chapeau", "", 0),
        *[("item", "", 1)] * 3,
        ("paragraph", "", 0),
        ("heading", "", 1),
        ("paragraph", "", 0),
    ]
    assert (paper.body_name, paper.ordinal) == ("vice_ministerial", 8)
    assert paper.work_type == "declaration"


def test_prose_comes_out_as_paragraphs():
    found, paper = outline(
        "Joint Communiqué\n\n"
        "The Governments met in Puebla, Mexico, on 13 and 14 March 1996.\n\n"
        "They recognized that migration matters to all.\n\n"
        "They also agreed to meet again.\n"
    )
    assert found == [("opening", "", 0), ("paragraph", "", 0), ("paragraph", "", 0)]
    assert paper.work_type == "communique"
    assert paper.title == "Joint Communiqué"


def test_letters_go_on_through_i_and_do_not_become_roman():
    items = "\n".join(f"{sign}) To do it;" for sign in "abcdefghij")
    found, _ = outline(f"PLAN\nII. Second\nThe following:\n{items}")
    assert [level for kind, _, level in found if kind == "item"] == [1] * 10


def test_small_roman_numbers_under_letters():
    found, _ = outline("LIST\na) One;\ni) first;\nii) second;\nb) Two;")
    assert found == [
        ("item", "a)", 1),
        ("item", "i)", 2),
        ("item", "ii)", 2),
        ("item", "b)", 1),
    ]


def test_an_empty_file_is_an_empty_paper():
    paper = parse(file_of(""))
    assert (paper.title, paper.title_block, paper.segments) == ("", (), ())
    assert (paper.language, paper.work_type, paper.starts_on) == ("", None, None)


def test_word_headings_by_their_style():
    lines = (
        ReadLine("Minutes of the Meeting"),
        ReadLine("The Group met in San José, and it spoke of many things that day."),
        ReadLine("What was said", style="Heading 2"),
        ReadLine("Much."),
    )
    paper = parse(ReadFile(kind="docx", pages=(ReadPage(1, lines),)))
    assert [s.kind for s in paper.segments] == ["opening", "heading", "paragraph"]


PIECES = st.sampled_from(
    [
        *("XX VICE-MINISTERIAL MEETING", "I. Heading", "a) To ask the TS to act;"),
        *("1. Agradecer:", "• punto", "- guion", "Considering that;", "", "x" * 95),
        *("Los Viceministros acordaron:", "Tomar nota.", "high-", "level", "i) x"),
        *("Title: x", "----", "12", "Page 1", "\xad", "  ", "(a) b", "1.1 c", "–"),
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=25)
READ_LINES = st.builds(
    ReadLine,
    text=st.one_of(
        PIECES, st.text(st.characters(exclude_characters="\n"), max_size=30)
    ),
    label=st.sampled_from(["", "", "a)", "II.", "•", "??"]),
    level=st.integers(0, 3),
    furniture=st.booleans(),
    starts_paragraph=st.booleans(),
)


@given(LINES)
def test_any_text_is_kept_whole_and_in_order(lines):
    file = file_of("\n".join(lines))
    paper = parse(file)
    assert lost_characters(file.text, paper) == []
    assert_ordered(paper)


@given(st.lists(st.lists(READ_LINES, max_size=8), max_size=4))
def test_any_pages_are_kept_whole_and_in_order(pages):
    file = ReadFile(
        kind="pdf",
        pages=tuple(ReadPage(n, tuple(lines)) for n, lines in enumerate(pages, 1)),
    )
    paper = parse(file)
    assert lost_characters(file.text, paper) == []
    assert_ordered(paper)


def assert_ordered(paper):
    places = [segment.source[0] for segment in paper.segments]
    assert places == sorted(set(places))
    assert all(0 <= segment.level <= 3 for segment in paper.segments)
    assert all(s.text or s.label for s in paper.segments)


@pytest.mark.parametrize("words", ["word " * 60_000, "x-" * 60_000, "a) " * 60_000])
def test_a_paragraph_without_end_takes_no_time(words):
    file = file_of(words)
    assert lost_characters(file.text, parse(file)) == []


def test_numbered_and_lettered_headings():
    found, _ = outline(
        "REPORT\nPanama, June 3, 2030\n\n"
        "1. Introduction\n\nThis report tells what was done in the year.\n\n"
        "2. Activities\n\n2.1 Returns\n\n• 312 persons returned.\n\n"
        "A. Thanks\n1. Thank Panama.\n2. Thank Belize.\n"
    )
    assert [row for row in found if row[0] == "heading"] == [
        ("heading", "1.", 1),
        ("heading", "2.", 1),
        ("heading", "2.1", 1),
        ("heading", "A.", 1),
    ]


def test_points_below_a_lead_are_no_headings():
    found, _ = outline(
        "AGENDA\nPanama, June 3, 2030\n\n1. Opening\n\n2. Reports of the year:\n\n"
        "2.1 Activities\n\n2.2 Money\n\n3. Closing\n"
    )
    assert [row[2] for row in found] == [1, 1, 2, 2, 1]
    assert {row[0] for row in found} == {"item"}


def test_preambles_that_begin_with_how_those_who_speak_are_moved():
    found, _ = outline(
        "DECLARACIÓN\n\nLos Viceministros, reunidos en Tela el 3 de mayo de 2030:\n\n"
        "Profundamente consternados por las lluvias;\n\nConscientes de ello;\n\n"
        "Acuerdan:\n\n1. Ayudar.\n"
    )
    assert [kind for kind, *_ in found[:4]] == [
        "opening", "preamble", "preamble", "chapeau",
    ]  # fmt: skip


def test_page_numbers_between_dashes_are_furniture():
    _, paper = outline(
        "CONCLUSIONS\nPanama, June 3, 2030\n\n1. One.\n\n- 2 -\n\n2. Two."
    )
    assert paper.furniture == ("- 2 -",)


def test_the_name_of_an_annex_is_not_a_second_one():
    _, paper = outline(
        "DECLARATION\n\nThe Vice-Ministers met on 3 May 2030:\n\n1. One.\n\n2. Two.\n\n"
        "ANNEX\n\nACTION PLAN\n\n1. Three."
    )
    assert len(paper.second_texts) == 1
