"""What waits: how long, for whom, the reader's own turn first."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from cms.approval.models import PresidencyTask, SecretariatTask
from cms.approval.queue import waiting
from tests.factories import people, works
from tests.factories.works import page_of


def age(work, days: int) -> None:
    step = page_of(work).current_workflow_state.current_task_state
    TaskState.objects.filter(pk=step.pk).update(
        started_at=timezone.now() - dt.timedelta(days=days)
    )


@pytest.fixture
def queue(site) -> dict:
    """Four texts: name → work, each waiting for so many days."""
    made = {
        "cleared 1": works.cleared_action_plan(),
        "cleared 5": works.cleared_action_plan(),
        "submitted 3": works.submitted_action_plan(),
        "submitted 9": works.submitted_action_plan(),
    }
    for name, work in made.items():
        age(work, int(name.split()[1]))
    works.draft_action_plan()
    works.recorded_action_plan()
    return {work.pk: name for name, work in made.items()}


def names(queue: dict, user) -> list[str]:
    return [queue[row.expression.work_id] for row in waiting(user=user)]


def test_ones_own_turn_comes_first_then_the_oldest(queue):
    assert names(queue, people.head_of_delegation("CR")) == [
        "cleared 5", "cleared 1", "submitted 9", "submitted 3",
    ]  # fmt: skip
    assert names(queue, people.coordinator()) == [
        "submitted 9", "submitted 3", "cleared 5", "cleared 1",
    ]  # fmt: skip
    assert names(queue, people.editor()) == [
        "submitted 9", "submitted 3", "cleared 5", "cleared 1",
    ]  # fmt: skip


def test_each_row_says_how_long_and_for_whom(queue):
    rows = {queue[r.expression.work_id]: r for r in waiting(user=people.coordinator())}
    assert {name: row.age.days for name, row in rows.items()} == {
        "cleared 1": 1, "cleared 5": 5, "submitted 3": 3, "submitted 9": 9,
    }  # fmt: skip
    assert rows["cleared 1"].is_presidency
    assert rows["cleared 1"].turn_of.code == "CR"
    assert not rows["cleared 1"].is_yours
    assert not rows["submitted 3"].is_presidency
    assert rows["submitted 3"].turn_of is None
    assert rows["submitted 3"].is_yours


def test_nothing_waits_where_nothing_was_submitted(site):
    works.draft_action_plan()
    assert waiting(user=people.editor()) == []


def test_wagtails_own_lists_follow_the_same_rule(queue):
    head, coordinator = people.head_of_delegation("CR"), people.coordinator()
    for task, own, other in (
        (PresidencyTask.objects.get(), head, coordinator),
        (SecretariatTask.objects.get(), coordinator, head),
    ):
        assert task.get_task_states_user_can_moderate(own).count() == 2
        assert task.get_task_states_user_can_moderate(other).count() == 0


def test_queries_do_not_grow_with_the_queue(
    site, approver, django_assert_max_num_queries
):

    editor, coordinator = people.editor(), people.coordinator()

    def fill(number: int) -> None:
        for _ in range(number):
            works.cleared_action_plan(by=editor, cleared_by=coordinator)

    fill(3)
    address = reverse("approval_queue")
    approver.get(address)  # whatever is asked once and remembered
    with django_assert_max_num_queries(60) as few:
        approver.get(address)
    fill(9)
    with django_assert_max_num_queries(len(few)) as many:
        response = approver.get(address)
    assert len(response.context["rows"]) == 12
    assert len(many) == len(few)
