"""The decider's two forms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ApproveForm(forms.Form):
    """Approve exactly the text that was shown."""

    shown_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    comment = forms.CharField(
        label=_("Comment (optional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendBackForm(forms.Form):
    """Send back, with the reason that the editors will read."""

    reason = forms.CharField(
        label=_("Why does it go back?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why the text goes back.")},
    )
