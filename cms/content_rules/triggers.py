"""What a rule can wait for: registered events and dates.

Events are verbs of the audit; rooms above register theirs with ``register_event``.
Dates are fields of works and meetings, or instants that follow from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.content_rules.subjects import WORK

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from cms.content_rules.models import ContentRule
    from cms.content_rules.reckoning import Base
    from cms.content_rules.subjects import Subject

EVENT, DATE = "event:", "date:"


@dataclass(frozen=True)
class EventTrigger:
    """An event of the audit, by its verb."""

    verb: str
    # Lazily translated, as a sentence: "A text is adopted".
    label: Any


@dataclass(frozen=True)
class DateTrigger:
    """A date of works or meetings.

    ``dates`` gets the first and last day that matter and yields records with their
    date; more than those do no harm.
    """

    code: str
    label: Any
    dates: Callable[[dt.date, dt.date], Iterable[tuple[Subject, Base]]]
    subject: str = WORK


_events: dict[str, EventTrigger] = {}
_dates: dict[str, DateTrigger] = {}


def register_event(verb: str, label: Any) -> EventTrigger:
    """Let rules wait for a verb of the audit whose subject is a work or its file."""
    return _events.setdefault(verb, EventTrigger(verb, label))


def register_date(trigger: DateTrigger) -> DateTrigger:
    """Let rules wait for a date; a second one of that code is an error."""
    if _dates.setdefault(trigger.code, trigger) != trigger:
        msg = f"Two dates are called {trigger.code}"
        raise ValueError(msg)
    return trigger


def is_event(verb: str) -> bool:
    """Tell whether rules can wait for a verb."""
    return verb in _events


def find(trigger: str) -> EventTrigger | DateTrigger | None:
    """Return a trigger by its stored name, None if nobody registers it any more."""
    if trigger.startswith(EVENT):
        return _events.get(trigger.removeprefix(EVENT))
    return _dates.get(trigger.removeprefix(DATE))


def date_of(rule: ContentRule) -> DateTrigger | None:
    """Return the date that a rule waits for; None if it waits for an event."""
    found = find(rule.trigger)
    return found if isinstance(found, DateTrigger) else None


def choices() -> list[tuple[Any, Any]]:
    """Return every trigger for a form, in two groups."""
    events = [(EVENT + t.verb, t.label) for t in _events.values()]
    dates = [(DATE + t.code, t.label) for t in _dates.values()]
    return [
        (gettext_lazy("When something happens"), events),
        (gettext_lazy("Days before or after a date"), dates),
    ]


def subject_kind(trigger: str) -> str:
    """Return whether a trigger gives works or meetings."""
    found = find(trigger)
    return found.subject if isinstance(found, DateTrigger) else WORK


def say(trigger: str, shift: int) -> str:
    """Say a trigger in the active language."""
    found = find(trigger)
    if found is None:
        return _("Something that no longer exists (%(name)s)") % {"name": trigger}
    if isinstance(found, EventTrigger):
        return str(found.label)
    if shift == 0:
        return _("On the day: %(date)s") % {"date": found.label}
    values = {"days": abs(shift), "date": found.label}
    if shift < 0:
        return (
            ngettext(
                "%(days)d day before: %(date)s",
                "%(days)d days before: %(date)s",
                abs(shift),
            )
            % values
        )
    return (
        ngettext("%(days)d day after: %(date)s", "%(days)d days after: %(date)s", shift)
        % values
    )
