"""Where the words of a question stand in a text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search.analysis import Token, accented, stem, tokens
from search.parser import Clause, FieldName, Parsed, Phrase, Word

# More terms than these do not help to choose a passage.
_CHOOSING_TERMS = 8


class Form(NamedTuple):
    """One way in which a term is written: folded words in order, and a whole.

    `whole` is the compound written as one word, if it is one. With `prefix` the last
    word, and the whole, only begin so.
    """

    parts: tuple[Token, ...]
    whole: Token | None
    prefix: bool


class Match(NamedTuple):
    """The term of this number stands here."""

    start: int
    end: int
    term: int


def form_of(term: Word | Phrase) -> Form:
    """Analyse a term of the question."""
    if isinstance(term, Phrase):
        every = [token for word in term.words for token in tokens(word)]
        return Form(tuple(t for t in every if not t.joined), None, prefix=False)
    every = list(tokens(term.text))
    joined = [token for token in every if token.joined]
    whole = max(joined, key=lambda token: token.end - token.start, default=None)
    return Form(tuple(t for t in every if not t.joined), whole, term.prefix)


class Matcher:
    """Finds the terms of a question in texts of one language."""

    def __init__(
        self, parsed: Parsed, language: str, field: FieldName | None = None
    ) -> None:
        """Take the clauses that hold in the body, or in the given field as well."""
        self._language = language
        clauses = [c for c in parsed.clauses if _applies(c, field)]
        self._forms = [form_of(clause.term) for clause in clauses]
        self._likely = [_likely(form) for form in self._forms[:_CHOOSING_TERMS]]

    def __bool__(self) -> bool:
        """Say whether there is anything to find."""
        return bool(self._forms)

    def likely(self, text: str) -> tuple[int, int]:
        """Return how many terms seem to be in the text, and where the first is.

        Cheap and generous; for choosing among many pages.
        """
        found = [m.start() for each in self._likely if (m := each.search(text))]
        return len(found), min(found, default=0)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Match]:
        """Return where the terms stand in text[start:end], in order."""
        limit = len(text) if end is None else end
        found = _Words(list(tokens(text, start, limit)), self._language)
        matches = {
            Match(*span, number)
            for number, form in enumerate(self._forms)
            for span in found.places(form)
        }
        return sorted(matches, key=lambda each: (each.start, -each.end))


class _Words:
    """The words of one text, by stem and by place."""

    def __init__(self, every: Sequence[Token], language: str) -> None:
        self._language = language
        self._order = [token for token in every if not token.joined]
        self._stems = [stem(token.folded, language) for token in self._order]
        self._joined = [token for token in every if token.joined]
        self._places: dict[str, list[int]] = {}
        for place, each in enumerate(self._stems):
            self._places.setdefault(each, []).append(place)

    def places(self, form: Form) -> Iterator[tuple[int, int]]:
        """Yield where the form stands, in any of its spellings."""
        yield from self._sequences(form)
        # `followup` also stands where the text has `follow-up`, and the reverse.
        sole = form.parts[0] if len(form.parts) == 1 else None
        if sought := form.whole or sole:
            yield from self._wholes(sought, prefix=form.prefix)

    def _sequences(self, form: Form) -> Iterator[tuple[int, int]]:
        wanted = [stem(token.folded, self._language) for token in form.parts]
        for last in self._lasts(form, wanted[-1]):
            first = last - len(wanted) + 1
            if first >= 0 and self._stems[first:last] == wanted[:-1]:
                yield self._order[first].start, self._order[last].end

    def _lasts(self, form: Form, wanted: str) -> Sequence[int]:
        """Return the places where the form's last word may stand."""
        if not form.prefix:
            return self._places.get(wanted, ())
        begun = form.parts[-1].folded
        return [
            place
            for place, token in enumerate(self._order)
            if self._stems[place] == wanted or token.folded.startswith(begun)
        ]

    def _wholes(self, sought: Token, *, prefix: bool) -> Iterator[tuple[int, int]]:
        wanted = stem(sought.folded, self._language)
        for place in self._places.get(wanted, ()):
            yield self._order[place].start, self._order[place].end
        for token in self._joined:
            if stem(token.folded, self._language) == wanted or (
                prefix and token.folded.startswith(sought.folded)
            ):
                yield token.start, token.end


def _applies(clause: Clause, field: FieldName | None) -> bool:
    return not clause.without and clause.field in {None, field}


def _likely(form: Form) -> re.Pattern[str]:
    """Return a pattern met by nearly every text in which the form stands."""
    first = form.parts[0].folded
    sole = len(form.parts) == 1
    begun = first if (form.prefix and sole) or len(first) < 4 else _trunk(first)
    # Between two letters may stand a hyphen, or an accent of its own.
    return re.compile(accented(begun, between=r"[^\w\s]?"), re.IGNORECASE)


def _trunk(folded: str) -> str:
    """Return what the word's forms have in common in either language."""
    shortest = min(len(stem(folded, language)) for language in ("en", "es"))
    return folded[: max(3, shortest - 1)]
