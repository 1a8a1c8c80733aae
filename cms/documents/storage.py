"""Storage for files that never change: named by their content, never overwritten."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import FileSystemStorage


class ImmutableStorage(FileSystemStorage):
    """A file store outside MEDIA_ROOT, with no address of its own.

    The name of a version holds its SHA-256, so the same name means the same bytes:
    writing it again keeps the file that is there, and Wagtail's habit of deleting a
    replaced file does nothing here.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"base_url": None, **options})

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: it belongs to this content and no other."""
        return name

    def _save(self, name: str, content: Any) -> str:
        if self.exists(name):
            return name
        return super()._save(name, content)  # type: ignore[misc]

    def delete(self, name: str) -> None:
        """Keep the file: a version stays for as long as its record does."""

    def url(self, name: str | None) -> str:
        """Refuse: files are served by views that ask who is reading."""
        msg = "Files of the archive have no direct address"
        raise NotImplementedError(msg)
