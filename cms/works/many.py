"""One change for many records: rehearsed, written down, done one after the other.

What a change is and whose it is to make is said by the room whose records they are,
with a ``Trade``: texts here, files in the room above.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms.works.models.bulk import AbstractItem
from cms.works.sharing import SharingError
from cms.works.states import WrongStateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cms.accounts.models import User

# As many are looked through in one preview; more go in several turns.
MOST_AT_ONCE = 200
# Up to here the person waits for the answer; above it a worker does it.
MOST_WHILE_WAITING = 20
REFUSALS = (SharingError, PermissionDenied, ValidationError, WrongStateError)
MOST_DIGITS = 18

State = AbstractItem.State


@dataclass(frozen=True)
class Trade:
    """How one kind of record is changed: where it is written down, and who does it.

    ``apply`` gets record, wish and person, returns in words what it changed, and
    raises ``REFUSALS``; what it did before that is taken back.
    """

    changes: type[Any]
    # The field of the changes' items that names the record.
    field: str
    wanted: type[Any]
    apply: Callable[[Any, Any, Any], list[str]]
    # The name of the task, asked for late: tasks know the trades.
    worker: Callable[[], Any]
    # Said of a refusal without words of its own.
    refused: Callable[[], str]


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one record."""

    subject: Any
    state: str
    said: str


class _Rehearsed(Exception):  # noqa: N818 (no error: it takes the rehearsal back)
    """Raised to take back what was only tried."""


def numbers(said: Iterable[str]) -> list[int]:
    """Return the numbers of records among what somebody sent, no more than allowed."""
    found = {
        int(each)
        for each in said
        if each.isascii() and each.isdigit() and len(each) <= MOST_DIGITS
    }
    return sorted(found)[: MOST_AT_ONCE + 1]


def _try(trade: Trade, record: Any, wanted: Any, by: User) -> tuple[str, str]:
    try:
        with transaction.atomic():
            said = trade.apply(record, wanted, by)
    except ValidationError as refusal:
        return State.REFUSED, " ".join(refusal.messages)
    except REFUSALS as refusal:
        return State.REFUSED, str(refusal) or trade.refused()
    return (State.CHANGED, "; ".join(said)) if said else (State.UNCHANGED, "")


def rehearse(
    trade: Trade, *, records: Iterable[Any], wanted: Any, by: User
) -> list[Outcome]:
    """Say of each record what would become of it: done, and taken back.

    The very actions are tried, each in a transaction of its own that is rolled back:
    what a preview says is what they would do, and it holds no lock but on one record.
    """
    found = []
    for record in records:
        try:
            with transaction.atomic():
                state, said = _try(trade, record, wanted, by)
                raise _Rehearsed
        except _Rehearsed:
            found.append(Outcome(record, state, said))
    return found


@transaction.atomic
def ask_for(trade: Trade, *, records: Collection[Any], wanted: Any, by: User) -> Any:
    """Write down what is to be done; a worker does it, unless ``run`` was quicker."""
    made = trade.changes.objects.create(wanted=asdict(wanted), asked_by=by)
    item = trade.changes._meta.get_field("items").related_model
    item.objects.bulk_create(
        item(change=made, **{trade.field: record}) for record in records
    )
    trade.worker().enqueue(made.pk)
    return made


def run(trade: Trade, change: Any) -> int:
    """Do what is still to do, one after the other; return how many.

    Each is judged by the rights of this moment. Interrupted, it goes on where it was:
    what was done and that it was done are one transaction.
    """
    by = change.asked_by
    waiting = change.items.filter(state=State.WAITING)
    done = 0
    with translation.override(by.language or translation.get_language()):
        for pk in list(waiting.values_list("pk", flat=True)):
            done += do_one(trade, change, pk)
    return done


@transaction.atomic
def do_one(trade: Trade, change: Any, pk: int) -> bool:
    """Do one of the items, unless somebody was quicker; tell whether it was done."""
    item = change.items.select_for_update().get(pk=pk)
    if item.state != State.WAITING:
        return False
    wanted = trade.wanted(**change.wanted)
    record = getattr(item, trade.field)
    item.state, item.said = _try(trade, record, wanted, change.asked_by)
    item.save(update_fields=["state", "said"])
    return True


def say_change(name: str, before: str, after: str) -> str:
    """Say one change in words: what, from what to what."""
    return f"{name}: {before or '–'} → {after or '–'}"


def say_too_many() -> str:
    """Say that more were chosen than one preview looks through."""
    return _("At most %(most)d are changed at once. Please choose fewer.") % {
        "most": MOST_AT_ONCE
    }
