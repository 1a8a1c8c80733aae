"""The two formats of records: plain Dublin Core, and MODS with all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from cms.conference.dates import Precision
from cms.exchange.cleaning import one_line
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.exchange.description import Description, Named, Words

XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
MODS = "http://www.loc.gov/mods/v3"
# What MODS calls them; the rest of what we know of works has no word there.
_RELATED = {"replaces": "preceding", "is_replaced_by": "succeeding"}


@dataclass(frozen=True)
class Format:
    """A format as the protocol lists it, and what writes a record in it."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Description], Element]


def _located(element: Element, namespace: str, schema: str) -> Element:
    element.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")
    return element


def remarks(description: Description) -> Words:
    """Return what nobody should miss, in both languages."""
    if description.is_sample:
        return {
            "en": "Sample, not an adopted text",
            "es": "Muestra; no es un texto adoptado",
        }
    if description.state == WorkState.SUPERSEDED:
        return {
            "en": "Superseded by a later text",
            "es": "Sustituido por un texto posterior",
        }
    return {}


def _in_languages(name: str, words: Words) -> Iterator[tuple[str, str, str]]:
    yield from ((name, word, language) for language, word in words.items())


def _dc_fields(description: Description) -> Iterator[tuple[str, str, str]]:
    """Yield name, value and language of the elements of Dublin Core."""
    meeting = description.meeting
    by = description.author.name if description.author else description.conference
    yield from _in_languages("title", description.titles)
    yield from _in_languages("creator", by)
    if meeting:
        yield from _in_languages("subject", meeting.theme)
    yield from _in_languages("description", remarks(description))
    yield from _in_languages("publisher", description.conference)
    yield "date", description.day.iso if description.day else "", ""
    yield from _in_languages("type", description.type_name)
    for media_type in dict.fromkeys(file.media_type for file in description.files):
        yield "format", media_type, ""
    yield "identifier", description.address, ""
    yield "identifier", description.symbol, ""
    for text in description.texts:
        yield "language", text.language, ""
    for other in description.related:
        yield "relation", other.address, ""
    if meeting:
        yield from _in_languages("relation", meeting.name)
        yield from _in_languages("coverage", meeting.place)
    yield from _in_languages("rights", description.rights)


def oai_dc(description: Description) -> Element:
    """Write a record as unqualified Dublin Core."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    _located(root, OAI_DC, FORMATS["oai_dc"].schema)
    for name, value, language in _dc_fields(description):
        if said := one_line(value):
            child = etree.SubElement(root, f"{{{DC}}}{name}")
            child.text = said
            if language:
                child.set(XML_LANG, language)
    return root


_M = ElementMaker(namespace=MODS, nsmap={None: MODS})


def _words(name: str, words: Words, **attributes: str) -> Iterator[Element]:
    for language, word in words.items():
        yield _M(name, one_line(word), {XML_LANG: language}, **attributes)


def _titles(description: Description) -> Iterator[Element]:
    original = description.original
    for text in description.texts:
        is_first = original is not None and text.id == original.id
        kind = {} if is_first else {"type": "translated"}
        title = _M("title", one_line(text.title) or description.uuid)
        yield _M("titleInfo", title, {XML_LANG: text.language}, **kind)


def _name(party: Named | None, conference: Words, role: str) -> Element:
    parts = _words("namePart", party.name if party else conference)
    term = _M("roleTerm", role, type="text", authority="marcrelator")
    return _M("name", *parts, _M("role", term), type="corporate")


def _origin(description: Description) -> Element:
    info = _M("originInfo", *_words("publisher", description.conference))
    if description.day:
        issued = _M("dateIssued", description.day.iso, encoding="w3cdtf")
        if description.day.precision in (Precision.AROUND, Precision.BETWEEN):
            issued.set("qualifier", "approximate")
        info.append(issued)
    if description.meeting and description.meeting.place:
        terms = _words("placeTerm", description.meeting.place, type="text")
        info.append(_M("place", *terms))
    return info


def _files(description: Description) -> Iterator[Element]:
    for file in description.files:
        extent = f"{file.size} bytes"
        pages = [_M("extent", f"{file.pages} pages")] if file.pages else []
        described = _M(
            "physicalDescription",
            _M("internetMediaType", file.media_type),
            _M("extent", extent),
            *pages,
            _M("note", file.sha256, type="sha256"),
        )
        address = file.address or file.page_address
        label = {"displayLabel": one_line(file.name)}
        yield described
        yield _M("location", _M("url", address, access="raw object", **label))


def _related(description: Description) -> Iterator[Element]:
    if description.meeting:
        titles = (
            _M("titleInfo", _M("title", one_line(word)), {XML_LANG: language})
            for language, word in description.meeting.name.items()
        )
        yield _M("relatedItem", *titles, type="host", displayLabel="Meeting")
    for other in description.related:
        kind = _RELATED.get(other.kind)
        attributes = {"type": kind} if kind else {"displayLabel": other.kind}
        identifier = _M("identifier", other.address, type="uri")
        yield _M("relatedItem", identifier, **attributes)


def _without_empty(root: Element) -> Element:
    """Take out the elements that say nothing, and what is empty without them."""
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and not len(element) and not element.text:
            parent.remove(element)
    return root


def mods(description: Description) -> Element:
    """Write a record as MODS 3.7."""
    access = "open access" if description.is_public else "restricted access"
    root = _M(
        "mods",
        *_titles(description),
        _name(description.author, description.conference, "author"),
        _M("typeOfResource", "text"),
        *_words("genre", description.type_name),
        _origin(description),
        *(
            _M(
                "language",
                _M("languageTerm", t.language, type="code", authority="rfc3066"),
            )
            for t in description.texts
        ),
        *_words("note", remarks(description), type="status"),
        _M("note", description.state, type="status"),
        *_files(description),
        _M("identifier", description.symbol, type="local"),
        _M("identifier", description.address, type="uri"),
        _M("location", _M("url", description.address, usage="primary display")),
        *_related(description),
        _M("accessCondition", access, type="restriction on access"),
        *_words("accessCondition", description.rights, type="use and reproduction"),
        version="3.7",
    )
    return _located(_without_empty(root), MODS, FORMATS["mods"].schema)


FORMATS = {
    each.prefix: each
    for each in (
        Format(
            "oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            OAI_DC,
            oai_dc,
        ),
        Format(
            "mods",
            "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd",
            MODS,
            mods,
        ),
    )
}
