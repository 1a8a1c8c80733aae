"""Corr., Add., and what takes a text's place."""

from __future__ import annotations

import pytest

from cms.audit.models import Event
from cms.works.corrections import begin_correction, declare_successor, supersede
from cms.works.models import RelationKind, Work
from cms.works.states import WrongStateError
from tests.factories import people, works
from tests.factories.works import approve_step, page_of, submit_work

CORR, ADD = RelationKind.CORRECTS, RelationKind.ADDS_TO


def written(work: Work) -> Work:
    """Write something into each page of a correction's draft."""
    for expression in work.expressions.all():
        page = page_of(work, expression.language).get_latest_revision_as_object()
        page.body = [{"type": "paragraph", "value": {"text": "For 2014 read 2015."}}]
        page.save_revision()
    return work


def issued(work: Work, kind: RelationKind) -> Work:
    made = written(begin_correction(work=work, kind=kind, by=people.editor()))
    submit_work(made)
    approve_step(made, by=people.coordinator())
    return approve_step(made, by=people.head_of_delegation("CR"))


def test_corrections_are_numbered_on_the_symbol_of_their_text(site):
    work = works.adopted_action_plan()
    symbols = [issued(work, kind).symbol for kind in (CORR, CORR, ADD)]
    base = "RCM/VM/XX/2015/AP"
    assert symbols == [f"{base}/Corr.1", f"{base}/Corr.2", f"{base}/Add.1"]
    work.refresh_from_db()
    assert (work.state, work.symbol) == ("adopted", base)
    # The next text of the same stem is no correction.
    assert works.adopted_action_plan().symbol == f"{base}/2"


def test_a_correction_takes_the_way_of_its_type_in_its_languages(site):
    work = works.adopted_action_plan()
    made = begin_correction(work=work, kind=CORR, by=people.editor())
    assert (made.type_code, made.state) == ("action_plan", "draft")
    assert {e.language for e in made.expressions.all()} == {"en", "es"}
    assert page_of(made).title == "Corrigendum 1: Action Plan under Test"
    assert page_of(made).get_parent() == page_of(work).get_parent()
    keys = {e.page.translation_key for e in made.expressions.select_related("page")}
    assert len(keys) == 1
    only = begin_correction(work=work, kind=ADD, languages=["es"], by=None)
    assert [e.language for e in only.expressions.all()] == ["es"]


@pytest.mark.parametrize("make", [works.draft_action_plan, works.cleared_action_plan])
def test_only_what_is_settled_is_corrected(site, make):
    with pytest.raises(WrongStateError):
        begin_correction(work=make(), kind=CORR, by=None)


def test_a_correction_is_not_corrected_itself(site):
    made = issued(works.adopted_action_plan(), CORR)
    with pytest.raises(WrongStateError):
        begin_correction(work=made, kind=CORR, by=None)


def test_what_supersedes_leaves_the_old_text_readable(site):
    old, new = works.adopted_action_plan(), works.adopted_action_plan()
    before = list(old.expressions.order_by("pk").values("sha256", "canonical"))
    supersede(old=old, new=new, by=people.coordinator())
    old.refresh_from_db()
    assert (old.state, old.symbol) == ("superseded", "RCM/VM/XX/2015/AP")
    assert list(old.expressions.order_by("pk").values("sha256", "canonical")) == before
    assert page_of(old).live
    said = Event.objects.about(old).last()
    assert (said.verb, said.data) == (
        "works.superseded", {"superseded_by": new.symbol},
    )  # fmt: skip
    assert Event.objects.about(new).last().data == {"supersedes": old.symbol}
    for pair in ((old, new), (new, new), (old, old)):
        with pytest.raises(WrongStateError):
            supersede(old=pair[0], new=pair[1], by=None)


def test_what_a_draft_declared_happens_when_it_is_adopted(site):
    old, draft = works.adopted_action_plan(), works.draft_action_plan()
    declare_successor(work=draft, to=old, by=people.editor())
    old.refresh_from_db()
    assert old.state == "adopted"
    submit_work(draft)
    approve_step(draft, by=people.coordinator())
    approve_step(draft, by=people.head_of_delegation("CR"))
    old.refresh_from_db()
    assert old.state == "superseded"
    with pytest.raises(WrongStateError):
        declare_successor(work=draft, to=old, by=None)


@pytest.mark.parametrize("make", [works.draft_action_plan, works.cleared_action_plan])
def test_nothing_undecided_supersedes(site, make):
    old = works.adopted_action_plan()
    with pytest.raises(WrongStateError):
        supersede(old=old, new=make(), by=None)
    old.refresh_from_db()
    assert old.state == "adopted"
