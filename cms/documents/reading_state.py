"""How far the reading of a file is: for editors in full, for readers in a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.documents import retrying
from cms.documents.models import (
    ArchivalCopy,
    DocumentVersion,
    RecognisedPage,
    Recognition,
)
from cms.documents.numbers import ranges
from cms.documents.readers.errors import NOTES, message_for
from cms.documents.reading_facts import UNSURE, Facts, facts_of
from cms.documents.reasons import reason_for
from cms.documents.retrying import What

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import Promise

TextState = DocumentVersion.TextState
UNDER_WAY = frozenset({TextState.WAITING, TextState.RUNNING})
# Notes that the states say better.
_SAID_ELSEWHERE = frozenset({"pages_unreadable", "page_limit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """One thing that is made from a file, and how far it is."""

    what: str
    name: str
    state: str
    label: str
    lines: Sequence[str | Promise] = ()
    finished: int = 0
    total: int = 0
    is_retriable: bool = False

    @property
    def is_under_way(self) -> bool:
        """Tell whether it moves by itself."""
        return self.state in UNDER_WAY and not self.is_retriable


def _text_row(version: DocumentVersion, facts: Facts) -> StateRow:
    state, lines = version.text_state, []
    retriable = retrying.is_retriable(version, What.TEXT, facts.queued)
    label = str(version.get_text_state_display())
    if version.text_error:
        lines.append(str(message_for(version.text_error)))
    if state == TextState.PARTLY and (missing := facts.unread.get(version.pk)):
        lines.append(_("Not read: pages %(pages)s.") % {"pages": ranges(missing)})
    if state in UNDER_WAY and retriable:
        lines.append(_("It was broken off, and nobody is at it."))
    return StateRow(
        what=What.TEXT,
        name=str(What.TEXT.label),
        state=state,
        label=label,
        lines=lines,
        is_retriable=retriable,
    )


def rows_of(version: DocumentVersion, facts: Facts | None = None) -> list[StateRow]:
    """Return everything that is made from a version, with its state, for editors.

    A list asks the facts of all its versions first (``facts_of``).
    """
    facts = facts or facts_of([version])
    rows = [_text_row(version, facts)]
    recognition = getattr(version, "recognition", None)
    if recognition:
        rows.append(_scans_row(version, recognition, facts))
    copy = getattr(version, "archival_copy", None)
    if copy:
        rows.append(_copy_row(version, copy, facts))
    return rows


def _copy_row(version: DocumentVersion, copy: ArchivalCopy, facts: Facts) -> StateRow:
    lines = [str(reason_for(copy.error))] if copy.error else []
    if copy.state == copy.State.DONE and not copy.file:
        lines.append(
            _("The file itself says that it is PDF/A-%(part)s.")
            % {"part": copy.conformance}
            if copy.conformance
            else _("The file does not say that it is PDF/A. None is made from a PDF.")
        )
    elif copy.file:
        lines.append(_("PDF/A-%(part)s, made by machine.") % {"part": copy.conformance})
    retriable = retrying.is_retriable(version, What.COPY, facts.queued)
    if copy.state in UNDER_WAY and retriable:
        lines.append(_("It was broken off, and nobody is at it."))
    return StateRow(
        what=What.COPY,
        name=str(What.COPY.label),
        state=copy.state,
        label=str(copy.get_state_display()),
        lines=lines,
        is_retriable=retriable,
    )


def _scans_row(version: DocumentVersion, row: Recognition, facts: Facts) -> StateRow:
    lines = [str(reason_for(row.error))] if row.error else []
    failed = facts.failed.get(version.pk)
    unsure = facts.unsure.get(version.pk)
    if row.confidence is not None:
        lines.append(
            _("Text recognised by machine, confidence %(percent)s %%.")
            % {"percent": row.confidence}
        )
    if failed:
        lines.append(_("Not recognised: pages %(pages)s.") % {"pages": ranges(failed)})
    if unsure:
        lines.append(
            _("To be read with care: pages %(pages)s, confidence below %(least)s %%.")
            % {"pages": ranges(unsure), "least": UNSURE}
        )
    retriable = retrying.is_retriable(version, What.SCANS, facts.queued)
    if row.state in UNDER_WAY and retriable:
        lines.append(_("It was broken off, and nobody is at it."))
    return StateRow(
        what=What.SCANS,
        name=str(What.SCANS.label),
        state=row.state,
        label=str(row.get_state_display()),
        lines=lines,
        finished=row.finished,
        total=row.total,
        is_retriable=retriable,
    )


def plain_words(version: DocumentVersion) -> list[str]:
    """Return what a reader is told, who can do nothing about it."""
    words = []
    if version.text_state in UNDER_WAY:
        words.append(_("The text of this file is being read; come back in a moment."))
    elif version.text_state == TextState.FAILED:
        words.append(
            _("The text of this file is not readable here yet. Download the file.")
        )
    elif version.text_state == TextState.PARTLY:
        words.append(_("Some pages of this file are not readable as text yet."))
    words += _words_on_scans(getattr(version, "recognition", None))
    return words


def _words_on_scans(row: Recognition | None) -> list[str]:
    """Return what a reader is told of the scanned pages of a file."""
    if row is None:
        return []
    if row.state in UNDER_WAY:
        return [_("The text of the scanned pages is still to be recognised.")]
    words = []
    if row.confidence is not None:
        words.append(
            _("Text of scanned pages recognised by machine, confidence %(percent)s %%.")
            % {"percent": row.confidence}
        )
    if row.state == Recognition.State.ABSENT:
        words.append(_("Scanned pages: no text recognition is installed here."))
    elif row.error:
        words.append(_("The text of some scanned pages is not readable yet."))
    return words


def notes_of(version: DocumentVersion) -> list[str | Promise]:
    """Return what a reader should know of the text that was read."""
    said = set(_SAID_ELSEWHERE)
    if getattr(version, "recognition", None):
        said.add("no_text")
    codes = [note for note in version.text_notes if note in NOTES and note not in said]
    return [NOTES[code] for code in codes]


def context_for(user: Any, version: DocumentVersion) -> dict[str, Any]:
    """Return what the page of a file says of its reading, to this person."""
    is_editor = retrying.may_retry(user, version.document)
    return {
        "state_rows": rows_of(version) if is_editor else [],
        "plain_words": plain_words(version),
        "notes": notes_of(version),
        "archival_copy": getattr(version, "archival_copy", None),
    }


def words_on_page(version: DocumentVersion, shown: Mapping[str, Any]) -> str:
    """Return what a reader should know of where one page's text came from."""
    row: RecognisedPage | None = shown["recognised"]
    if row and row.confidence is not None:
        return _("Text recognised by machine, confidence %(percent)s %%.") % {
            "percent": row.confidence
        }
    if row and not row.error:
        return _("Scanned page: no text was recognised on it.")
    if shown["text"] or shown["is_copy"]:
        return ""
    state = getattr(getattr(version, "recognition", None), "state", "")
    if state == Recognition.State.ABSENT:
        return _("Scanned page: no text recognition is installed here.")
    if state in UNDER_WAY:
        return _("Scanned page: its text is still to be recognised.")
    return _("Scanned page: its text is not readable yet.")
