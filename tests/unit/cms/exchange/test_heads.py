"""The head of a page says what is known, and nothing that is not."""

import dataclasses

import pytest

from cms.exchange.description import File, Related
from cms.exchange.heads import json_ld, meta_tags
from tests.factories.descriptions import CHANGED, description, text

PDF = File(
    3, "Plan", "plan.pdf", "en", "application/pdf", 12, "cd" * 32, 2, 1, CHANGED,
    "https://example.org/files/3/", "https://example.org/plan.pdf",
)  # fmt: skip


def said(made, text_in="en"):
    found = made.text_in(text_in)
    tags = {}
    for tag in meta_tags(made, found):
        tags.setdefault(tag.name, []).append(tag.content)
    return tags


def test_dates_are_written_as_each_reader_wants_them():
    tags = said(description())
    assert tags["DCTERMS.issued"] == ["2015-11-12"]
    assert tags["citation_publication_date"] == ["2015/11/12"]
    assert tags["og:description"] == [
        "Action Plan, RCM/VM/XX/2015/AP, 12 November 2015, XX Meeting"
    ]


def test_nothing_is_said_of_what_is_not_known():
    tags = said(description(day=None, meeting=None))
    assert not {"DCTERMS.issued", "citation_publication_date", "DCTERMS.spatial"} & set(
        tags
    )
    assert all(content for values in tags.values() for content in values)


@pytest.mark.parametrize(
    ("file", "named"),
    [
        (PDF, True),
        (dataclasses.replace(PDF, language="es"), False),
        (dataclasses.replace(PDF, address=""), False),
        (dataclasses.replace(PDF, media_type="text/plain"), False),
    ],
)
def test_the_pdf_of_this_language_that_is_given_out(file, named):
    assert ("citation_pdf_url" in said(description(files=(file,)))) == named


def test_a_superseded_text_leads_to_the_one_in_force():
    after = Related("is_replaced_by", "u", "S", "https://example.org/reference/S")
    tags = said(description(state="superseded", related=(after,)))
    assert tags["DCTERMS.isReplacedBy"] == [after.address]
    assert tags["DC.description"] == ["Superseded by a later text"]


def test_a_restricted_text_says_so():
    made = description(is_public=False)
    assert said(made)["DCTERMS.accessRights"] == ["Restricted"]
    data = json_ld(made, made.texts[0])
    assert data["isAccessibleForFree"] is False


def test_schema_org_names_files_translations_and_place():
    made = description(files=(PDF, dataclasses.replace(PDF, id=4, language="es")))
    data = json_ld(made, made.texts[0])
    assert [each["contentUrl"] for each in data["encoding"]] == [PDF.address]
    assert [each["inLanguage"] for each in data["workTranslation"]] == ["es"]
    assert data["locationCreated"]["name"] == "Mexico City, Mexico"
    alone = description(texts=(text(),), meeting=None)
    assert not {"workTranslation", "encoding", "locationCreated"} & set(
        json_ld(alone, alone.texts[0])
    )
