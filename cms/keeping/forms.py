"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.documents.models import Document
from cms.keeping import classes
from cms.keeping.models import Keep, Package, RetentionClass
from cms.keeping.models.retention import LONGEST_YEARS
from cms.keeping.permissions import reaches_of
from cms.keeping.reach import meetings_open_to
from cms.works.models import Work


class PackageForm(forms.Form):
    """What a package is to hold."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Of"),
        required=False,
        empty_label=_("the whole archive"),
    )
    reach = forms.ChoiceField(label=_("Holds"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reaches = reaches_of(user)
        choices = [(r.value, r.label) for r in Package.Reach if r in reaches]
        self.fields["reach"].choices = choices  # type: ignore[attr-defined]
        self.fields["reach"].initial = Package.Reach.PUBLIC
        meetings = meetings_open_to(user).select_related("body")
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


def _reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2})
    )


class ItemForm(forms.Form):
    """How long one item is kept, and why."""

    DEEDS = (
        ("keep", _("keep it longer, until")),
        ("class", _("give it another class")),
        ("remove", _("mark it for removal")),
        ("unmark", _("take the mark back")),
    )

    deed = forms.ChoiceField(
        label=_("What becomes of it"), choices=DEEDS, widget=forms.RadioSelect
    )
    # The browser's own date field writes and reads the ISO form only.
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    code = forms.ChoiceField(label=_("Class"), required=False)
    reason = _reason_field()

    def __init__(self, *args: Any, item: Work | Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_work = isinstance(item, Work)
        codes = classes.codes_for(item) if is_work else classes.codes_for_files()
        deeds: Any = self.fields["deed"]
        said = getattr(item, "retention", None)
        is_marked = said is not None and said.marked_at is not None
        without = "remove" if is_marked else "unmark"
        deeds.choices = [deed for deed in self.DEEDS if deed[0] != without]
        of_class: Any = self.fields["code"]
        of_class.choices = [("", "—"), *((c, classes.name_of(c)) for c in codes)]

    def clean(self) -> dict[str, Any]:
        """Ask for what the deed needs."""
        said = super().clean() or {}
        for deed, name, asked in (
            ("keep", "until", _("Until when?")),
            ("class", "code", _("Which class?")),
        ):
            is_missing = not said.get(name) and name not in self.errors
            if said.get("deed") == deed and is_missing:
                self.add_error(name, asked)
        return said


class ErasureForm(forms.Form):
    """Why personal data are removed, and that this is meant."""

    reason = _reason_field()
    is_meant = forms.BooleanField(
        label=_("I know that nobody can bring this back."),
        error_messages={"required": _("Please confirm that this is meant.")},
    )


class ClassForm(forms.Form):
    """One row of the table, and why it changes."""

    keep = forms.ChoiceField(label=_("Kept"), choices=Keep.choices)
    years = forms.IntegerField(
        label=_("Years"), required=False, min_value=1, max_value=LONGEST_YEARS
    )
    source = forms.CharField(
        label=_("Clause or decision"),
        required=False,
        max_length=200,
        help_text=_("Empty: the Conference has no rule; the Secretariat is to decide."),
    )
    reason = _reason_field()

    @classmethod
    def of(cls, row: RetentionClass) -> ClassForm:
        """Return the form of a row as it stands."""
        return cls(initial={name: getattr(row, name) for name in RetentionClass.RULES})
