"""The list of texts in the admin: what there is, narrowed, as a person may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.works import types
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings
from cms.works.models import Expression, Work, WorkAudience
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.works.models import WorkQuerySet

ANY = ("", _("any"))
FOLLOWS = ("meeting", _("as the meeting says"))
FIRST_YEAR, LAST_YEAR = 1900, 2200
AT_ONCE = 500
TITLES = (
    _("Symbol"), _("Type"), _("Title (English)"), _("Title (Spanish)"), _("Meeting"),
    _("Date"), _("State"), _("Audience"), _("Author"), _("Texts"), _("Settled on"),
    _("Provenance"), _("Permanent address"),
)  # fmt: skip


class ListForm(forms.Form):
    """By what the list is narrowed; whatever makes no sense narrows nothing."""

    q = forms.CharField(label=_("Words or symbol"), required=False, max_length=100)
    type = forms.ChoiceField(label=_("Type"), required=False)
    meeting = forms.ModelChoiceField(
        label=_("Meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("any"),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *WorkState.choices]
    )
    audience = forms.ChoiceField(
        label=_("Audience"),
        required=False,
        choices=[ANY, FOLLOWS, *WorkAudience.choices],
    )
    lacks = forms.ChoiceField(
        label=_("Language that is missing"),
        required=False,
        choices=[ANY, *settings.LANGUAGES],
    )
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [ANY, *((each.code, each.name) for each in types.all_types())]
        self.fields["type"].choices = kinds  # type: ignore[attr-defined]
        hidden = hidden_meetings(tokens_for(user))
        meetings = Meeting.objects.select_related("body").exclude(pk__in=hidden)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


def lacking(works: WorkQuerySet, language: str) -> WorkQuerySet:
    """Return those of some works that have a text, but none in a language."""
    texts = Expression.objects.filter(work=OuterRef("pk"))
    return works.filter(Exists(texts)).exclude(Exists(texts.filter(language=language)))


def listed(user: Any, form: ListForm) -> WorkQuerySet:
    """Return the works that a person may see and that fit the form."""
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value}
    works = Work.objects.open_to(tokens_for(user))
    plain = {"type": "type_code", "meeting": "meeting", "state": "state"}
    for name, field in plain.items():
        if name in said:
            works = works.filter(**{field: said[name]})
    if "audience" in said:
        own = "" if said["audience"] == FOLLOWS[0] else said["audience"]
        works = works.filter(audience=own)
    if "lacks" in said:
        works = lacking(works, said["lacks"])
    if "year" in said:
        of_meeting = Q(dated_on=None, meeting__starts_on__year=said["year"])
        works = works.filter(Q(dated_on__year=said["year"]) | of_meeting)
    if "q" in said:
        titled = Q(expressions__title__icontains=said["q"])
        found = Work.objects.filter(titled | Q(symbol__icontains=said["q"]))
        works = works.filter(pk__in=found.values("pk"))
    return works.order_by("-dated_on", "-pk")


def rows(works: WorkQuerySet, address: str) -> Iterator[list[Any]]:
    """Yield the row of each work; ``address`` is how a permanent address begins."""
    found = works.with_faces().select_related(
        "meeting__body", "author", "audience_party"
    )
    for work in found.iterator(chunk_size=AT_ONCE):
        texts = {text.language: text for text in work.expressions.all()}
        titles = [texts[code].title if code in texts else "" for code in ("en", "es")]
        yield [
            work.symbol, type_name(work), *titles,
            work.meeting.name if work.meeting else "",
            work.dated_on, work.get_state_display(), audience_name(work),
            work.author.name if work.author else "",
            "; ".join(
                f"{texts[code].get_language_display()}: "
                f"{texts[code].get_status_display()}"
                for code in sorted(texts)
            ),
            work.settled_at, work.provenance,
            f"{address}{work.symbol}" if work.symbol else "",
        ]  # fmt: skip


def type_name(work: Work) -> str:
    """Return the name of a work's type; its code where nobody registers it now."""
    try:
        return str(work.type.name)
    except KeyError:
        return work.type_code


def audience_name(work: Work) -> str:
    """Say who reads a work once it is settled."""
    if not work.audience:
        return str(FOLLOWS[1])
    named = work.get_audience_display()
    return f"{named}: {work.audience_party.name}" if work.audience_party else named
