"""Papers unlike those by which the rules were found: other words, marks and dates."""

from datetime import date

import pytest

from cms.documents.readers import read
from rcm_pages.importing.losses import lost_characters
from rcm_pages.importing.segments import parse


@pytest.fixture
def paper_of(tmp_path):
    """Parse a text as a file, and see that nothing of it is lost."""

    def parsed(text):
        path = tmp_path / "paper.txt"
        path.write_text(text, encoding="utf-8")
        file = read(path, name=path.name)
        paper = parse(file)
        assert lost_characters(file.text, paper) == []
        return paper

    return parsed


HEAD = """REGIONAL CONSULTATION GROUP ON MIGRATION (RCGM)

Managua, Nicaragua, June 24-25, 2014

CONCLUSIONS

The Regional Consultation Group on Migration met in Managua and agreed as follows:

"""
CABEZA = """GRUPO REGIONAL DE CONSULTA SOBRE MIGRACIÓN (GRCM)

Managua, Nicaragua, 24 y 25 de junio de 2014

CONCLUSIONES

El Grupo Regional de Consulta sobre Migración se reunió en Managua y acordó:

"""


def charged(paper, words):
    return next(s.charged for s in paper.segments if words in s.text)


def times(paper, words):
    found = next(s.deadlines for s in paper.segments if words in s.text)
    return [(one.relation, one.anchor) for one in found]


@pytest.mark.parametrize(
    ("point", "actors"),
    [
        ("That IOM, together with the PPT, draft a guide.", ("IO", "PPT")),
        ("Each Member Country will name a focal point.", ("MEMBERS",)),
        (
            "The Liaison Officer Network to Combat Migrant Smuggling and "
            "Trafficking in "
            "Persons will meet.",
            ("LIAISON_NETWORK",),
        ),
        (
            "The Working Group on Labor Migration and the Technical Secretariat "
            "will act.",
            ("WORKING_GROUP", "TS"),
        ),
        (
            "The Working Group on Labor Migration and Costa Rica will write.",
            ("WORKING_GROUP", "CR"),
        ),
        ("To appoint Costa Rica as coordinator.", ("CR",)),
        ("The PPT (Mexico) will convene the forum.", ("PPT",)),
        ("The ES shall publish the list.", ("TS",)),
        ("The guide was prepared by the TS.", ()),
    ],
)
def test_who_is_charged(paper_of, point, actors):
    paper = paper_of(f"{HEAD}1. {point}\n\n2. To meet again.\n")
    assert paper.segments[2].charged == actors


@pytest.mark.parametrize(
    ("punto", "actores"),
    [
        ("Cada País Miembro nombrará un punto focal.", ("MEMBERS",)),
        ("Costa Rica será sede de la reunión.", ("CR",)),
        ("Designar a Canadá y Guatemala como coordinadores.", ("CA", "GT")),
        ("La SE publicará la lista.", ("TS",)),
        ("El taller fue organizado por la ST.", ()),
        ("QUE SE LLEVE A CABO UN TALLER.", ()),
        ("El informe fue elaborado por la OIM.", ()),
    ],
)
def test_a_quien_se_encarga(paper_of, punto, actores):
    paper = paper_of(f"{CABEZA}1. {punto}\n\n2. Reunirse de nuevo.\n")
    assert paper.segments[2].charged == actores


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ("To report at each RCGM meeting.", [("at", "rcgm_meeting")]),
        ("To act by October 2014.", [("during", "2014-10")]),
        ("To act before the XX RCM.", [("before", "vice_ministerial_meeting")]),
        ("To report every quarter.", [("times_a", "")]),
        ("To act before 30.IX.2014.", [("by", "2014-09-30")]),
    ],
)
def test_by_when(paper_of, point, found):
    paper = paper_of(f"{HEAD}1. {point}\n\n2. To meet again.\n")
    assert times(paper, point) == found


def test_lines_that_only_say_whom_the_next_ones_are_for(paper_of):
    paper = paper_of(
        f"{HEAD}1. Recommendations\n\n1.1 To the Member Countries:\n- sign it;\n"
        "1.2 To UNHCR and IOM:\n- help.\n\n2. To thank:\n- a lot\n"
    )
    assert charged(paper, "sign it") == ("MEMBERS",)
    assert charged(paper, "help") == ("IO",)


def test_thanks_to_somebody_charge_nobody(paper_of):
    paper = paper_of(f"{HEAD}1. To thank:\n   a) To the TS:\n   - for its work.\n")
    assert charged(paper, "for its work") == ()


@pytest.mark.parametrize("lead", ["UNHCR recommends that:", "It was decided that:"])
def test_points_below_that(paper_of, lead):
    paper = paper_of(
        f"{HEAD}{lead}\n\n(a) the PPT place it on the agenda;\n"
        "(b) Guatemala and Mexico would comment.\n"
    )
    assert charged(paper, "place it") == ("PPT",)
    assert charged(paper, "would comment") == ("GT", "MX")


