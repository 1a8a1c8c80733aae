"""The table changes by its action, keeps to its floor, and leaves what is under way."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.models import QuerySet
from wagtail.models import WorkflowTask

from cms.approval import actions
from cms.approval.models import Approval, Procedure, SecretariatTask
from cms.approval.procedures import procedure_for, workflow_for
from cms.audit.models import Event
from cms.conference.models import Role
from cms.works.models import Work
from tests.factories import people, works
from tests.factories.conference import SecretariatFactory
from tests.factories.people import UserFactory
from tests.factories.works import any_page_of, approve_step
from tests.unit.cms.approval.steps import all_of
from tests.unit.cms.approval.test_table import PRESIDENCY, TABLE, submitted

A_REASON = "The Troika asked for it in writing."

FLOOR = [
    ({"decided_by": "none"}, "cannot lose"),
    ({"decided_by": "none", "outcome": "received"}, "cannot lose"),
    ({"outcome": "recorded"}, "adopted"),
    ({"outcome": "published"}, "outcome of their own"),
    ({"prepared_by": []}, "Somebody must prepare"),
    ({"prepared_by": ["nobody"]}, "Somebody must prepare"),
]


@pytest.mark.parametrize(("changes", "said"), FLOOR)
@pytest.mark.parametrize("code", ["declaration", "financial_report"])
def test_types_that_need_the_presidency_keep_its_step(site, code, changes, said):
    events = Event.objects.count()
    with pytest.raises(actions.WrongProcedureError, match=said):
        actions.change_procedure(
            code=code, changes=changes, reason=A_REASON, by=people.coordinator()
        )
    assert procedure_for(code).steps == TABLE[code][1]
    assert Event.objects.filter(verb="approval.procedure_changed").count() == 0
    assert Event.objects.count() >= events


def test_pages_may_do_without_the_presidency_but_not_without_anybody(site):
    coordinator = people.coordinator()
    with pytest.raises(actions.WrongProcedureError, match="Without any step"):
        actions.change_procedure(
            code="news", changes={"decided_by": "none"}, reason=A_REASON,
            by=coordinator,
        )  # fmt: skip
    actions.change_procedure(
        code="news", changes={"decided_by": "none", "cleared_by": "coordinator"},
        reason=A_REASON, by=coordinator,
    )  # fmt: skip
    assert procedure_for("news").steps == ["coordinator"]
    tasks = workflow_for("news").tasks
    assert [task.specific.step for task in tasks] == ["coordinator"]
    event = Event.objects.get(verb="approval.procedure_changed")
    assert event.data["reason"] == A_REASON
    assert event.data["changes"]["decided_by"] == ["presidency", "none"]


@pytest.mark.parametrize(
    ("make", "reason", "error"),
    [
        (people.coordinator, "  short ", actions.ReasonMissingError),
        (people.editor, A_REASON, actions.NotEntitledError),
        (lambda: people.head_of_delegation("CR"), A_REASON, actions.NotEntitledError),
        (UserFactory, A_REASON, actions.NotEntitledError),
    ],
)
def test_who_changes_the_table_and_with_what_reason(site, make, reason, error):
    with pytest.raises(error):
        actions.change_procedure(
            code="news", changes={"cleared_by": "coordinator"}, reason=reason, by=make()
        )
    assert procedure_for("news").cleared_by == "none"


def test_no_other_door_changes_the_table(site):
    row = procedure_for("declaration")
    row.decided_by = "none"
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        Procedure.objects.filter(code="declaration").update(decided_by="none")
    with pytest.raises(TypeError):
        row.delete()
    with pytest.raises(TypeError):
        Procedure.objects.all().delete()
    assert procedure_for("declaration").decided_by == "presidency"


def test_the_system_check_sees_what_raw_sql_did(site):
    call_command("check", databases=["default"])
    QuerySet(Procedure).filter(code="declaration").update(decided_by="none")
    with pytest.raises(SystemCheckError, match=r"approval\.E001"):
        call_command("check", databases=["default"])
    # An editor does not get it in, and whoever does does not get it adopted.
    with pytest.raises(actions.NotEntitledError):
        submitted("declaration")
    coordinator = people.coordinator()
    work = submitted(
        "declaration", by=people.appointed(Role.ARCHIVIST, SecretariatFactory())
    )
    before = all_of(work)
    with pytest.raises(actions.StepMissingError, match="Only the Presidency"):
        approve_step(work, by=coordinator)
    assert all_of(work) == before


# What is under way goes on as it began


def test_an_open_approval_keeps_the_procedure_it_began_with(site):
    work = submitted("partner_report")
    actions.change_procedure(
        code="partner_report", changes={"cleared_by": "coordinator"},
        reason=A_REASON, by=people.coordinator(),
    )  # fmt: skip
    done = approve_step(work, by=people.editor(), checked=("audience", "completeness"))
    assert done.state == "received"
    later = submitted("partner_report")
    state = any_page_of(later).current_workflow_state
    assert state.current_task_state.task.specific.step == "coordinator"


def test_a_workflow_emptied_in_wagtail_leads_around_nothing(site):
    work = submitted("declaration")
    WorkflowTask.objects.all().delete()
    approve_step(work, by=people.coordinator())
    state = any_page_of(work).current_workflow_state
    assert state.current_task_state.task.specific.step == PRESIDENCY
    assert approve_step(work, by=people.head_of_delegation("CR")).state == "adopted"


def test_a_task_disabled_in_wagtail_leaves_nothing_stuck_or_adopted(site):
    first, second = submitted("declaration"), works.draft_text("declaration")
    SecretariatTask.objects.get().deactivate(user=UserFactory(is_superuser=True))
    state = any_page_of(first).current_workflow_state
    assert state.current_task_state.task.specific.step == "secretariat"
    approve_step(first, by=people.coordinator())
    assert approve_step(first, by=people.head_of_delegation("CR")).state == "adopted"
    actions.submit(page=any_page_of(second), by=people.editor())
    state = any_page_of(second).current_workflow_state
    assert state.current_task_state.task.specific.step == "secretariat"


def test_a_workflow_disabled_in_wagtail_makes_a_draft_again(site):
    work = submitted("declaration")
    workflow_for("declaration").deactivate()
    work.refresh_from_db()
    assert work.state == "draft"
    assert Approval.objects.get(work=work).result == "withdrawn"
    actions.submit(page=any_page_of(work), by=people.editor())
    assert Work.objects.get(pk=work.pk).state == "in_approval"
