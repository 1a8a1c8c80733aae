"""The forms by which a partner hands in a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.documents.actions import check
from cms.documents.readers.errors import UnreadableFile
from cms.documents.readers.kinds import PAPERS, Kind, in_words
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings
from cms.works.models import WorkAudience
from rcm_pages.templatetags.portal_texts import name_without_date

# To whom a partner may address its report; wider is the Secretariat's to open.
AUDIENCES = [
    (a.value, a.label)
    for a in (WorkAudience.PARTICIPANTS, WorkAudience.MEMBERS, WorkAudience.PUBLIC)
]

_REPORTS: frozenset[Kind] = PAPERS - {"html"}


class FileForm(forms.Form):
    """A file of the report."""

    file = forms.FileField(
        label=_("File"),
        help_text=lazy(in_words, str)(_REPORTS),
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{kind}" for kind in sorted(_REPORTS))}
        ),
    )

    def clean_file(self) -> Any:
        """Refuse a file that no reader takes, with the reader's own message."""
        upload = self.cleaned_data["file"]
        try:
            check(content=upload, name=upload.name)
        except UnreadableFile as error:
            raise forms.ValidationError(str(error.message)) from error
        upload.seek(0)
        return upload


class MeetingField(forms.ModelChoiceField):
    """A meeting with its dates."""

    def label_from_instance(self, obj: Meeting) -> str:
        """Such as "XX Vice-Ministerial Meeting, 11–12 November 2015"."""
        return f"{name_without_date(obj)}, {obj.dates}"


class ReportForm(FileForm):
    """A new report: for which meeting, for whom, in which language."""

    meeting = MeetingField(label=_("For the meeting"), queryset=Meeting.objects.none())
    title = forms.CharField(label=_("Title"), max_length=255)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    audience = forms.ChoiceField(label=_("To be read by"), choices=AUDIENCES)
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=10_000,
        help_text=_("Shown above the file; a line becomes a paragraph."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ("meeting", "title", "language", "audience", "summary", "file")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = coming_meetings(user)  # type: ignore[attr-defined]


def coming_meetings(user: Any) -> Any:
    """Return the meetings still to come that a person may see, the nearest first."""
    return (
        Meeting.objects.filter(starts_on__gte=timezone.localdate())
        .exclude(pk__in=hidden_meetings(tokens_for(user)))
        .select_related("body")
        .order_by("starts_on")
    )
