"""The form in which a person says how they want to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cms.distribution.kinds import groups
from cms.distribution.models import MailChoice, MailPreference

if TYPE_CHECKING:
    from cms.accounts.models import User


class PreferencesForm(forms.Form):
    """One choice for each group of notices."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = MailPreference.objects.filter(person=person)
        chosen = dict(rows.values_list("group", "choice"))
        for group in groups():
            self.fields[group.code] = forms.ChoiceField(
                label=group.title,
                choices=MailChoice.choices,
                initial=chosen.get(group.code, MailChoice.AT_ONCE),
                widget=forms.RadioSelect,
            )