def test_a_group_in_its_own_terms_of_reference(paper_of):
    paper = paper_of(
        "TÉRMINOS DE REFERENCIA\nGRUPO AD HOC SOBRE TEMAS LABORALES\n\n"
        "I. ANTECEDENTES\n\nLa CRM encargó al GRCM crear un grupo.\n\n"
        "II. FUNCIONES\n\n1. El Grupo presentará informes.\n\n"
        "2. El Grupo estará integrado por todos.\n"
    )
    assert charged(paper, "presentará") == ("WORKING_GROUP",)


def test_a_paper_in_both_languages(paper_of):
    paper = paper_of(
        "XVII Regional Conference on Migration\nPanama City, June 20-21, 2012\n\n"
        "DECLARATION\n\nThe Vice-Ministers, gathered in Panama City on June 20 and 21, "
        "2012, declare the following:\n\n1. We renew our commitment.\n\n"
        "2. We thank the Government of Panama for the meeting.\n\n"
        "XVII Conferencia Regional sobre Migración\nCiudad de Panamá, junio de 2012\n\n"
        "DECLARACIÓN\n\nLos Viceministros, reunidos en la Ciudad de Panamá "
        "los días 20 y "
        "21 de junio de 2012, declaran lo siguiente:\n\n1. Renovamos el compromiso.\n\n"
        "2. Agradecemos al Gobierno de Panamá por la reunión que se celebra.\n"
    )
    at = paper.second_texts
    assert [paper.segments[place].text for place in at] == [
        "XVII Conferencia Regional sobre Migración"
    ]
    assert paper.language == "en"
    assert [s.kind for s in paper.segments].count("opening") == 2
    assert {doubt.code for doubt in paper.doubts} >= {"second_text", "two_languages"}


def test_a_numbered_part_is_no_second_text(paper_of):
    paper = paper_of(
        "GUIDELINES\n\nI. GENERAL PRINCIPLES\n\n1.1 All are alike.\n\n1.2 "
        "None is not.\n\n"
        "II. OPERATIONAL GUIDELINES\n\n2.1 Officials should listen.\n"
    )
    assert paper.second_texts == ()


def test_minutes_with_agenda_items(paper_of):
    paper = paper_of(
        "MINUTES OF THE MEETING OF THE TROIKA\n4 March 2021\n"
        "Present: Costa Rica (PPT), Guatemala, Mexico, Executive Secretariat\n\n"
        "Agenda item 1: Adoption of the agenda\nIt was adopted.\n\n"
        "Agenda item 2: Any other business\nNone.\n"
    )
    assert paper.title == "MINUTES OF THE MEETING OF THE TROIKA"
    heads = [s.text for s in paper.segments if s.kind == "heading"]
    assert heads == [
        "Agenda item 1: Adoption of the agenda",
        "Agenda item 2: Any other business",
    ]


def test_letters_head_parts_whose_points_are_roman(paper_of):
    paper = paper_of(
        "UNHCR Report\nManagua, 26-VI-2014\n\nA. Context\n\nIn 2013, "
        "applications rose.\n\n"
        "B. Activities carried out\n\n(i) Training of officials.\n(ii) A course.\n"
    )
    assert [s.label for s in paper.segments if s.kind == "heading"] == ["A.", "B."]


def test_titles_places_and_those_who_came(paper_of):
    paper = paper_of(
        HEAD.replace("June 24-25, 2014", "\n24-25.VI.2014") + "1. To meet.\n"
    )
    assert paper.title.startswith("REGIONAL CONSULTATION GROUP")
    paper = paper_of(
        "EXTRAORDINARY DECLARATION\nON HURRICANE RESPONSE\n\n15 December 2020\n\n"
        "The Conference met with the participation of Belize, Canada, Panama "
        "and, for the "
        "first time, the Dominican Republic:\n\n1. To help.\n"
    )
    assert paper.place == ""
    assert paper.participants == ("BZ", "CA", "PA", "DO")


def test_an_act_opens_with_its_hour(paper_of):
    paper = paper_of(
        "ACTA\n\nManagua, Nicaragua, 9 de junio de 2010\n\nSiendo las 9:00 "
        "horas del día 9 "
        "de junio de 2010, se reunieron los delegados y tomaron los siguientes "
        "acuerdos:\n\ni. Actualizar el plan.\nii. Reunirse.\n"
    )
    assert paper.segments[0].kind == "opening"


def test_tables_whose_columns_are_full(paper_of):
    paper = paper_of(
        "PLAN DE TRABAJO\nMéxico\n\nReunión del GRCM, Managua, 12 de abril de 2018\n\n"
        "Actividad                 Responsable            Plazo\n"
        "Taller                    PPT (Guatemala)        mayo de 2018\n"
        "Manual de retorno asistido  Secretaría Ejecutiva  cada trimestre\n"
        "Informe                   SE                     cada reunión del GRCM\n"
    )
    assert paper.starts_on == date(2018, 4, 12)
    assert charged(paper, "Taller") == ("PPT",)
    assert charged(paper, "Manual") == ("TS",)
    assert times(paper, "Manual") == [("times_a", "")]
    assert times(paper, "Informe") == [("at", "rcgm_meeting")]


def test_a_table_of_those_who_came_charges_nobody(paper_of):
    paper = paper_of(
        f"{HEAD}1. To meet.\n\nParticipants\n\n"
        "Country      Institution      Participant\n"
        "Belize       IOM              Director\n"
    )
    assert charged(paper, "Belize") == ()
