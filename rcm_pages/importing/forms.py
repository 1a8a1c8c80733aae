"""The editor's forms of an import: the file, and the review of what was recognised."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.conference import actors
from cms.conference.models import Meeting
from cms.documents.readers.errors import message_for
from cms.documents.readers.kinds import PAPERS, in_words
from cms.works import types
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.importing.kept_days import DAY, MONTH, YEAR, corrected_days
from rcm_pages.importing.names import SUFFIXES, is_of_no_reader
from rcm_pages.importing.outcome import FURNITURE, KINDS, TITLE_LINE
from rcm_pages.importing.suggestions import judged, of_part

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND_CHOICES = [
    ("opening", gettext_lazy("Opening")),
    ("preamble", gettext_lazy("Preamble paragraph")),
    ("heading", gettext_lazy("Heading")),
    ("chapeau", gettext_lazy("Chapeau")),
    ("item", gettext_lazy("Item")),
    ("paragraph", gettext_lazy("Paragraph")),
    (TITLE_LINE, gettext_lazy("Line of the title block")),
    (FURNITURE, gettext_lazy("Page furniture: leave out")),
]
LANGUAGES = [(code, name) for code, name in settings.LANGUAGES]


def number_in(posted: object) -> int | None:
    """Return what was posted as a number; None for anything else."""
    with contextlib.suppress(TypeError, ValueError):
        return int(str(posted))
    return None


def edition_seen(posted: Mapping[str, Any]) -> int:
    """Return the edition that whoever posts has seen; -1, which is none, if unsaid."""
    said = number_in(posted.get("edition"))
    return -1 if said is None else said


class UploadForm(forms.Form):
    """The file of a paper."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=lazy(in_words, str)(PAPERS),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    is_sample = forms.BooleanField(
        label=gettext_lazy("This is a sample, not an adopted text"), required=False
    )

    def clean_file(self) -> Any:
        """Refuse by its name what no reader takes; a program may look like a text."""
        file = self.cleaned_data["file"]
        if is_of_no_reader(file.name):
            raise forms.ValidationError(str(message_for("wrong_type")))
        return file


class HeadForm(forms.Form):
    """The facts above the text."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    type_code = forms.ChoiceField(label=gettext_lazy("Type"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("", "—"), *LANGUAGES]
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    starts_on = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    precision = forms.ChoiceField(
        label=gettext_lazy("What is known of the date"),
        choices=[
            ("", "—"),
            (DAY, gettext_lazy("the days")),
            (MONTH, gettext_lazy("the month")),
            (YEAR, gettext_lazy("the year")),
        ],
        required=False,
    )
    title_block = forms.CharField(
        label=gettext_lazy("Title block, as printed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, asks_meeting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["type_code"]
        # Nobody's paper becomes a declaration because that type stands first.
        field.choices = [
            ("", "—"),
            *((t.code, t.name) for t in types.all_types() if t.code in PAGE_TYPES),
        ]
        if asks_meeting:
            self.fields["meeting"] = forms.ModelChoiceField(
                label=_("Meeting"),
                queryset=Meeting.objects.select_related("body"),
                required=False,
                help_text=""
                if self.initial.get("meeting")
                else _("The paper does not tell at which meeting it belongs."),
            )

    def clean(self) -> dict[str, Any]:
        """Check that the dates follow one another."""
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day lies before the first."))
        return data


def _actors() -> list[tuple[str, Any]]:
    return [("", "—"), *actors.choices()]


class SegmentForm(forms.Form):
    """One recognised paragraph."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KIND_CHOICES)
    label = forms.CharField(
        label=gettext_lazy("Printed label"), max_length=30, required=False
    )
    level = forms.IntegerField(
        label=gettext_lazy("Level"), min_value=0, max_value=5, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 3})
    )
    # Who else is charged: said by a person, so confirmed at once.
    adds = forms.ChoiceField(
        label=gettext_lazy("charged too"), required=False, choices=_actors
    )
    # Position in the stored result, so that suggestions and source stay attached.
    origin = forms.IntegerField(widget=forms.HiddenInput, required=False)


# Rows on one screen: more would exceed Django's limit of form fields.
PER_SCREEN = 100
SegmentFormSet = forms.formset_factory(
    SegmentForm, extra=0, max_num=PER_SCREEN, absolute_max=PER_SCREEN
)


