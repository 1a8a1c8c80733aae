"""The review screen: head, paragraphs, source, and what an editor does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.conference.numerals import roman
from cms.documents.readers.errors import NOTES
from rcm_pages.importing.beside import Beside
from rcm_pages.importing.countries import NAMES
from rcm_pages.importing.doubts import DOUBTS
from rcm_pages.importing.forms import (
    PER_SCREEN,
    HeadForm,
    SegmentFormSet,
    corrected,
    edition_seen,
    head_initial,
    join_with_previous,
    number_in,
    segments_initial,
    split_at_blank_line,
)
from rcm_pages.importing.groups import groups_of
from rcm_pages.importing.next_meetings import NextMeetings
from rcm_pages.importing.offers import offers_of
from rcm_pages.importing.outcome import count_lost
from rcm_pages.importing.screens import Screens
from rcm_pages.importing.suggestions import keys_of, open_keys, say_reason, shown
from rcm_pages.importing.tracked import Tracked

if TYPE_CHECKING:
    from rcm_pages.importing.models import Import


def _notes(record: Import) -> list[Any]:
    """Say in words what the reader noted of the file, but for what has a list."""
    result = record.result
    has_list = bool(result.get("changes", {}).get("found"))
    listed = {"tracked_changes", "comments"} if has_list else set()
    notes = [note for note in result.get("notes", ()) if note not in listed]
    said = [NOTES[note] for note in notes if note in NOTES]
    return [*said, *_other_meeting(record)]


def _other_meeting(record: Import) -> list[str]:
    """Warn where the paper names another Vice-Ministerial Meeting than was chosen."""
    meeting, ordinal = record.meeting, record.result.get("ordinal")
    if not meeting or meeting.body.code != "vm" or not ordinal or not meeting.ordinal:
        return []
    if record.result.get("body") != "vice_ministerial" or ordinal == meeting.ordinal:
        return []
    return [
        _(
            "The paper speaks of meeting %(said)s, and is being imported for the "
            "%(meeting)s. If that is wrong, choose its own meeting below."
        )
        % {"said": roman(ordinal), "meeting": meeting.name}
    ]


class Review:
    """One rendering of the review screen, from the store or from what was posted.

    A long paper is shown a hundred paragraphs at a time; what is saved is always the
    whole paper, with the paragraphs of one screen replaced.
    """

    def __init__(
        self, record: Import, posted: QueryDict | None, screen: object = 1
    ) -> None:
        self.record = record
        self.posted = posted
        self.has_errors = self.is_incomplete = False
        self.segments: list[dict[str, Any]] = record.result.get("segments", [])
        wanted = posted.get("screen", 1) if posted is not None else screen
        self.screens = Screens(self.segments, number_in(wanted) or 1, PER_SCREEN)
        self.head = HeadForm(
            posted,
            initial=head_initial(record.result, record.type_code)
            | {"meeting": record.meeting_id},
            asks_meeting=record.meeting_id is None or bool(_other_meeting(record)),
        )
        self.rows = SegmentFormSet(
            posted,
            prefix="s",
            initial=segments_initial(record.result)[self.screens.slice],
            # A row without words is an error, never passed over in silence.
            form_kwargs={"empty_permitted": False},
        )
        self.edition = record.edition
        if posted is not None:
            self.edition = edition_seen(posted)

    def is_valid(self) -> bool:
        """Check head and paragraphs, and that all paragraphs of the screen came."""
        valid = self.head.is_valid() and self.rows.is_valid()
        # On another edition than was seen, saving is refused for that.
        if valid and self.edition == self.record.edition:
            came = sorted(f.cleaned_data["origin"] or 0 for f in self.rows.forms)
            self.is_incomplete = came != list(self.screens.places)
        self.has_errors = not valid or self.is_incomplete
        return not self.has_errors

    def result(self) -> dict[str, Any]:
        """Return the corrected result, with a join or split carried out."""
        every = segments_initial(self.record.result)
        part = self.screens.slice
        edited = [
            form.cleaned_data | {"says": self._says(place)}
            for place, form in enumerate(self.rows.forms)
        ]
        rows = [*every[: part.start], *edited, *every[part.stop :]]
        verb, _colon, place = (self.posted or QueryDict()).get("do", "").partition(":")
        index = number_in(place)
        if index is not None and verb == "join":
            rows = join_with_previous(rows, index)
        elif index is not None and verb == "split":
            rows = split_at_blank_line(rows, index)
        return corrected(self.record.result, self.head, rows)

    def _says(self, place: int) -> dict[str, str]:
        """Return what was said of each suggestion of a row of this screen."""
        origin = number_in(self.rows.forms[place]["origin"].value())
        if self.posted is None or origin is None or not self._is_known(origin):
            return {}
        said = {
            key: self.posted.get(f"s-{place}-{key}", "")
            for key in keys_of(self.segments[origin])
        }
        return {key: word for key, word in said.items() if word}

    def _is_known(self, origin: int) -> bool:
        return 0 <= origin < len(self.segments)

    @cached_property
    def beside(self) -> Beside | None:
        """The paper's other language, where it has come in."""
        return Beside.of(self.record)

    def context(self) -> dict[str, Any]:
        """Return what the template needs."""
        rows = [self._row(place) for place in range(len(self.rows.forms))]
        doubts = [
            doubt | {"words": DOUBTS[doubt["code"]]}
            for doubt in self.record.result.get("doubts", ())
            if doubt["code"] in DOUBTS
        ]
        return {
            "record": self.record,
            "result": self.record.result,
            "head": self.head,
            "formset": self.rows,
            "rows": rows,
            "lines": self.screens.lines(self.record.source_lines),
            "screens": self.screens,
            "edition": self.edition,
            "notes": _notes(self.record),
            "doubts": doubts,
            "left": sum(len(open_keys(segment)) for segment in self.segments),
            "may_undo": self.record.editions.exists(),
            "beside": self.beside,
            "groups": groups_of(self.segments),
            "offers": offers_of(self.record),
            "participants": [
                NAMES[code][0] if code in NAMES else code
                for code in self.record.result.get("participants", ())
            ],
            "tracked": Tracked.of(self.record.result),
            "lost": count_lost(self.record.source_lines, self.record.result),
        }

    def _row(self, place: int) -> dict[str, Any]:
        form = self.rows.forms[place]
        origin = number_in(form["origin"].value())
        known: dict[str, Any] = {}
        if origin is not None and self._is_known(origin):
            known = self.segments[origin]
        suggestions = shown(
            known, self._says(place), next_meeting=self._next_meeting(known)
        )
        return {
            "form": form,
            "place": place,
            "index": self.screens.slice.start + place,
            "first_line": (known.get("source") or (0, 0))[0],
            "charged": [row["words"] for row in suggestions if row["is_actor"]],
            "deadlines": known.get("deadlines", []),
            "suggestions": suggestions,
            "references": known.get("references", []),
            "reasons": [say_reason(r) for r in known.get("reasons", ())],
            "part": known.get("part", ""),
            "beside": self.beside.text_at(origin) if self.beside else "",
        }

    @cached_property
    def _next_meetings(self) -> NextMeetings:
        return NextMeetings(self.record)

    def _next_meeting(self, segment: dict[str, Any]) -> str:
        """Say whose next meeting a paragraph means, if it names one."""
        times = segment.get("deadlines", ())
        is_meant = any(due.get("anchor") == "next_meeting" for due in times)
        return self._next_meetings.say(segment) if is_meant else ""
