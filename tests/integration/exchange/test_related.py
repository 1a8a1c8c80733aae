"""Works that correct or replace others: told to those who may read both."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.exchange.gathering import describe
from cms.works.models import Relation, RelationKind, WorkAudience
from cms.works.sharing import set_audience
from tests.factories import works

pytestmark = pytest.mark.django_db


def related(work, reader=None):
    made = describe(work, reader=reader or AnonymousUser(), origin="https://x")
    return [(each.kind, each.symbol, each.address) for each in made.related]


@pytest.mark.parametrize(
    ("kind", "later_says", "earlier_says"),
    [
        (RelationKind.SUPERSEDES, "replaces", "is_replaced_by"),
        (RelationKind.CORRECTS, "corrects", "is_corrected_by"),
        (RelationKind.ADDS_TO, "adds_to", "has_addendum"),
    ],
)
def test_each_end_names_the_other(coordinator, kind, later_says, earlier_says):
    earlier, later = works.recorded_action_plan(), works.recorded_action_plan()
    Relation.objects.create(work=later, to=earlier, kind=kind)
    address = "https://x/reference/"
    assert related(later) == [(later_says, earlier.symbol, address + earlier.symbol)]
    assert related(earlier) == [(earlier_says, later.symbol, address + later.symbol)]
    set_audience(work=later, audience=WorkAudience.STEERING, by=coordinator.user)
    assert related(earlier) == []
    assert len(related(earlier, coordinator.user)) == 1
