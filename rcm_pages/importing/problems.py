"""Why an import does not go on; its screens and its command say so in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rcm_pages.importing.models import Import


class ImportStoppedError(Exception):
    """An import that cannot go on."""


class AlreadyImportedError(ImportStoppedError):
    """The same bytes were imported before; ``existing`` is that import."""

    def __init__(self, existing: Import) -> None:
        super().__init__(str(existing))
        self.existing = existing


class NoLanguageError(ImportStoppedError):
    """Nobody has said yet in which language the paper is."""


class NoMeetingError(ImportStoppedError):
    """Nobody has said yet at which meeting the paper belongs."""


class UndecidedChangesError(ImportStoppedError):
    """The paper has tracked changes, and nobody has said what becomes of them."""


class NothingToUndoError(ImportStoppedError):
    """No save of this import is kept any more that could be undone."""


class StaleEditionError(ImportStoppedError):
    """Somebody else saved corrections meanwhile."""


class NotReviewableError(ImportStoppedError):
    """The import is not (or no longer) under review."""
