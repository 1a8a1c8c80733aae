"""Wagtail's document form, led through our actions so that no version is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.search import index as search_index

from cms.documents import actions, attaching, describing, duplicates
from cms.documents.readers.errors import UnreadableFile
from cms.works.fixed import FREE
from cms.works.models import Expression


class TextField(forms.ModelChoiceField):
    """A text by title, language and symbol."""

    def label_from_instance(self, obj: Any) -> str:
        """Say which text it is: its title may be that of another meeting's, too."""
        symbol = f" · {obj.work.symbol}" if obj.work.symbol else ""
        return f"{obj.title} ({obj.get_language_display()}){symbol}"


class DocumentForm(BaseDocumentForm):
    """A new file in this form becomes a new version; none is ever replaced."""

    note = forms.CharField(
        label=gettext_lazy("Note on the new version"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What is new in it; readers see it in the history."),
    )
    text = TextField(
        label=gettext_lazy("File of the text"),
        queryset=Expression.objects.none(),
        required=False,
        empty_label=gettext_lazy("None: it stands by itself"),
        help_text=gettext_lazy(
            "Drafts that you may write. A file of a text has the text's language, "
            "standing and readers."
        ),
    )

    read_by = forms.ChoiceField(
        label=gettext_lazy("Audience"),
        required=False,
        help_text=gettext_lazy(
            "Of a text's file fewer than the text's readers, never others. A file that "
            "stands by itself is read by those whose it is, and by whoever is named "
            "here."
        ),
    )

    field_order = (
        "title", "file", "note", "text", "read_by", "language", "standing",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user: Any = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if "file" not in self.fields:
            del self.fields["note"]
        self._offer_texts()
        self._offer_audience()

    def _offer_audience(self) -> None:
        """Ask who reads a file, of whoever may say so."""
        if self.instance.pk and describing.may_share_file(self.user, self.instance):
            field: Any = self.fields["read_by"]
            field.choices = describing.audiences_for(self.instance)
            field.initial = describing.audience_of(self.instance)
        else:
            del self.fields["read_by"]

    def _offer_texts(self) -> None:
        """Offer the texts one may write; a fixed text keeps its files."""
        field: Any = self.fields["text"]
        own = self.instance.expression
        field.queryset = attaching.texts_open_to(self.user)
        field.initial = own
        if own is None:
            return
        for name in ("language", "standing"):
            self.fields.pop(name, None)
        if own.work.state not in FREE or own not in field.queryset:
            field.queryset = Expression.objects.filter(pk=own.pk)
            field.disabled = True
            field.help_text = _("The file stays with this text.")

    def save(self, commit: bool = True) -> Any:
        """Save title, tags and collection; a file goes in as a version."""
        upload = self.cleaned_data.get("file") if "file" in self.changed_data else None
        if not commit:
            return super().save(commit=False)
        if upload is not None:
            self.instance.file = self.original_file
        # Not BaseDocumentForm.save: that deletes the file which it replaces.
        BaseCollectionMemberForm.save(self, commit=True)
        if upload is not None:
            actions.add_version(
                document=self.instance,
                content=upload,
                name=upload.name,
                note=self.cleaned_data.get("note", ""),
                by=self.user,
            )
            self.instance.refresh_from_db()
        # A form that asked for no text takes none away.
        if "text" in self.changed_data and self.add_prefix("text") in self.data:
            attaching.move_to(
                document=self.instance,
                expression=self.cleaned_data["text"],
                by=self.user,
            )
        self._say_who_reads()
        search_index.insert_or_update_object(self.instance)
        return self.instance

    def _say_who_reads(self) -> None:
        """Set the audience if the form asked, and the file stays where it was asked."""
        was_asked = self.add_prefix("read_by") in self.data
        if "read_by" not in self.changed_data or not was_asked:
            return
        if "text" not in self.changed_data:
            describing.set_audience(
                document=self.instance,
                audience=self.cleaned_data["read_by"],
                by=self.user,
            )
            self.instance.refresh_from_db()

    def clean_file(self) -> Any:
        """Refuse a file that no reader takes, and say if the archive has it already."""
        upload = self.cleaned_data["file"]
        if upload and "file" in self.changed_data:
            try:
                sha256 = actions.check(content=upload, name=upload.name)
                if self.instance.pk:
                    actions.check_replaceable(self.instance)
            except actions.FixedFileError as error:
                raise forms.ValidationError(str(error)) from error
            except UnreadableFile as error:
                raise forms.ValidationError(str(error.message)) from error
            self._say_if_known(upload.name, sha256)
        return upload

    def _say_if_known(self, name: str, sha256: str) -> None:
        """Raise ValidationError for bytes that are there: nothing would be new."""
        if self.instance.pk:
            current = self.instance.current
            if current and current.sha256 == sha256:
                raise forms.ValidationError(
                    _("The newest version has the same content already.")
                )
            return
        known = duplicates.copies_with(sha256, user=self.user)
        if known:
            title = self.data.get(self.add_prefix("title"), "") or name
            raise forms.ValidationError(duplicates.say(known, name=name, title=title))
