"""States as the papers name them, and the lists of those who came."""

import pytest

from rcm_pages.importing.countries import ends_with_state, participants_in, states_in


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("El Salvador y los Estados Unidos Mexicanos", ["SV", "MX"]),
        ("the United States of America", ["US"]),
        ("EE.UU. y Rep\u00fablica Dominicana", ["US", "DO"]),
        ("CANADA, PANAMA Y MEXICO", ["CA", "PA", "MX"]),
        ("El Salvardor", ["SV"]),
        # Cities, and words that only hold a name.
        ("Mexico City, Ciudad de Panam\u00e1, San Salvador", []),
        ("Nicaraguans and Panamanian law", []),
    ],
)
def test_states(text, codes):
    assert [state.code for state in states_in(text)] == codes


@pytest.mark.parametrize(
    ("opening", "codes"),
    [
        ("The Group met with the participation of Belize, Canada and Mexico:",
         ("BZ", "CA", "MX")),
        ("Se reunió con la participación de los siguientes países: Belice, Costa Rica "
         "y la República de Honduras:", ("BZ", "CR", "HN")),
        ("[apertura: once países, con República Dominicana]", ("DO",)),
        ("Los gobiernos de Belice, Canadá, Costa Rica, y El Salvador:",
         ("BZ", "CA", "CR", "SV")),
        # A place, one who is missing, and those spoken about did not come.
        ("The Vice-Ministers met in Managua, Nicaragua:", ()),
        ("[opening: ten countries, Belize not listed]", ()),
        ("They spoke of children in Guatemala, Honduras and El Salvador.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_participants(opening, codes):
    assert participants_in(opening) == codes


def test_places_end_with_a_state():
    assert ends_with_state("Tela, República de Honduras")
    assert not ends_with_state("Honduras, hoy")
