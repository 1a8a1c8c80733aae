"""Stand-ins for records, so that a state can be shown that no archive is in."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from cms.audit.models import Event
from cms.conference.dates import Precision
from cms.conference.models import Body, Meeting, Party
from cms.works.canonical import ParagraphData
from cms.works.models import Expression, Work
from rcm_pages.rules import due_before
from rcm_pages.texts.numbering import ShownParagraph

LONG = "Long words " * 18 + "W" * 90
TITLES = {"en": "Action Plan for a Sample", "es": "Plan de Acción de muestra"}


def party(name_en: str = "Panama", name_es: str = "Panamá") -> Party:
    """Return a state that is in no database."""
    return Party(code="PA", kind=Party.Kind.STATE, name_en=name_en, name_es=name_es)


def meeting(**fields: Any) -> Meeting:
    """Return a meeting some weeks from now."""
    first = timezone.localdate() + dt.timedelta(days=35)
    names = {"meeting_en": "Vice-Ministerial Meeting"}
    names |= {"meeting_es": "Reunión Viceministerial"}
    known = {
        "body": Body(code="vm", **names),
        "ordinal": 20,
        "starts_on": first,
        "ends_on": first + dt.timedelta(days=1),
        "city_en": "Panama City",
        "city_es": "Ciudad de Panamá",
        "host": party(),
        "theme_en": "A theme in one line",
        "theme_es": "Un tema en una línea",
    }
    return Meeting(**known | fields)


def unknown_meeting() -> Meeting:
    """Return a meeting of which nothing but the body is known."""
    return meeting(
        ordinal=None,
        starts_on=None,
        ends_on=None,
        precision=Precision.UNKNOWN,
        host=None,
        **dict.fromkeys(("city_en", "city_es", "theme_en", "theme_es"), ""),
    )


def _all(rows: list[Any]) -> SimpleNamespace:
    """Stand in for a manager that is asked for all its rows."""
    return SimpleNamespace(all=lambda: rows)


def version(kind: str = "pdf") -> SimpleNamespace:
    """Return a version of a file."""
    return SimpleNamespace(
        document_id=1, number=2, kind=kind, size=48_200, name=f"sample.{kind}",
        url="#", pages=_all([]), created_at=timezone.now(),
    )  # fmt: skip


def document() -> SimpleNamespace:
    """Return a file with an older version."""
    old = SimpleNamespace(**vars(version()) | {"number": 1})
    return SimpleNamespace(pk=1, current=version(), versions=_all([version(), old]))


def text(language: str, title: str = "", **fields: Any) -> SimpleNamespace:
    """Return a text of a work in a language."""
    return SimpleNamespace(
        language=language,
        title=title or TITLES[language],
        url="#",
        page=SimpleNamespace(live=True),
        **{"status": Expression.Status.ORIGINAL} | fields,
        documents=_all([SimpleNamespace(current=version(k)) for k in ("pdf", "docx")]),
    )


def work(state: str = "adopted", title: str = "", **fields: Any) -> SimpleNamespace:
    """Return a paper in a state."""
    active = (get_language() or "en")[:2]
    texts = [text("en", title), text("es", title, status=Expression.Status.UNOFFICIAL)]
    shown = next(t for t in texts if t.language == active)
    known = {
        "type_code": "action_plan",
        "symbol": "RCM/VM/XX/2015/AP",
        "state": state,
        "get_state_display": Work(state=state).get_state_display(),
        "is_sample": False,
        "is_settled": True,
        "dated_on": dt.date(2015, 11, 12),
        "meeting": meeting(),
        "author": party(),
        "expressions": _all(texts),
        "shown": shown,
    }
    return SimpleNamespace(**known | fields)


def coming(*, total: int) -> SimpleNamespace:
    """Return what has arrived for a meeting."""
    counts = [("action_plan", 1), ("partner_report", 4)] if total else []
    works = [work(), work(title=LONG)] if total else []
    return SimpleNamespace(total=total, counts=counts, latest=works)


def dues() -> list[Any]:
    """Return what is due before a meeting, one day past and one to come."""
    return due_before(meeting(body=Body(code="rcgm")))


def paragraph(kind: str, **fields: Any) -> ShownParagraph:
    """Return a paragraph of a text."""
    words = {
        "en": "To keep the papers of the Conference so that all members can read them.",
        "es": "Conservar los documentos de modo que todo miembro pueda leerlos.",
    }[(get_language() or "en")[:2]]
    data = ParagraphData(id=kind, kind=kind, text=words, **fields)
    return ShownParagraph(data, f"p-{kind}", None if kind == "heading" else 12)


def history() -> list[dict[str, Any]]:
    """Return two events of a paper."""
    verbs = ("works.created", "works.adopted")
    return [
        {"event": Event(verb=verb, at=timezone.now(), data={}), "capacity": ""}
        for verb in verbs
    ]
