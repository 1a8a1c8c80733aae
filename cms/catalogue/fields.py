"""Fields that take what they understand, and remember what they had to leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST_VALUE, MOST_VALUES = 80, 50


class Tolerant(forms.Field):
    """Never refuses: ``ignored`` holds what made no sense, for a word about it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "required": False})
        self.ignored: list[str] = []


class Several(Tolerant):
    """Several values, as many of them as are known."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self, *, known: Callable[[list[str]], Collection[str]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.known = known

    def clean(self, value: Any) -> list[str]:
        """Return the values that are known, each once, in a fixed order."""
        said = list(dict.fromkeys(each for each in value or () if each))
        sound = [v for v in said if len(v) <= LONGEST_VALUE and "\0" not in v]
        known = set(self.known(sound[:MOST_VALUES])) if sound else set()
        self.ignored = [each for each in said if each not in known]
        return sorted(known)


class Year(Tolerant):
    """A year that a paper of the archive can have."""

    widget = forms.NumberInput

    def clean(self, value: Any) -> int | None:
        """Return the year, or nothing."""
        said = str(value or "").strip()
        self.ignored = [said] if said else []
        if not said.isdecimal() or len(said) > len(str(LAST_YEAR)):
            return None
        year = int(said)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        self.ignored = []
        return year
