"""Every write to people, their parties and the Presidency, under one roof."""

from __future__ import annotations

from cms.conference.appointing import (
    appoint,
    change_appointment,
    end_appointment,
    withdraw_appointment,
)
from cms.conference.deputising import name_deputy, revoke_deputy
from cms.conference.groups import SECRETARIAT_GROUP
from cms.conference.inviting import (
    accept_invitation,
    ask_anew,
    invite,
    join,
    renew_invitation,
    withdraw_invitation,
)
from cms.conference.presiding import (
    announce_hand_overs,
    begin_presidency,
    deciding,
    enter_history,
    enter_past_term,
    name_successor,
    observe_begun,
    try_presidency,
    withdraw_term,
)

__all__ = [
    "SECRETARIAT_GROUP",
    "accept_invitation",
    "announce_hand_overs",
    "appoint",
    "ask_anew",
    "begin_presidency",
    "change_appointment",
    "deciding",
    "end_appointment",
    "enter_history",
    "enter_past_term",
    "invite",
    "join",
    "name_deputy",
    "name_successor",
    "observe_begun",
    "renew_invitation",
    "revoke_deputy",
    "try_presidency",
    "withdraw_appointment",
    "withdraw_invitation",
    "withdraw_term",
]
