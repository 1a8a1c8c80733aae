"""Wagtail's document form, led through our actions so that no version is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.search import index as search_index

from cms.documents import actions
from cms.documents.readers.errors import UnreadableFile


class DocumentForm(BaseDocumentForm):
    """A new file in this form becomes a new version; none is ever replaced."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)

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
                by=self.user,
            )
            self.instance.refresh_from_db()
        search_index.insert_or_update_object(self.instance)
        return self.instance

    def clean_file(self) -> Any:
        """Refuse a file that no reader takes, with the reader's own message."""
        upload = self.cleaned_data["file"]
        if upload and "file" in self.changed_data:
            try:
                actions.check(content=upload, name=upload.name)
                if self.instance.pk:
                    actions.check_replaceable(self.instance)
            except actions.FixedFileError as error:
                raise forms.ValidationError(str(error)) from error
            except UnreadableFile as error:
                raise forms.ValidationError(str(error.message)) from error
        return upload
