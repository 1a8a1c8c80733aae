"""Fields of the index, and how a document is laid out in them.

Texts are analysed in Python and come as words between blanks, so that tantivy, the
highlighter and every other engine see the same words.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import tantivy

from search import analysis
from search.documents import SearchDocument, to_json

LANGUAGES = analysis.LANGUAGES
# The parts of a document that are searched apart, so that they can weigh apart.
PARTS = ("title", "body", "file")
# Besides the stems of each language: the words with their accents.
EXACT = "exact"
SEPARATOR = "\x1f"
WORDS = "words"

_RAW = ("key", "language", "audience", "symbol")
_DAYS = ("newest", "oldest")
# Undated documents come last, whichever way the list runs.
_UNDATED = {"newest": 0, "oldest": 10_000_000}


def text_fields() -> list[str]:
    """Return the names of the fields that hold words."""
    names = [*LANGUAGES, EXACT]
    return [f"{part}_{name}" for part in PARTS for name in names] + ["symbol_words"]


def schema_hash() -> str:
    """Name this layout; another layout, or another analysis, needs a new index."""
    layout = ("1", analysis.VERSION, text_fields(), _RAW, _DAYS, "facet", "stored")
    return hashlib.sha256(repr(layout).encode()).hexdigest()[:8]


def build_schema() -> tantivy.Schema:
    """Return tantivy's schema."""
    builder = tantivy.SchemaBuilder()
    for name in _RAW:
        # Raw text: a deletion by a number deletes nothing, and says nothing.
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in text_fields():
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="position")
    builder.add_text_field("facet", fast=True, tokenizer_name="raw")
    for name in _DAYS:
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def make_index(directory: Path) -> None:
    """Make an empty index in this directory."""
    tantivy.Index(build_schema(), str(directory))


def open_index(directory: Path) -> tantivy.Index:
    """Open the index in this directory; raises if there is none."""
    index = tantivy.Index.open(str(directory))
    # tantivy forgets its tokenizers when an index is closed.
    tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(WORDS, tokenizer)
    index.config_reader("manual")
    return index


def facet_term(name: str, value: str) -> str:
    """Return the term of one value of a facet."""
    return f"{name}{SEPARATOR}{value}"


def symbol_term(symbol: str) -> str:
    """Return the symbol as it is compared: no case, no accents, no blanks."""
    return "".join(analysis.normalise(part)[1] for part in symbol.split())


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """Lay the document out in the fields."""
    laid = tantivy.Document()
    laid.add_text("key", document.key)
    laid.add_text("language", document.language)
    for token in document.audience:
        laid.add_text("audience", token)
    for name, values in document.facets.items():
        for value in dict.fromkeys(values):
            laid.add_text("facet", facet_term(name, value))
    for name in _DAYS:
        day = document.date.toordinal() if document.date else _UNDATED[name]
        laid.add_integer(name, day)
    if document.symbol:
        laid.add_text("symbol", symbol_term(document.symbol))
        every = analysis.tokens(document.symbol)
        words = " ".join(token.folded for token in every if not token.joined)
        laid.add_text("symbol_words", words)
    for part, text in _parts(document):
        _add_words(laid, part, document.language, text)
    laid.add_bytes("stored", to_json(document))
    return laid


def _stems_of(language: str) -> str:
    return language if language in LANGUAGES else LANGUAGES[0]


def _parts(document: SearchDocument) -> Iterator[tuple[str, str]]:
    yield "title", document.title
    if document.summary:
        yield "body", document.summary
    for section in document.sections:
        yield ("file" if section.kind == "file" else "body"), section.text


def _add_words(laid: tantivy.Document, part: str, language: str, text: str) -> None:
    """Add the words in order and, as values of their own, the compounds.

    tantivy keeps a distance between values: no phrase runs from one into the next.
    """
    stems = f"{part}_{_stems_of(language)}"
    every = list(analysis.tokens(text))
    ordered = [token for token in every if not token.joined]
    for group in (ordered, [token for token in every if token.joined]):
        if group:
            words = (analysis.stem(token.folded, language) for token in group)
            laid.add_text(stems, " ".join(words))
            laid.add_text(f"{part}_{EXACT}", " ".join(token.exact for token in group))
