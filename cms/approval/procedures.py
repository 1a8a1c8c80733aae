"""The decision table: defaults registered by whoever uses the plugin, rows kept here.

``procedure_for`` gives the row in force; ``workflow_for`` Wagtail's workflow of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Workflow, WorkflowTask

from cms.approval.models import (
    CoordinatorTask,
    DatedTask,
    PresidencyTask,
    Procedure,
    SecondArchivistTask,
    SecretariatTask,
)
from cms.approval.steps import BothLanguages, Clearer, Decider, Outcome, Preparer, Step
from cms.works import types
from cms.works.states import WorkState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from cms.works.models import Work

# The kind of ordinary pages that say nothing else of themselves.
ORDINARY = "page"
TASKS: dict[str, type[DatedTask]] = {
    task_class.step: task_class
    for task_class in (
        SecretariatTask,
        CoordinatorTask,
        SecondArchivistTask,
        PresidencyTask,
    )
}


@dataclass(frozen=True)
class Default:
    """A row of the table as the code brings it; the database has the last word."""

    code: str
    prepared_by: tuple[str, ...]
    cleared_by: str
    decided_by: str
    outcome: str
    both_languages: str
    by_consensus: bool = False
    needs_presenting: bool = False
    clause: str = ""
    # Kinds of ordinary pages are no types of Work and bring their own name.
    name: str | _StrPromise = ""
    # Older papers of any type may follow this row instead of their type's.
    is_for_older: bool = False


_defaults: dict[str, Default] = {}


def register(default: Default) -> Default:
    """Make a default known; a second, different one of that code is an error."""
    if _defaults.setdefault(default.code, default) != default:
        msg = f"Two procedures are called {default.code}"
        raise ValueError(msg)
    return default


def defaults() -> list[Default]:
    """Return every registered default, in the order of registration."""
    return list(_defaults.values())


register(
    Default(
        ORDINARY,
        prepared_by=(Preparer.SECRETARIAT,),
        cleared_by=Clearer.NONE,
        decided_by=Decider.PRESIDENCY,
        outcome=Outcome.PUBLISHED,
        both_languages=BothLanguages.SHOWN_IF_MISSING,
        name=gettext_lazy("Ordinary pages"),
    )
)


def _neutral(code: str) -> Default:
    """Return the default of a type for which nobody registered one."""
    needs_presidency = types.get(code).needs_presidency
    return Default(
        code,
        prepared_by=(Preparer.SECRETARIAT,),
        cleared_by=Clearer.SECRETARIAT,
        decided_by=Decider.PRESIDENCY if needs_presidency else Decider.NONE,
        outcome=Outcome.ADOPTED if needs_presidency else Outcome.RECEIVED,
        both_languages=BothLanguages.SHOWN_IF_MISSING,
    )


def codes() -> list[str]:
    """Return the code of every row: types of Work first, then kinds of pages."""
    of_types = [work_type.code for work_type in types.all_types()]
    return of_types + [code for code in _defaults if code not in of_types]


def name_of(code: str) -> str:
    """Return the name of a row in the active language."""
    default = _defaults.get(code)
    if default and default.name:
        return str(default.name)
    try:
        return str(types.get(code).name)
    except KeyError:
        return code


def procedure_for(code: str) -> Procedure:
    """Return the row of a type or kind, entered from its default the first time.

    Raises KeyError if neither a type nor a default of that code is known.
    """
    found = Procedure.objects.filter(code=code).first()
    if found:
        return found
    default = _defaults.get(code) or _neutral(code)
    fields: dict[str, Any] = {
        name: getattr(default, name) for name in (*Procedure.RULES, "clause")
    }
    fields["prepared_by"] = [str(who) for who in default.prepared_by]
    return Procedure.objects.get_or_create(code=code, defaults=fields)[0]


def older_code(work: Work) -> str | None:
    """Return the row that older papers may follow, if a work is old enough.

    Old is what was dated, or whose meeting ended, before decisions were taken here
    (``APPROVAL_SINCE``); so no new text comes around the Presidency this way. What
    corrects, adds to or replaces a text that was decided here is new, whatever its
    meeting.
    """
    since: dt.date | None = getattr(settings, "APPROVAL_SINCE", None)
    days = [work.dated_on]
    if work.meeting:
        days.append(work.meeting.ends_on or work.meeting.starts_on)
    known = [day for day in days if day]
    if since is None or not known or max(known) >= since:
        return None
    if work.relations.exclude(to__state=WorkState.RECORDED).exists():
        return None
    return next((d.code for d in _defaults.values() if d.is_for_older), None)


@transaction.atomic
def workflow_for(code: str) -> Workflow:
    """Return the workflow of a row, with exactly its steps and active.

    The table is the rule and the workflow only carries it: what somebody changed in
    Wagtail is put right here, at the next submission.
    """
    procedure = procedure_for(code)
    workflow = procedure.workflow
    if workflow is None or not workflow.active:
        with translation.override(settings.LANGUAGE_CODE):
            name = _("Approval: %(type)s") % {"type": name_of(code)}
        workflow = Workflow.objects.create(name=name[:255])
        Procedure.objects.filter(pk=procedure.pk).update(workflow=workflow)
    put_right(workflow, procedure.steps)
    return workflow


def put_right(workflow: Workflow, steps: list[str]) -> None:
    """Give a workflow the tasks of these steps, in this order, and no others."""
    tasks = [task_of(step) for step in steps]
    now = list(
        WorkflowTask.objects.filter(workflow=workflow)
        .order_by("sort_order")
        .values_list("task_id", flat=True)
    )
    if now == [task.pk for task in tasks]:
        return
    WorkflowTask.objects.filter(workflow=workflow).delete()
    for order, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)


def task_of(step: str) -> DatedTask:
    """Return the one task of a step, active, made if it is missing."""
    task_class = TASKS[step]
    task = task_class.objects.order_by("pk").first()
    if task is None:
        with translation.override(settings.LANGUAGE_CODE):
            task = task_class.objects.create(name=str(Step(step).label))
    if not task.active:
        task.active = True
        task.save(update_fields=["active"])
    return task
