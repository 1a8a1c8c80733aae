"""CSL-JSON is read by citeproc-py."""

import json
import warnings

import pytest
from citeproc.source.json import CiteProcJSON

from cms.exchange.citations import csl
from cms.exchange.citations.cited import cite, in_words
from tests.factories.descriptions import description, text


def test_a_processor_of_citations_reads_it():
    written = json.loads(csl.write([cite(description(), "es")]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "event-title" came with CSL 1.0.2
        (reference,) = CiteProcJSON(written).values()
    assert str(reference["title"]) == "Plan de Acción"
    assert reference["type"] == "document"
    assert reference["issued"]["year"] == 2015
    assert reference["issued"]["day"] == 12
    assert written[0]["author"] == [{"literal": "Conferencia"}]
    assert written[0]["language"] == "es"


def test_what_is_not_known_is_left_out():
    made = description(day=None, meeting=None, symbol="", address="", texts=())
    (found,) = json.loads(csl.write([cite(made, "en")]))
    assert found["title"] == found["id"] == made.uuid
    assert not {"issued", "number", "URL", "publisher-place", "note"} & set(found)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Conference, Plan of Action, RCM/VM/XX/2015/AP, Mexico City, Mexico, "
            "12 November 2015, https://example.org/reference/RCM/VM/XX/2015/AP",
        ),
        (
            "es",
            "Conferencia, Plan de Acción, RCM/VM/XX/2015/AP, Ciudad de México, "
            "México, 12 de noviembre de 2015, "
            "https://example.org/reference/RCM/VM/XX/2015/AP",
        ),
    ],
)
def test_in_words(language, said):
    assert in_words(cite(description(), language)) == said


def test_an_unofficial_translation_and_a_superseded_text_say_so():
    made = description(state="superseded", texts=(text(status="unofficial"),))
    said = in_words(cite(made, "en"))
    assert "[Unofficial translation; Superseded by a later text], https:" in said
