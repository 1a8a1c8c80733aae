"""What title blocks tell of the meeting; loosely typed capitals are read too."""

import pytest

from rcm_pages.importing.meeting import facts_of
from rcm_pages.importing.reader import Line
from rcm_pages.importing.titles import block_end


@pytest.mark.parametrize(
    ("block", "body", "ordinal"),
    [
        (["XIX REUNIÓN VICEMINISTERIAL"], "vice_ministerial", 19),
        (["XXI RCM"], "vice_ministerial", 21),
        (["VI CONFERENCIA REGIONAL SOBRE MIGRACION"], "vice_ministerial", 6),
        (["IX REGIONAL CONFFERENCE ON MIGRATION"], "vice_ministerial", 9),
        (["REUNION DEL GRUPO REGIONAL DE CONSULTA"], "rcgm", None),
        (["Liaison Officer Network for Consular Protection"], "network", None),
        (["Working Group on Labor Migration"], "working_group", None),
        (["Something else"], "", None),
        ([], "", None),
    ],
)
def test_body_and_ordinal(block, body, ordinal):
    facts = facts_of(block, "")
    assert (facts.body_name, facts.ordinal) == (body, ordinal)


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (["X RCM", "Vancouver, Canada", "March 8, 2005"], "Vancouver, Canada"),
        (["Tela, República de Honduras, 6 y 7 de mayo de 2008"],
         "Tela, República de Honduras"),
        (["X RCM", "March 8, 2005"], ""),
        (["X RCM"], ""),
    ],
)  # fmt: skip
def test_place(block, place):
    assert facts_of(block, "").place == place


def test_the_opening_tells_what_the_block_leaves_out():
    facts = facts_of(
        [], "The XX Vice-Ministerial Meeting, held in Lima on May 1, 2015:"
    )
    assert (facts.ordinal, facts.place) == (20, "Lima")
    assert facts.starts_on.isoformat() == "2015-05-01"


def lines(*texts):
    return [Line(text, first=n, last=n) for n, text in enumerate(texts, 1)]


def test_the_block_ends_before_the_opening_sentence():
    assert (
        block_end(lines("X RCM", "The Vice-Ministers met and agreed as follows:")) == 1
    )
    assert block_end(lines("X RCM", "TITLE", "Considering that x;")) == 2


def test_a_heading_right_above_items_is_no_title():
    assert block_end(lines("I Plenary Meeting", "OBJECTIVES", "- Prepare it.")) == 1


def test_a_page_of_short_lines_gives_its_first_lines_only():
    some = [Line(f"Line {n}", after_blank=n == 2) for n in range(6)]
    assert block_end(some) == 2
    assert block_end(lines(*(f"Line {n}" for n in range(40)))) == 15


def test_a_long_first_line_may_be_the_title():
    title = (
        "Lineamientos Regionales de Actuación para la Protección Integral de la Niñez"
    )
    assert block_end(lines(f"{title} en el Contexto de la Migración y el Refugio")) == 1
