"""What a person may do with a Work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.permissions import is_secretariat
from cms.works.audiences import tokens_for, tokens_of
from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.works.models import Work


def may_read(user: Any, work: Work) -> bool:
    """Tell whether a person, signed in or not, may read a work as it stands."""
    tokens = tokens_of(work)
    return "public" in tokens or not tokens.isdisjoint(tokens_for(user))


def may_edit(user: Any, work: Work) -> bool:
    """Tell whether a person may change a work: the Secretariat, while it is a draft."""
    return work.state == WorkState.DRAFT and is_secretariat(user)
