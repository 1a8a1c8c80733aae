"""Who may take a step, asked at the moment of action."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from cms.approval.steps import Preparer, Step
from cms.conference.models import Role
from cms.conference.permissions import (
    appointments_of,
    is_archivist,
    is_keeper,
    is_secretariat,
    may_clear,
    may_decide,
)
from cms.works.models import Expression
from cms.works.permissions import may_edit, may_read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cms.approval.models import Procedure
    from cms.works.models import Work

NOBODY: frozenset[int] = frozenset()


def may_take(step: str, user: Any, preparers: Collection[int] = NOBODY) -> bool:
    """Tell whether a person may take a step now on what ``preparers`` prepared.

    The Presidency's step is its deciders' alone. An editor clears what others wrote;
    the Coordinator answers for the Secretariat and clears whatever it is. A second
    archivist is never the first.
    """
    if step == Step.PRESIDENCY:
        return may_decide(user)
    if step == Step.COORDINATOR:
        return may_clear(user)
    is_first = getattr(user, "pk", None) in preparers
    if step == Step.SECOND_ARCHIVIST:
        return is_archivist(user) and not is_first
    return may_clear(user) or (_is_editor(user) and not is_first)


def _is_editor(user: Any) -> bool:
    return is_secretariat(user) and any(
        appointment.role == Role.EDITOR for appointment in appointments_of(user)
    )


def preparers_of(works: Iterable[Work]) -> dict[int, set[int]]:
    """Return, for each work, who entered it, submitted it or last wrote in it."""
    found: dict[int, set[int]] = defaultdict(set)
    ids = []
    for work in works:
        ids.append(work.pk)
        if work.created_by_id:
            found[work.pk].add(work.created_by_id)
    written = Expression.objects.filter(work__in=ids).values_list(
        "work_id", "page__latest_revision__user_id"
    )
    submitted = _submitters(ids)
    for work_id, user_id in [*written, *submitted]:
        if user_id:
            found[work_id].add(user_id)
    return found


def _submitters(ids: list[int]) -> Iterable[tuple[int, int | None]]:
    from cms.approval.models import Approval

    return Approval.objects.filter(work__in=ids, result="").values_list(
        "work_id", "begun_by_id"
    )


def _passes_presidency(work: Work, procedure: Procedure) -> bool:
    """Tell whether a type that the Presidency decides would go without it."""
    return work.type.needs_presidency and Step.PRESIDENCY not in procedure.steps


def may_submit(user: Any, work: Work, procedure: Procedure) -> bool:
    """Tell whether a person may submit a draft under a procedure.

    Never what they may not read: the draft of a delegation or partner is handed in by
    itself. Else the Secretariat may always, but that an older paper of a type which the
    Presidency decides is entered by an archivist, or by the Coordinator; others where
    the table names them among those who prepare such texts: the Presidency, a partner
    its own report, a delegation that was given the draft to edit.
    """
    if not may_read(user, work):
        return False
    if is_secretariat(user):
        return not _passes_presidency(work, procedure) or is_keeper(user)
    prepares = set(procedure.prepared_by)
    if Preparer.PRESIDENCY in prepares and may_decide(user):
        return True
    if Preparer.PARTNER in prepares and work.author_id in {
        appointment.party_id for appointment in appointments_of(user)
    }:
        return True
    if prepares & {Preparer.DELEGATIONS, Preparer.SCRIBE}:
        return bool(appointments_of(user)) and may_edit(user, work)
    return False
