"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting
from cms.keeping.models import Package
from cms.keeping.permissions import reaches_of
from cms.keeping.reach import meetings_open_to


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
