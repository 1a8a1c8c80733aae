"""Each component with its states: the name of its directory, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.exchange.gathering import describe
from cms.works.models import Work
from cms.works.states import WorkState
from rcm_pages.styleguide import standins as a

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Example:
    """A state of a component; ``wrap`` is the element that must stand around it."""

    state: str
    context: dict[str, Any]
    wrap: str = "div"


def _works() -> Iterator[Example]:
    for state in WorkState:
        yield Example(str(state.label), {"work": a.work(state)}, "ul")
    yield Example(_("sample"), {"work": a.work(is_sample=True)}, "ul")
    yield Example(_("new"), {"work": a.work(), "is_new": True}, "ul")
    yield Example(_("with files"), {"work": a.work(), "with_files": True}, "ul")
    meeting = {"work": a.work(dated_on=None), "with_meeting": True}
    yield Example(_("with its meeting"), meeting, "ul")
    yield Example(_("long"), {"work": a.work(title=a.LONG)}, "ul")


def _meetings(key: str = "ul") -> list[Example]:
    gone = a.meeting(status="cancelled", is_fictional=True)
    return [
        Example(_("to come"), {"meeting": a.meeting(), "url": "#", "papers": 12}, key),
        Example(_("nothing known"), {"meeting": a.unknown_meeting()}, key),
        Example(_("cancelled, fictional"), {"meeting": gone, "url": "#"}, key),
    ]


def _notices() -> list[Example]:
    words = {"title": _("A title"), "text": _("A line that says what happened.")}
    kinds = ("", "quiet", "error")
    return [Example(kind or _("usual"), words | {"kind": kind}) for kind in kinds]


def _inbox() -> list[Example]:
    now = timezone.now()
    words = SimpleNamespace(subject=_("A title"), text="", address="#")
    new, read = (SimpleNamespace(pk=1, created_at=now, read_at=r) for r in (None, now))
    return [
        Example(_("new"), {"notice": new, "words": words}, "ol"),
        Example(_("read"), {"notice": read, "words": words}, "ol"),
        Example(_("no longer to be seen"), {"notice": read, "words": None}, "ol"),
    ]


def _figures() -> list[Example]:
    change = SimpleNamespace(amount=Decimal("-120.5"), percent=Decimal("-4.2"))
    amounts = (Decimal(2750), None)
    row = SimpleNamespace(name="Panamá", language="es", amounts=amounts, change=change)
    row.is_new = False
    table = SimpleNamespace(
        caption=_("Contributions"), compared=_("Received"), first=_("Party"),
        headings=(_("Received"), _("Pledged")), rows=[row], total=row,
    )  # fmt: skip
    return [
        Example(_("usual"), {"table": table}),
        Example(_("compared"), {"table": table, "compared_with": "I-2025"}),
    ]


def _facets() -> list[Example]:
    values = [
        SimpleNamespace(value="en", label="", count=12, chosen=True),
        SimpleNamespace(value="es", label="", count=1234, chosen=False),
    ]
    facet = SimpleNamespace(name="language", values=values)
    return [Example(_("usual"), {"facets": [facet], "form_id": "example-form"})]


def _badges() -> Iterator[Example]:
    for state in WorkState:
        yield Example(str(state.label), {"state": state, "label": state.label})
    yield Example(_("sample"), {"is_sample": True})
    yield Example(_("fictional"), {"is_fictional": True})


def _paragraphs() -> list[Example]:
    plain = {"title": a.TITLES["en"], "address": "#", "work": a.work()}
    shown = (
        a.paragraph("heading", label="I."),
        a.paragraph("opening"),
        a.paragraph("item", label="a)", level=1, charged=("TS",)),
    )
    return [Example(p.data.kind, plain | {"paragraph": p}) for p in shown]


def _trail() -> list[Example]:
    """Return the way to a page that is there, and its citation, where there is one."""
    found = Work.objects.settled().public().filter(expressions__page__live=True)
    work = found.first()
    text = work.expressions.exclude(page=None).first() if work else None
    return [Example(_("of a paper"), {"page": text.page})] if text else []


def _cited() -> list[Example]:
    work = Work.objects.settled().public().first()
    text = work.shown if work else None
    if work is None or text is None:
        return []
    described = describe(work, reader=AnonymousUser(), origin="https://example.org")
    return [Example(_("of a paper"), {"description": described, "expression": text})]


def _rest() -> dict[str, list[Example]]:
    term = SimpleNamespace(party=a.party(), starts_at=timezone.now(), is_fictional=True)
    seats = SimpleNamespace(past=None, present=a.party(), following=a.party())
    row = SimpleNamespace(work=a.work(), draft=None, has_page=True)
    pages = {"page_number": 7, "last_page": 40}
    nothing = {"title": _("A title"), "text": _("A line that says what happened.")}
    return {
        "arrivals": [
            Example(_("usual"), {"coming": a.coming(total=5)}),
            Example(_("nothing yet"), {"coming": a.coming(total=0)}),
        ],
        "due_list": [Example(_("usual"), {"dues": a.dues()})],
        "empty_state": [
            Example(_("usual"), nothing | {"url": "#", "action": _("A way on")})
        ],
        "file_list": [Example(_("usual"), {"documents": [a.document()]})],
        "pagination": [Example(_("in the middle"), pages)],
        "search_field": [
            Example(size, {"size": size, "id": f"example-{size}"})
            for size in ("small", "large")
        ],
        "timeline": [Example(_("usual"), {"history": a.history()})],
        "troika": [Example(_("usual"), {"term": term, "troika": seats})],
        "works_table": [Example(_("usual"), {"rows": [row]})],
    }


def examples() -> dict[str, list[Example]]:
    """Return the states of each component, by the name of its directory."""
    found = _rest() | {
        "breadcrumb": _trail(),
        "cite": _cited(),
        "facets": _facets(),
        "figures_table": _figures(),
        "inbox_item": _inbox(),
        "meeting_card": _meetings("div"),
        "meeting_row": _meetings(),
        "notice": _notices(),
        "paragraph": _paragraphs(),
        "status_badge": list(_badges()),
        "work_row": list(_works()),
    }
    return dict(sorted(found.items()))
