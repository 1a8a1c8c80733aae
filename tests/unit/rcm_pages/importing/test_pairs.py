"""Which text is the same paper in the other language, and what both share."""

import pytest

from cms.works.models import Work
from rcm_pages.importing import actions
from tests.integration.importing.imports import said, segment, under_review

pytestmark = pytest.mark.django_db
ES = {"language": "es", "title": "PLAN DE ACCIÓN DE PRUEBA"}


def paragraphs(record):
    return record.page.specific.get_latest_revision_as_object().paragraphs()


def test_of_sisters_that_differ_only_what_aligns_shares_its_id(site):
    one = actions.build(record=under_review(), by=None)
    other = said()["result"]["segments"]
    other.insert(1, segment("preamble", "Considerando;", 9))
    two = actions.build(record=under_review(segments=other, **ES), by=None)
    assert one.page.translation_key == two.page.translation_key
    ids = [p.id for p in paragraphs(two)]
    assert [p.id for p in paragraphs(one)] == [ids[0], *ids[2:]]
    assert len(set(ids)) == 5


def test_among_several_sisters_the_one_that_is_alike_counts(site):
    older = {"type": "older_paper"}
    slides = [segment("item", f"Slide {n}", n, label="•", level=1) for n in range(9)]
    actions.build(record=under_review(segments=slides, **older), by=None)
    stranger = actions.build(record=under_review(**ES, **older), by=None)
    assert Work.objects.count() == 2
    again = actions.build(
        record=under_review(segments=slides, content=b"third", **ES, **older), by=None
    )
    work = again.page.specific.own_expression.work
    assert work != stranger.page.specific.own_expression.work
    assert work.expressions.count() == 2
