"""The lifecycle of a Work: which states there are and what may follow what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    """Where a Work stands.

    ``ADOPTED`` was decided here; ``RECEIVED`` is a partner's report, receipted by the
    Secretariat and decided by nobody; ``RECORDED`` is an older paper entered into the
    archive with its provenance. No one of them is ever another.
    """

    DRAFT = "draft", _("draft")
    IN_APPROVAL = "in_approval", _("in approval")
    ADOPTED = "adopted", _("adopted")
    RECEIVED = "received", _("received")
    RECORDED = "recorded", _("recorded")
    SUPERSEDED = "superseded", _("superseded")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS: dict[WorkState, frozenset[WorkState]] = {
    WorkState.DRAFT: frozenset({WorkState.IN_APPROVAL, WorkState.WITHDRAWN}),
    WorkState.IN_APPROVAL: frozenset(
        {
            WorkState.DRAFT,
            WorkState.ADOPTED,
            WorkState.RECEIVED,
            WorkState.RECORDED,
        }
    ),
    WorkState.ADOPTED: frozenset({WorkState.SUPERSEDED}),
    WorkState.RECEIVED: frozenset({WorkState.SUPERSEDED}),
    WorkState.RECORDED: frozenset({WorkState.SUPERSEDED}),
    WorkState.SUPERSEDED: frozenset(),
    WorkState.WITHDRAWN: frozenset(),
}
# States whose text is fixed for ever and may be shown to its audience.
SETTLED = frozenset(
    {
        WorkState.ADOPTED,
        WorkState.RECEIVED,
        WorkState.RECORDED,
        WorkState.SUPERSEDED,
    }
)


class WrongStateError(Exception):
    """A transition that the lifecycle does not know."""


def check_transition(before: str, after: str) -> None:
    """Raise WrongStateError unless ``after`` may follow ``before``."""
    if WorkState(after) not in TRANSITIONS[WorkState(before)]:
        msg = f"A work that is {before} cannot become {after}"
        raise WrongStateError(msg)
