"""Many chosen: say what is to be changed, see what would be, do it, read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from cms.works import many
from cms.works.many import State, Trade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Screen:
    """What the screens of one kind of record are made of."""

    trade: Trade
    form: Callable[..., Any]
    may: Callable[[Any], bool]
    # Those chosen in a request, one more than allowed where there are more.
    chosen: Callable[[HttpRequest], Sequence[Any]]
    # Those of the numbers that a person may read.
    readable: Callable[[Any, Sequence[int]], Sequence[Any]]
    # Names of addresses: the list, and the report of a change.
    listing: str
    report: str
    # How one record is named, as a template.
    row: str
    title: str | _StrPromise
    report_title: str | _StrPromise
    list_title: str | _StrPromise
    icon: str
    say_none: str | _StrPromise
    say_chosen: Callable[[int], str]
    say_unseen: Callable[[int], str]


def change(request: HttpRequest, screen: Screen) -> HttpResponse:
    """Ask what is to be changed, show what would be, and do it."""
    user: Any = request.user
    if not screen.may(user):
        raise PermissionDenied
    records = screen.chosen(request)
    if not records or len(records) > many.MOST_AT_ONCE:
        messages.error(request, many.say_too_many() if records else screen.say_none)
        return redirect(screen.listing)
    deed = request.POST.get("deed", "")
    form = screen.form(request.POST if deed in ("try", "do") else None, user=user)
    outcomes = []
    if form.is_valid():
        what = {"records": records, "wanted": form.wanted(), "by": user}
        if deed == "do":
            made = many.ask_for(screen.trade, **what)
            if len(records) <= many.MOST_WHILE_WAITING:  # nobody has to wait for them
                many.run(screen.trade, made)
            return redirect(screen.report, made.pk)
        outcomes = many.rehearse(screen.trade, **what)
    context = {
        "screen": screen,
        "form": form,
        "records": records,
        "said_chosen": screen.say_chosen(len(records)),
        "outcomes": outcomes,
        "to_change": sum(o.state == State.CHANGED for o in outcomes),
        "refused": sum(o.state == State.REFUSED for o in outcomes),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "works/many/change.html", context, status=status)


def changed(request: HttpRequest, screen: Screen, pk: int) -> HttpResponse:
    """Show what became of each, to whoever asked for it."""
    user: Any = request.user
    if not screen.may(user):
        raise PermissionDenied
    made = get_object_or_404(screen.trade.changes, pk=pk, asked_by=user)
    items = list(made.items.all())
    named = f"{screen.trade.field}_id"
    seen = screen.readable(user, [getattr(item, named) for item in items])
    records = {record.pk: record for record in seen}
    counts = Counter(item.state for item in items)
    rows = [(item, records.get(getattr(item, named))) for item in items]
    unseen = sum(record is None for _item, record in rows)
    context = {
        "screen": screen,
        "change": made,
        "rows": [(item, record) for item, record in rows if record],
        "said_unseen": screen.say_unseen(unseen) if unseen else "",
        "counts": [(label, counts[code]) for code, label in State.choices],
        "waiting": counts[State.WAITING],
        "total": len(items),
        "done": len(items) - counts[State.WAITING],
    }
    return render(request, "works/many/changed.html", context)
