"""What is to be changed of many files; whatever is left empty stays as it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.utils import parse_tags
from wagtail.models import Collection

from cms.documents import attaching, describing
from cms.documents.bulk import NO_TEXT, Wanted
from cms.documents.forms import TextField
from cms.works.bulk_forms import KEEP, STANDINGS
from cms.works.models import Expression, WorkAudience

LONGEST_LIST = 500
NO_OTHER = ("own", _("of a text's file all its readers; by itself, nobody else"))
_NAMED = (WorkAudience.PUBLIC, WorkAudience.MEMBERS, WorkAudience.STEERING)
AUDIENCES = [KEEP, NO_OTHER, *((each, each.label) for each in _NAMED)]


class TagsField(forms.CharField):
    """Tags, with commas between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_LIST, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        """Return the tags; raise ValidationError for one that is too long."""
        tags = tuple(parse_tags(super().clean(value)))
        if any(len(tag) > describing.LONGEST_TAG for tag in tags):
            raise forms.ValidationError(
                gettext("A tag has at most %(most)d characters.")
                % {"most": describing.LONGEST_TAG}
            )
        return tags


class FilesForm(forms.Form):
    """One change for many files."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[KEEP, *settings.LANGUAGES], required=False
    )
    standing = forms.ChoiceField(label=_("Standing"), choices=STANDINGS, required=False)
    collection = forms.ModelChoiceField(
        label=_("Move to the collection of files"),
        queryset=Collection.objects.none(),
        required=False,
        empty_label=KEEP[1],
    )
    tags = TagsField(label=_("Tags to add"), help_text=_("With commas between them."))
    tags_off = TagsField(label=_("Tags to take off"))
    text = TextField(
        label=_("Move to the text"),
        queryset=Expression.objects.none(),
        required=False,
        empty_label=KEEP[1],
        help_text=_("Drafts that you may write. A settled text keeps its files."),
    )
    stands_by_itself = forms.BooleanField(
        label=_("Take them off their texts: they stand by themselves"), required=False
    )
    audience = forms.ChoiceField(
        label=_("Audience"),
        choices=AUDIENCES,
        required=False,
        help_text=_(
            "A text's file is never opened to more than read the text. One by itself "
            "is opened to everybody or to the member states by the Coordinator or the "
            "Presidency."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["collection"].queryset = describing.collections_open_to(user)
        fields["text"].queryset = attaching.texts_open_to(user)

    def clean(self) -> dict[str, Any]:
        """Refuse what would change nothing, and what contradicts itself."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("text") and said.get("stands_by_itself"):
            self.add_error(
                "stands_by_itself",
                gettext("Please choose one of the two: a text, or none."),
            )
        if set(said.get("tags", ())) & set(said.get("tags_off", ())):
            self.add_error(
                "tags_off", gettext("A tag is either added or taken off, not both.")
            )
        if not self.errors and self.wanted().is_nothing:
            raise forms.ValidationError(gettext("Please say what is to be changed."))
        return said

    def wanted(self) -> Wanted:
        """Return what the form says."""
        said = self.cleaned_data
        audience = said.get("audience") or None
        text = said["text"].pk if said.get("text") else None
        return Wanted(
            language=said.get("language", ""),
            standing=said.get("standing", ""),
            collection=said["collection"].pk if said.get("collection") else None,
            tags=said.get("tags", ()),
            tags_off=said.get("tags_off", ()),
            text=NO_TEXT if said.get("stands_by_itself") else text,
            audience="" if audience == NO_OTHER[0] else audience,
        )
