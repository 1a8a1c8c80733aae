"""From what somebody typed to a small tree. Never raises, whatever was typed.

| typed | means |
|---|---|
| `migrant children` | both words, in any of their forms |
| `"migrant children"` | the words in this order |
| `-children`, `-"migrant children"` | without |
| `migra*` | words that begin so |
| `title:declaration`, `symbol:RCM/VM*` | in the title, by the symbol |
| `RCM/VM/XX/2015/DEC` | one term |
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from search.analysis import units

LONGEST_QUERY = 2_000
MOST_CLAUSES = 32

FieldName = Literal["title", "symbol"]

# Words that people type before the colon, in both languages of the interface.
_FIELDS: dict[str, FieldName] = {
    "title": "title",
    "titulo": "title",
    "título": "title",
    "symbol": "symbol",
    "simbolo": "symbol",
    "símbolo": "symbol",
    "signatura": "symbol",
}
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"'))
_clause = re.compile(
    rf"""
    (?:(?<!\S)(?P<minus>-))?
    (?:(?P<field>{"|".join(_FIELDS)}):(?=\S))?
    (?: "(?P<phrase>[^"]*)" | (?P<word>[^\s"]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """A word, a compound or a symbol; a prefix stands for all that begin so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words in this order."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """A word or phrase that must be there, or must not, perhaps in one field."""

    term: Word | Phrase
    field: FieldName | None = None
    without: bool = False


@dataclass(frozen=True)
class Parsed:
    """A question understood: all of its clauses hold at once."""

    clauses: tuple[Clause, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words looked for, as they were typed."""
        return tuple(
            word
            for clause in self.clauses
            if not clause.without
            for word in _words(clause.term)
        )


def parse(text: str) -> Parsed:
    """Understand what was typed; nothing but blanks and signs means everything."""
    clauses: dict[Clause, None] = {}
    for match in _clause.finditer(_clean(text)):
        clauses.update(dict.fromkeys(_clauses(match)))
        if len(clauses) >= MOST_CLAUSES:
            break
    return Parsed(tuple(clauses)[:MOST_CLAUSES])


def _clean(text: str) -> str:
    """Return the text composed, cut to size, its quotes straight, no controls."""
    composed = unicodedata.normalize("NFC", text[:LONGEST_QUERY])
    quoted = composed.translate(_QUOTES)
    return "".join(_plain(character) for character in quoted)


def _plain(character: str) -> str:
    """Blank out controls, and leave out direction marks and soft hyphens."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs"} else character


def _clauses(match: re.Match[str]) -> list[Clause]:
    typed = match["field"]
    field = _FIELDS.get(typed.lower()) if typed else None
    without = bool(match["minus"])
    return [Clause(term, field, without) for term in _terms(match, without)]


def _terms(match: re.Match[str], without: bool) -> list[Word | Phrase]:
    if match["phrase"] is not None:
        words = tuple(units(match["phrase"]))[:MOST_CLAUSES]
        if len(words) < 2:
            return [Word(word) for word in words]
        return [Phrase(words)]
    words = tuple(units(match["word"]))
    if not words:
        return []
    if without and len(words) > 1:
        # `-one,two` is against both together, not against each.
        return [Phrase(words)]
    prefix = match["word"].endswith("*")
    return [*(Word(word) for word in words[:-1]), Word(words[-1], prefix)]


def _words(term: Word | Phrase) -> tuple[str, ...]:
    return (term.text,) if isinstance(term, Word) else term.words
