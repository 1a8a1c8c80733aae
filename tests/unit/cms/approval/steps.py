"""Steps of an approval, as the tests take them."""

from __future__ import annotations

from wagtail.models import TaskState

from cms.approval import actions
from cms.audit.models import Event
from cms.works.models import Work
from cms.works.texts import work_hash
from tests.factories.works import page_of


def step_of(work: Work) -> TaskState:
    return page_of(work).current_workflow_state.current_task_state


def approve(work: Work, by, **kwargs):
    kwargs = {"shown_hash": work_hash(work)} | kwargs
    return actions.approve(task_state_id=step_of(work).pk, by=by, **kwargs)


def all_of(work: Work) -> list:
    """Whatever a refused step must leave as it was."""
    work = Work.objects.get(pk=work.pk)
    return [
        (work.state, work.symbol, work.settled_at),
        list(work.expressions.values("sha256", "title", "page__live").order_by("pk")),
        list(TaskState.objects.values("status", "comment", "finished_by")),
        Event.objects.count(),
    ]


def edit(work: Work, title: str, language: str = "en") -> None:
    page = page_of(work, language).get_latest_revision_as_object()
    page.title = title
    page.save_revision()
