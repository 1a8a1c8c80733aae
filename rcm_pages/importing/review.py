"""The review screen: head, paragraphs, source, and what an editor does to them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from cms.conference.actors import Actor
from cms.documents.readers.errors import NOTES
from rcm_pages.importing.duties import REASONS
from rcm_pages.importing.forms import (
    HeadForm,
    SegmentFormSet,
    corrected,
    head_initial,
    join_with_previous,
    segments_initial,
    split_at_blank_line,
)
from rcm_pages.importing.outcome import count_lost

if TYPE_CHECKING:
    from rcm_pages.importing.models import Import


def _reason(stored: str) -> str:
    """Say why something is suggested: ``code: words of the paper``, in words."""
    code, _colon, words = stored.partition(": ")
    why = REASONS.get(code)
    return f"{why}: “{words}”" if why else stored


def _number(posted: object) -> int | None:
    """Return what was posted as a number; None for anything else."""
    with contextlib.suppress(TypeError, ValueError):
        return int(str(posted))
    return None


def _notes(result: dict[str, Any]) -> list[Any]:
    """Say in words what the reader noted of the file."""
    return [NOTES[note] for note in result.get("notes", ()) if note in NOTES]


class Review:
    """One rendering of the review screen, from the store or from what was posted."""

    def __init__(self, record: Import, posted: QueryDict | None) -> None:
        self.record = record
        self.posted = posted
        self.has_errors = False
        self.head = HeadForm(
            posted, initial=head_initial(record.result, record.type_code)
        )
        self.rows = SegmentFormSet(
            posted,
            prefix="s",
            initial=segments_initial(record.result),
            # A row without words is an error, never passed over in silence.
            form_kwargs={"empty_permitted": False},
        )
        self.edition = record.edition
        if posted is not None:
            # Whoever does not say what they saw has seen no edition.
            said = _number(posted.get("edition"))
            self.edition = -1 if said is None else said

    def is_valid(self) -> bool:
        """Check head and paragraphs."""
        valid = self.head.is_valid() and self.rows.is_valid()
        self.has_errors = not valid
        return valid

    def result(self) -> dict[str, Any]:
        """Return the corrected result, with a join or split carried out."""
        rows = [form.cleaned_data for form in self.rows.forms]
        verb, _colon, place = (self.posted or QueryDict()).get("do", "").partition(":")
        index = _number(place)
        if index is not None and verb == "join":
            rows = join_with_previous(rows, index)
        elif index is not None and verb == "split":
            rows = split_at_blank_line(rows, index)
        return corrected(self.record.result, self.head, rows)

    def context(self) -> dict[str, Any]:
        """Return what the template needs."""
        segments = self.record.result.get("segments", [])
        marks: dict[int, int] = {}
        rows = []
        for index, form in enumerate(self.rows.forms):
            origin = _number(form["origin"].value())
            known: dict[str, Any] = {}
            if origin is not None and 0 <= origin < len(segments):
                known = segments[origin]
            first, last = known.get("source") or (0, 0)
            for line in range(first, last + 1):
                marks.setdefault(line, index)
            rows.append(
                {
                    "form": form,
                    "index": index,
                    "first_line": first,
                    "charged": [Actor(a).label for a in known.get("charged", ())],
                    "deadlines": known.get("deadlines", []),
                    "reasons": [_reason(r) for r in known.get("reasons", ())],
                }
            )
        lines = [
            {"number": number, "text": text, "row": marks.get(number)}
            for number, text in enumerate(self.record.source_lines, start=1)
        ]
        return {
            "record": self.record,
            "head": self.head,
            "formset": self.rows,
            "rows": rows,
            "lines": lines,
            "edition": self.edition,
            "notes": _notes(self.record.result),
            "lost": count_lost(self.record.source_lines, self.record.result),
        }
