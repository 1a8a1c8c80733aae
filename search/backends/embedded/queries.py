"""From a question to tantivy's queries, never by way of its query language."""

from collections.abc import Iterable, Iterator

import tantivy
from tantivy import Occur
from tantivy import Query as Engine

from search.analysis import accented, stem
from search.backends.embedded.schema import (
    EXACT,
    LANGUAGES,
    PARTS,
    facet_term,
    symbol_term,
)
from search.matching import Form, form_of
from search.parser import Clause, Parsed, Phrase, Word
from search.query import Query

# A word in the title counts for more than in the text, and there for more than in
# an attached file; the form as it was typed for more than another of its forms.
_WEIGHTS = {"title": 5.0, "body": 1.0, "file": 0.5}
_EXACT_WEIGHT = 1.5
_SYMBOL_WEIGHT = 40.0
_SYMBOL_WORDS_WEIGHT = 8.0
_PREFIX_WEIGHT = 0.5


class Builder:
    """Builds the engine's queries for one question."""

    def __init__(self, schema: tantivy.Schema, query: Query, parsed: Parsed) -> None:
        """Take the question, as asked and as understood."""
        self._schema = schema
        self._query = query
        self._parsed = parsed

    def build(self, *, except_filter: str | None = None) -> Engine:
        """Return the query: audience, languages, filters and words at once.

        Without one filter it counts the values that could be chosen as well.
        """
        clauses = [(Occur.Must, each) for each in self._conditions(except_filter)]
        clauses += [self._clause(clause) for clause in self._parsed.clauses]
        if self._query.without:
            clauses.append((Occur.MustNot, self._one_of("key", self._query.without)))
        return Engine.boolean_query(clauses)

    def _conditions(self, except_filter: str | None) -> Iterator[Engine]:
        """What narrows without having a part in the score."""
        yield self._one_of("audience", self._query.audience.tokens)
        if self._query.languages:
            yield self._one_of("language", self._query.languages)
        for name, values in self._query.filters.items():
            if values and name != except_filter:
                yield self._one_of("facet", (facet_term(name, v) for v in values))

    def _one_of(self, field: str, values: Iterable[str]) -> Engine:
        terms = Engine.term_set_query(self._schema, field, sorted(set(values)))
        return Engine.const_score_query(terms, 0.0)

    def _clause(self, clause: Clause) -> tuple[Occur, Engine]:
        either: list[Engine] = []
        if clause.field in {None, "title"}:
            parts = PARTS if clause.field is None else ("title",)
            either += self._words(clause.term, parts)
        if clause.field in {None, "symbol"}:
            either += self._symbols(clause.term)
        occur = Occur.MustNot if clause.without else Occur.Must
        return occur, _any(either)

    def _words(self, term: Word | Phrase, parts: Iterable[str]) -> Iterator[Engine]:
        form = form_of(term)
        for part in parts:
            for language in self._languages():
                stems = [stem(token.folded, language) for token in form.parts]
                whole = stem(form.whole.folded, language) if form.whole else ""
                field = f"{part}_{language}"
                for each in self._sequence(field, stems, whole):
                    yield Engine.boost_query(each, _WEIGHTS[part])
            exact = [token.exact for token in form.parts]
            whole = form.whole.exact if form.whole else ""
            for each in self._sequence(f"{part}_{EXACT}", exact, whole):
                yield Engine.boost_query(each, _WEIGHTS[part] * _EXACT_WEIGHT)
            if form.prefix:
                each = self._beginning(f"{part}_{EXACT}", _begun(form))
                yield Engine.boost_query(each, _WEIGHTS[part] * _PREFIX_WEIGHT)

    def _languages(self) -> list[str]:
        """In these the words may stand; those of no stemmer are kept as English."""
        wanted = set(self._query.languages)
        known = [language for language in LANGUAGES if language in wanted]
        return known if known and wanted == set(known) else list(LANGUAGES)

    def _sequence(self, field: str, words: list[str], whole: str) -> Iterator[Engine]:
        if len(words) == 1:
            yield Engine.term_query(self._schema, field, words[0])
        else:
            yield Engine.phrase_query(self._schema, field, list(words))
        if whole:
            yield Engine.term_query(self._schema, field, whole)

    def _symbols(self, term: Word | Phrase) -> Iterator[Engine]:
        typed = term.text if isinstance(term, Word) else " ".join(term.words)
        symbol, form = symbol_term(typed), form_of(term)
        exact = Engine.term_query(self._schema, "symbol", symbol)
        yield Engine.boost_query(exact, _SYMBOL_WEIGHT)
        words = [token.folded for token in form.parts]
        for each in self._sequence("symbol_words", words, ""):
            yield Engine.boost_query(each, _SYMBOL_WORDS_WEIGHT)
        if form.prefix:
            yield self._beginning("symbol", symbol)
            yield self._beginning("symbol_words", _begun(form))

    def _beginning(self, field: str, folded: str) -> Engine:
        pattern = f"{accented(folded)}.*"
        return Engine.regex_query(self._schema, field, pattern)


def _begun(form: Form) -> str:
    return (form.whole or form.parts[-1]).folded


def _any(queries: Iterable[Engine]) -> Engine:
    return Engine.boolean_query([(Occur.Should, query) for query in queries])
