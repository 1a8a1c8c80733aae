"""Conditions are judged by facts alone, each for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.content_rules.conditions import KINDS, Condition, gone, holds, judge, say
from cms.content_rules.facts import Facts, facts_of
from cms.content_rules.subjects import Subject
from cms.works.models import WorkAudience
from tests.factories import works
from tests.factories.conference import PartyFactory
from tests.factories.documents import text_file
from tests.factories.rules import is_, is_not

FACTS = Facts(
    type="action_plan",
    body="vm",
    meeting="7",
    state="draft",
    audience="members",
    author="MX",
    author_kind="state",
    languages_missing=frozenset({"es"}),
    has_file=False,
    capacity="presidency",
)
# Written by hand: what holds of the facts above, and what does not.
HOLDING = {
    "type": "action_plan",
    "body": "vm",
    "meeting": "7",
    "state": "draft",
    "audience": "members",
    "author": "MX",
    "author_kind": "state",
    "language_missing": "es",
    "no_file": "False",
    "capacity": "presidency",
}
OTHER = {
    "type": "declaration",
    "body": "rcgm",
    "meeting": "8",
    "state": "adopted",
    "audience": "public",
    "author": "GT",
    "author_kind": "network",
    "language_missing": "en",
    "no_file": "True",
    "capacity": "secretariat",
}


def test_every_kind_is_in_the_table():
    assert set(HOLDING) == set(OTHER) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_the_values_must_fit(kind):
    good, bad = HOLDING[kind], OTHER[kind]
    assert holds(is_(kind, good), FACTS)
    assert holds(is_(kind, bad, good), FACTS)
    assert not holds(is_(kind, bad), FACTS)
    assert not holds(is_not(kind, good), FACTS)
    assert not holds(is_not(kind, bad, good), FACTS)
    assert holds(is_not(kind, bad), FACTS)


def test_an_unknown_kind_never_holds():
    assert not holds(Condition("horoscope", False, ("lion",)), FACTS)
    assert not holds(Condition("horoscope", True, ("lion",)), FACTS)


conditions = st.builds(
    Condition,
    st.sampled_from([*KINDS, "horoscope"]),
    st.booleans(),
    st.lists(st.sampled_from([*HOLDING.values(), *OTHER.values()]), max_size=4).map(
        tuple
    ),
)


@given(
    st.lists(conditions, max_size=8).flatmap(
        lambda found: st.tuples(st.just(found), st.permutations(found))
    )
)
def test_order_does_not_matter_and_judging_changes_nothing(pair):
    found, shuffled = pair
    first = judge(found, FACTS)
    assert sorted(judge(shuffled, FACTS)) == sorted(first)
    assert judge(found, FACTS) == first


@given(conditions)
def test_a_negation_is_the_opposite(condition):
    other = condition._replace(is_negated=not condition.is_negated)
    is_known = condition.kind in KINDS
    assert (holds(condition, FACTS) != holds(other, FACTS)) == is_known


@pytest.mark.django_db
class TestFacts:
    def test_of_a_draft(self, site):
        mexico = PartyFactory(code="MX")
        work = works.draft_action_plan(author=mexico)
        facts = facts_of(Subject(work=work))
        assert facts == Facts(
            type="action_plan",
            body="vm",
            meeting=str(work.meeting.pk),
            state="draft",
            audience="meeting",
            author="MX",
            author_kind="state",
        )

    def test_of_one_with_a_file_and_one_language(self, site):
        work = works.draft_action_plan(audience=WorkAudience.MEMBERS)
        work.expressions.get(language="es").delete()
        text_file(by=None, expression=work.expressions.get())
        facts = facts_of(Subject(work=work))
        assert facts.languages_missing == {"es"}
        assert facts.has_file
        assert facts.audience == "members"

    def test_of_a_meeting(self, site):
        meeting = works.draft_action_plan().meeting
        facts = facts_of(Subject(of_meeting=meeting))
        assert facts == Facts(body="vm", meeting=str(meeting.pk))


@pytest.mark.django_db
def test_what_no_longer_exists_is_named(site):
    condition = is_("type", "action_plan", "telegram")
    assert gone(condition) == ["telegram"]
    assert say(condition) == (
        "Type of the text is: Action Plan or telegram (no longer exists)"
    )
    assert say(is_not("state", "draft")) == "State is not: draft"
    assert "horoscope" in say(is_("horoscope", "lion"))
