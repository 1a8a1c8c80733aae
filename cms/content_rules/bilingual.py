"""Short words for the log, said once in each language of the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable


def in_both(say: Callable[[], str]) -> dict[str, str]:
    """Return what ``say`` says in each language, by its code."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = str(say())
    return said


def in_active(said: dict[str, str]) -> str:
    """Return the words of the active language, or of any that has some."""
    active = (translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return said.get(active) or next((words for words in said.values() if words), "")
