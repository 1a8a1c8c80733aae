"""Who is charged: verbs of asking, subjects, agents, supporters, and no beneficiary."""

import pytest

from rcm_pages.importing.duties import REASONS, charged_in, with_duties
from rcm_pages.importing.meeting import facts_of
from rcm_pages.importing.paper import Segment


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("To ask the TS to report.", ("TS",)),
        ("Request that the Member Countries send data.", ("MEMBERS",)),
        ("To entrust the PPT and the RCGM with a study.", ("PPT", "RCGM")),
        ("Solicitar a la Secretaría Técnica (ST) que informe.", ("TS",)),
        ("Encomendar a la PPT la elaboración de un plan.", ("PPT",)),
        ("Instar a los Países Miembros a pagar.", ("MEMBERS",)),
        ("Invitar a los países observadores a que hablen.", ("OBSERVERS",)),
        ("The Executive Secretariat will publish the text.", ("TS",)),
        ("Los Países Miembros deberán enviar datos.", ("MEMBERS",)),
        ("A draft prepared by the Technical Secretariat.", ("TS",)),
        ("Un borrador elaborado por la PPT, con el apoyo de la ST.", ("PPT", "TS")),
        ("Commitment of the Troika to follow up.", ("TROIKA",)),
        ("To ask the TS, with support from the Member States of the Troika, to act.",
         ("TS", "TROIKA")),
        # Names in full; one of all; those who speak; adverbs; what was drawn up.
        ("Pedir al Alto Comisionado de las Naciones Unidas para los Refugiados (ACNUR)"
         " que informe.", ("IO",)),
        ("To request the support of UNICEF for a course.", ("IO",)),
        ("Agreed that each country inform the others.", ("MEMBERS",)),
        ("We commit ourselves to opening a desk.", ("MEMBERS",)),
        ("Presentaremos un informe común.", ("MEMBERS",)),
        ("Declaramos nuestra decisión de:", ("MEMBERS",)),
        ("Member Countries are kindly requested to send comments.", ("MEMBERS",)),
        ("To adopt the Plan drawn up by the RCGM.", ()),
        ("Queremos un acuerdo.", ()),
        # Behind what is asked; by a pronoun; by an offer; by `it was agreed that`.
        ("Request support from the IOM to hold it.", ("IO",)),
        ("Encomendar la elaboración del estudio a la ST.", ("TS",)),
        ("Tomar nota del informe de la ST y solicitarle que lo envíe.", ("TS",)),
        ("Thank Mexico and accept its offer to host the workshop.", ("MX",)),
        ("Agradecer a la OIM, que dará detalle de su aporte.", ("IO",)),
        ("Aceptar el ofrecimiento de Belice de ser sede.", ("BZ",)),
        ("It was agreed that members name focal points.", ("MEMBERS",)),
        ("Que los países remitan sus datos y que la OIM los reúna.",
         ("MEMBERS", "IO")),
        ("Con las observaciones de los países, la ST elaborará un plan.", ("TS",)),
        ("Member Countries intend to run campaigns.", ("MEMBERS",)),
        ("Instaron a los miembros a seguir.", ("MEMBERS",)),
        ("Recommend that Canada, the United States and the PPT meet.",
         ("CA", "US", "PPT")),
        ("Urge States to sign.", ("MEMBERS",)),
        ("Urged the countries of the region to sign.", ("MEMBERS",)),
        ("The countries of origin should sign.", ()),
        ("La Presidencia Pro-Témpore de Nicaragua deberá informar.", ("PPT",)),
        ("La reunión contó con el apoyo de la OIM.", ()),
        # Whoever promises without a name are the members; the receiver is not charged.
        ("Asumir el compromiso de enviar a la Secretaría Técnica sus pagos.",
         ("MEMBERS",)),
        # Beneficiaries, owners and speakers are not charged.
        ("To send the TS all contributions.", ()),
        ("To send the TS, before each meeting, all contributions.", ()),
        ("The decisions adopted by the Vice-Ministers stand.", ()),
        ("The report of the Technical Secretariat was accepted.", ()),
        ("The RCGM will hold a session in summer.", ()),
        ("Thank the PPT for its report.", ()),
        ("Take note of the study prepared by the IOM.", ()),
        ("Agradecer a México su hospitalidad.", ()),
        ("At the request of the PPT, the matter was closed.", ()),
        ("The Virtual Secretariat will be public.", ()),
        ("The Member States will be informed.", ()),
        ("First steps must be taken.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_who_is_charged(text, charged):
    assert charged_in(text)[0] == charged


def test_letters_composed_or_not_are_one():
    assert charged_in("To ask the Presidency Pro-Te\u0301mpore to act.")[0] == ("PPT",)


def test_reasons_have_known_codes_and_quote():
    _, reasons = charged_in("To ask the PPT to act, with support from the TS.")
    assert reasons == ("asked: ask the PPT", "support: with support from the TS")
    assert {reason.split(":")[0] for reason in reasons} <= set(REASONS)


def segment(kind, text, label=""):
    return Segment(kind, label, text)


def test_items_inherit_from_the_chapeau_until_the_next_heading():
    found = with_duties(
        [
            segment("preamble", "Noting that the TS will act;"),
            segment("heading", "The Technical Secretariat will act", "I."),
            segment("chapeau", "To ask the TS to do this:"),
            segment("item", "Send the report within sixty days.", "a)"),
            segment("item", "To ask the PPT to help, twice a year.", "b)"),
            segment("heading", "Next", "II."),
            segment("item", "Send the report.", "a)"),
        ]
    )
    assert [s.charged for s in found] == [
        *((), (), ("TS",), ("TS",), ("PPT",), (), ()),
    ]
    assert found[3].reasons == ("chapeau: TS", "deadline: within sixty days")
    assert found[3].deadlines[0].quantity == 60


def test_each_level_inherits_from_its_own_lead():
    items = [
        ("1.", 1, "Request the TS to:"),
        ("a)", 2, "report; and"),
        ("b)", 2, "through the PPT, which will do this:"),
        ("-", 3, "write."),
        ("2.", 1, "Thank the host."),
    ]
    found = with_duties(
        [Segment("item", label, text, level) for label, level, text in items]
    )
    assert [s.charged for s in found] == [("TS",), ("TS",), ("PPT",), ("PPT",), ()]


def test_terms_of_reference_charge_whose_they_are():
    facts = facts_of(["Terms of Reference of the Technical Secretariat"], "")
    found = with_duties(
        [
            Segment("item", "1.", "The TS prepares the meetings.", 1),
            Segment("item", "2.", "Support in keeping the files.", 1),
            Segment("item", "3.", "The IOM gives it an office.", 1),
        ],
        facts,
    )
    assert [s.charged for s in found] == [("TS",), ("TS",), ("IO",)]
    assert found[1].reasons[0].startswith("title: ")


def test_words_alone_stand_for_whom_was_named_last():
    found = with_duties(
        [
            Segment("heading", "", "Secretaría Pro-Témpore", 1),
            Segment("item", "•", "Encomendar a la Secretaría el informe.", 1),
            Segment("item", "•", "The Ad Hoc Group met. Request the Group to act.", 1),
            Segment("item", "•", "Request the Network to act.", 1),
        ]
    )
    assert [s.charged for s in found] == [(), ("PPT",), ("WORKING_GROUP",), ()]


def test_a_word_of_two_meanings_is_said_to_be_so():
    (found,) = with_duties([segment("item", "A biannual form.")])
    assert found.reasons == ("deadline: biannual", "ambiguous: biannual")


def items(lead, *texts):
    segments = [Segment("chapeau", "", lead)]
    segments += [Segment("item", "a)", text, level=1) for text in texts]
    return [segment.charged for segment in with_duties(segments)][1:]


@pytest.mark.parametrize("lead", ["Solicitar:", "Instar a:", "Se invita a:"])
def test_items_say_whom_their_lead_asks(lead):
    found = items(lead, "A la PPT, que convoque un taller.", "la OIM, que lo apoye.")
    assert found == [("PPT",), ("IO",)]


def test_whom_one_thanks_is_not_asked():
    assert items("Agradecer a:", "A la PPT, por el taller.") == [()]


def test_a_lead_that_halts_at_an_actor_goes_on_in_its_items():
    found = items("It was decided to ask the RCGM:", "to ask the TS for a list")
    assert found == [("RCGM", "TS")]


def test_terms_of_reference_do_not_reach_into_the_annex():
    facts = facts_of(["TERMS OF REFERENCE OF THE AD HOC GROUP ON RIVERS"], "")
    segments = [
        Segment("item", "1.", "To draw a map.", level=1),
        Segment("heading", "", "ANNEX", part="annex"),
        Segment("item", "1.", "Name of the river", level=1),
    ]
    found = [segment.charged for segment in with_duties(segments, facts)]
    assert found == [("WORKING_GROUP",), (), ()]
