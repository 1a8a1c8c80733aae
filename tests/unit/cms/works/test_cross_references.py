"""What settled texts refer to: both ways, and only for those who may read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from cms.conference.numerals import roman
from cms.works.cross_references import references_of
from cms.works.models import CrossReference, WorkAudience
from tests.factories import people
from tests.factories.texts import recorded_text, rows, translated

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
CITES_BOTH = (
    "Recalling paragraph 2 of the Action Plan of the XX RCM and RCM/VM/XX/2015/DEC."
)


def english(work):
    return work.expressions.get(language="en")


def plan(**fields):
    return recorded_text({"en": rows("First.", "Second.", "Third.")}, **fields)


def citing(text=CITES_BOTH, **fields):
    fields = {"type_code": "conclusions", "ordinal": 21} | fields
    return recorded_text({"en": rows("Nothing.", text)}, **fields)


def test_both_ways(site):
    cited, text = plan(), citing()
    found = references_of(english(text), user=ANYBODY)
    assert [row.work for row in found.cites] == [cited]
    back = references_of(english(cited), user=ANYBODY)
    assert [(row.work, row.numbers) for row in back.cited_by] == [(text, (2,))]


def test_a_link_leads_to_the_counted_paragraph(site):
    cited = plan()
    found = references_of(english(citing()), user=ANYBODY)
    (link,) = found.links[2]
    assert link.url == f"{english(cited).url}#p2"


def test_printed_numbers_come_first(site):
    paragraphs = rows("Preamble.") + rows("First.", label="1.")
    cited = recorded_text({"en": paragraphs + rows("Second.", label="2.")})
    (link,) = references_of(english(citing()), user=ANYBODY).links[2]
    assert link.url == f"{english(cited).url}#p3"


def test_a_number_that_the_text_does_not_have_leads_to_the_text(site):
    cited = recorded_text({"en": rows("Alone.")})
    (link,) = references_of(english(citing()), user=ANYBODY).links[2]
    assert link.url == english(cited).url


def test_a_paper_that_comes_later_is_found_too(site):
    text = citing()
    assert references_of(english(text), user=ANYBODY).cites == []
    cited = plan()
    found = references_of(english(text), user=ANYBODY)
    assert [row.work for row in found.cites] == [cited]


def test_by_symbol(site):
    declaration = plan(type_code="declaration")
    assert declaration.symbol == "RCM/VM/XX/2015/DEC"
    found = references_of(english(citing()), user=ANYBODY)
    assert [row.work for row in found.cites] == [declaration]


def test_two_papers_of_one_kind_are_not_sure(site):
    plan()
    plan()
    assert references_of(english(citing()), user=ANYBODY).cites == []


def test_both_languages_count_once(site):
    cited = plan()
    paragraphs = rows("One.", CITES_BOTH)
    text = recorded_text(
        {"en": paragraphs, "es": translated(paragraphs, "Plan de Acción de la XX CRM")},
        type_code="conclusions",
        ordinal=21,
    )
    assert len(references_of(english(text), user=ANYBODY).cites) == 1
    (row,) = references_of(english(cited), user=ANYBODY).cited_by
    assert row.numbers == (1, 2)


@pytest.mark.parametrize("hidden", ["cited", "citing"])
def test_what_one_may_not_read_is_nowhere(site, hidden):
    few = {"audience": WorkAudience.STEERING}
    cited = plan(**(few if hidden == "cited" else {}))
    text = citing(**(few if hidden == "citing" else {}))
    forth = references_of(english(text), user=ANYBODY)
    back = references_of(english(cited), user=ANYBODY)
    if hidden == "cited":
        assert (forth.cites, forth.links) == ([], {})
    else:
        assert back.cited_by == []
    editor = people.coordinator()
    assert len(references_of(english(text), user=editor).cites) == 1
    assert len(references_of(english(cited), user=editor).cited_by) == 1


def test_a_draft_refers_to_nothing_yet(site):
    citing()
    kept = CrossReference.objects.count()
    assert kept == 2
    call_command("find_references", verbosity=0)
    assert CrossReference.objects.count() == kept


def test_a_text_that_names_very_many_papers(site):
    cited = plan()
    named = " ".join(
        f"the {roman(n)} {kind}."
        for n in range(1, 80)
        for kind in ("Declaration", "Action Plan")
    )
    found = references_of(english(citing(named * 3)), user=ANYBODY)
    assert [row.work for row in found.cites] == [cited]


def test_a_cited_text_without_a_page_is_not_listed(site):
    cited, text = plan(), citing()
    page = english(cited).page
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert references_of(english(text), user=ANYBODY).cites == []
