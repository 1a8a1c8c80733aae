"""No text of a type that the Presidency decides comes around it as an older paper."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.approval import actions
from cms.approval.procedures import older_code
from cms.works.corrections import begin_correction, declare_successor
from cms.works.models import RelationKind, Work
from cms.works.states import WorkState
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.people import UserFactory
from tests.factories.works import any_page_of, approve_step
from tests.unit.cms.approval.steps import all_of

PROVENANCE = "Found in a test"
REASON = "The Presidency's only decider has died; the Troika asked for it."


@pytest.mark.parametrize("kind", [RelationKind.CORRECTS, RelationKind.ADDS_TO])
def test_a_corrigendum_of_what_was_adopted_here_is_no_older_paper(site, kind):
    """The meeting of 2015 is older than the decisions taken here; the Corr. is not."""
    adopted, recorded = works.adopted_action_plan(), works.recorded_action_plan()
    archivist = people.archivist()
    new = begin_correction(work=adopted, kind=kind, by=archivist)
    assert older_code(new) is None
    with pytest.raises(actions.NotReadyError, match="goes to the Presidency"):
        actions.submit(page=any_page_of(new), as_older=True, by=archivist)
    old = begin_correction(work=recorded, kind=kind, by=archivist)
    assert older_code(old) == "older_paper"


def test_nor_is_what_takes_the_place_of_it(site):
    adopted, archivist = works.adopted_action_plan(), people.archivist()
    new = works.draft_action_plan(provenance=PROVENANCE, by=archivist)
    declare_successor(work=new, to=adopted, by=archivist)
    with pytest.raises(actions.NotReadyError, match="goes to the Presidency"):
        actions.submit(page=any_page_of(new), as_older=True, by=archivist)


def test_what_turns_out_to_be_new_is_not_recorded_any_more(site):
    archivist, second = people.archivist(), people.archivist()
    work = works.draft_text("declaration", by=archivist, provenance=PROVENANCE)
    actions.submit(page=any_page_of(work), as_older=True, by=archivist)
    work = Work.objects.get(pk=work.pk)
    work.dated_on = dt.date(2026, 11, 20)
    work.save()
    before = all_of(work)
    with pytest.raises(actions.StepMissingError, match="Only the Presidency"):
        approve_step(work, by=second)
    assert all_of(work) == before


def test_an_editor_enters_no_older_paper_of_such_a_type(site):
    editor = people.editor()
    work = works.draft_text("declaration", by=editor, provenance=PROVENANCE)
    with pytest.raises(actions.NotEntitledError):
        actions.submit(page=any_page_of(work), as_older=True, by=editor)
    actions.submit(page=any_page_of(work), as_older=True, by=people.archivist())


def test_nobody_submits_what_they_may_not_read(site):
    """The Secretariat does not hand in a delegation's draft, nor a rule for it."""
    mexico, head = MemberStateFactory(code="MX"), people.head_of_delegation("MX")
    work = works.draft_action_plan(prepared_by=mexico, by=head)
    with pytest.raises(actions.NotEntitledError):
        actions.submit(page=any_page_of(work), by=people.coordinator())
    actions.submit(page=any_page_of(work), by=head)


def test_the_broken_glass_leaves_one_text_in_force(site):
    adopted, new = works.adopted_action_plan(), works.draft_action_plan()
    declare_successor(work=new, to=adopted, by=people.editor())
    actions.break_glass(
        work=new,
        to=WorkState.ADOPTED,
        reason=REASON,
        by=UserFactory(is_superuser=True),
    )
    adopted.refresh_from_db()
    assert adopted.state == WorkState.SUPERSEDED


def test_the_broken_glass_adopts_no_work_without_a_text(site):
    work = works.draft_action_plan(languages=())
    with pytest.raises(actions.ApprovalError, match="no text"):
        actions.break_glass(
            work=work,
            to=WorkState.ADOPTED,
            reason=REASON,
            by=UserFactory(is_superuser=True),
        )
    assert Work.objects.get(pk=work.pk).state == WorkState.DRAFT