def head_initial(result: dict[str, Any], type_code: str) -> dict[str, Any]:
    """Return the head form's values from a stored result."""
    dates = {
        name: dt.date.fromisoformat(result[name]) if result.get(name) else None
        for name in ("starts_on", "ends_on")
    }
    return {
        "title": result.get("title", ""),
        "type_code": type_code,
        "language": result.get("language", ""),
        "place": result.get("place", ""),
        "title_block": result.get("title_block", ""),
        "precision": _known(result),
        **dates,
    }


def _known(result: dict[str, Any]) -> str:
    """Return how much of the date is known; papers read long ago said days alone."""
    return result.get("precision") or (DAY if result.get("starts_on") else "")


def segments_initial(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the review from a stored result."""
    return [
        {
            "kind": segment["kind"],
            "label": segment.get("label", ""),
            "level": segment.get("level", 0),
            "text": segment["text"],
            "origin": index,
        }
        for index, segment in enumerate(result.get("segments", []))
    ]


def corrected(
    stored: dict[str, Any], head: HeadForm, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """Put the editor's corrections together into a new result.

    Lines marked as furniture or title lines move there; suggestions (who is charged,
    by when) stay with their paragraph while its words stay.
    """
    old = stored.get("segments", [])
    result: dict[str, Any] = {
        "title": head.cleaned_data["title"],
        "language": head.cleaned_data["language"],
        "place": head.cleaned_data["place"],
        "title_block": head.cleaned_data["title_block"].replace("\r\n", "\n"),
        **corrected_days(
            stored,
            starts_on=head.cleaned_data["starts_on"],
            ends_on=head.cleaned_data["ends_on"],
            precision=head.cleaned_data["precision"],
        ),
        "segments": [],
        "furniture": list(stored.get("furniture", [])),
    }
    parts = _parts(rows)
    for row in rows:
        printed = f"{row['label']} {row['text']}".strip()
        if row["kind"] == FURNITURE:
            result["furniture"].append(printed)
        elif row["kind"] == TITLE_LINE:
            result["title_block"] = f"{result['title_block']}\n{printed}".strip()
        else:
            result["segments"].append(_segment(row, old, parts))
    return result


def _parts(rows: list[dict[str, Any]]) -> dict[int | None, list[str]]:
    """Give by origin the texts of its rows: several where a paragraph was split."""
    parts: dict[int | None, list[str]] = {}
    for row in rows:
        parts.setdefault(row.get("origin"), []).append(row["text"])
    return parts


def _segment(
    row: dict[str, Any],
    old: list[dict[str, Any]],
    parts: dict[int | None, list[str]],
) -> dict[str, Any]:
    origin = row.get("origin")
    known = old[origin] if origin is not None and 0 <= origin < len(old) else {}
    said = judged(known, row.get("says", {}), adds=row.get("adds", ""))
    if known and len(parts[origin]) > 1:
        said = of_part(said, row["text"], parts[origin])
    return {
        **said,
        "source": known.get("source", [0, 0]),
        "references": known.get("references", []),
        "part": known.get("part", ""),
        "kind": row["kind"] if row["kind"] in KINDS else "paragraph",
        "label": row["label"],
        "level": row["level"] or 0,
        "text": row["text"].replace("\r\n", "\n"),
    }


def join_with_previous(rows: list[dict[str, Any]], index: int) -> list[dict[str, Any]]:
    """Append a row's words to the row before it; the first row stays as it is."""
    if not 0 < index < len(rows):
        return rows
    before, row = rows[index - 1], rows[index]
    text = " ".join(
        part for part in (before["text"], row["label"], row["text"]) if part
    )
    return [*rows[: index - 1], before | {"text": text}, *rows[index + 1 :]]


def split_at_blank_line(rows: list[dict[str, Any]], index: int) -> list[dict[str, Any]]:
    """Divide a row where the editor put an empty line; without one nothing happens."""
    if not 0 <= index < len(rows):
        return rows
    row = rows[index]
    parts = [p.strip() for p in row["text"].replace("\r\n", "\n").split("\n\n")]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return rows
    new = [row | {"text": parts[0]}]
    new += [row | {"text": part, "label": ""} for part in parts[1:]]
    return [*rows[:index], *new, *rows[index + 1 :]]
