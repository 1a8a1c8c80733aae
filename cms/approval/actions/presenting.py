"""Recording that the delegations were shown a text before it is decided (II.b)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.approval.errors import ApprovalError, NotEntitledError, TextChangedError
from cms.approval.steps import PRESENTED
from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_secretariat, may_decide
from cms.works.states import WorkState
from cms.works.texts import work_hash

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.audit.models import Event
    from cms.works.models import Work


@transaction.atomic
def record_presentation(
    *, work: Work, presented_on: dt.date, shown_hash: str, note: str = "", by: User
) -> Event:
    """Record that exactly this text was presented to the delegations on a day (II.b).

    Raises NotEntitledError unless ``by`` acts for the Presidency or the Secretariat,
    who elaborate it; TextChangedError if another text stands there by now;
    ApprovalError for a day to come or a text that is not in approval.
    """
    if not (may_decide(by) or is_secretariat(by)):
        raise NotEntitledError(
            _("Presidency and Secretariat present this text to the delegations.")
        )
    work = type(work).objects.select_for_update().get(pk=work.pk)
    if work.state != WorkState.IN_APPROVAL:
        raise ApprovalError(_("Only a text in approval is presented."))
    if presented_on > timezone.localdate():
        raise ApprovalError(_("The day of the presentation has not come yet."))
    if work_hash(work) != shown_hash:
        raise TextChangedError(
            _("The text has changed since you opened it. Please read it again.")
        )
    return record_event(
        verb=PRESENTED,
        subject=work,
        by=by,
        capacity=capacity_of(by),
        data={
            "sha256": shown_hash,
            "presented_on": presented_on.isoformat(),
            "comment": note,
        },
    )
