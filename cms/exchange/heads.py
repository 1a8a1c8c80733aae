"""What stands in the head of a text's page for harvesters and reference managers.

Dublin Core as DCMI writes it into HTML, Highwire Press's tags as Google Scholar and
Zotero read them, schema.org as JSON-LD, Open Graph's least.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext

from cms.exchange.citations.cited import cite
from cms.exchange.cleaning import one_line
from cms.exchange.description import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.exchange.citations.cited import Cited
    from cms.exchange.description import Description, File, Text, Words

PDF = "application/pdf"


class Tag(NamedTuple):
    """A ``meta`` element; ``key`` is ``name``, or ``property`` for Open Graph."""

    key: str
    name: str
    content: str
    language: str = ""


def access_of(description: Description) -> str:
    """Say in a word whether everybody may read a work."""
    return gettext("Public") if description.is_public else gettext("Restricted")


def _dublin_core(description: Description, cited: Cited) -> Iterator[Tag]:
    for text in description.texts:
        is_shown = text.language == cited.language
        name = "DC.title" if is_shown else "DCTERMS.alternative"
        yield Tag("name", name, one_line(text.title), text.language)
    said = {
        "DC.creator": cited.author,
        "DC.publisher": cited.publisher,
        "DC.type": cited.genre,
        "DC.language": cited.language,
        "DC.identifier": cited.symbol,
        "DCTERMS.identifier": description.address,
        "DCTERMS.issued": cited.day.iso if cited.day else "",
        "DCTERMS.spatial": cited.place,
        "DCTERMS.isPartOf": cited.meeting,
        "DCTERMS.accessRights": access_of(description),
        "DC.rights": in_language(description.rights, cited.language),
        "DC.description": "; ".join(cited.remarks),
    }
    yield from (Tag("name", name, content) for name, content in said.items())
    for other in description.related:
        if other.kind == "is_replaced_by":
            yield Tag("name", "DCTERMS.isReplacedBy", other.address)
        if other.kind == "replaces":
            yield Tag("name", "DCTERMS.replaces", other.address)


def _pdf_in(description: Description, language: str) -> str:
    """Return the address of the PDF of a text, if there is one."""
    for file in description.files:
        if file.language == language and file.media_type == PDF and file.address:
            return file.address
    return ""


def _highwire(description: Description, cited: Cited, text: Text) -> Iterator[Tag]:
    day = cited.day
    said = {
        "citation_title": cited.title,
        "citation_author": cited.author,
        "citation_publication_date": day.iso.replace("-", "/") if day else "",
        "citation_language": cited.language,
        "citation_technical_report_institution": cited.publisher,
        "citation_technical_report_number": cited.symbol,
        "citation_public_url": text.address or description.address,
        "citation_pdf_url": _pdf_in(description, text.language),
    }
    yield from (Tag("name", name, content) for name, content in said.items())


def _open_graph(cited: Cited, text: Text) -> Iterator[Tag]:
    about = ", ".join(
        filter(None, (cited.genre, cited.symbol, cited.date_in_words, cited.meeting))
    )
    said = {
        "og:type": "article",
        "og:title": cited.title,
        "og:description": about,
        "og:url": text.address,
        "og:site_name": cited.publisher,
    }
    yield from (Tag("property", name, content) for name, content in said.items())


def meta_tags(description: Description, text: Text) -> list[Tag]:
    """Return the elements for the page of one text; what is not known is left out."""
    cited = cite(description, text.language)
    tags = [
        *_dublin_core(description, cited),
        *_highwire(description, cited, text),
        *_open_graph(cited, text),
    ]
    return [tag for tag in tags if tag.content]


def _organization(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name}


def _encoding(file: File) -> dict[str, Any]:
    return _known(
        {
            "@type": "MediaObject",
            "name": file.name,
            "encodingFormat": file.media_type,
            "contentSize": str(file.size),
            "sha256": file.sha256,
            "inLanguage": file.language,
            "contentUrl": file.address,
            "url": file.page_address,
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _said(words: Words) -> list[dict[str, str]]:
    return [{"@language": code, "@value": word} for code, word in words.items()]


def json_ld(description: Description, text: Text) -> dict[str, Any]:
    """Return the page of one text as schema.org has it."""
    cited = cite(description, text.language)
    fields = {
        "@context": "https://schema.org",
        "@type": description.kind.schema,
        "@id": description.address,
        "url": text.address,
        "name": cited.title,
        "inLanguage": text.language,
        "identifier": cited.symbol,
        "genre": _said(description.type_name),
        "creativeWorkStatus": description.state_name.get("en", description.state),
        "author": _organization(cited.author),
        "publisher": _organization(cited.publisher),
        "isAccessibleForFree": description.is_public,
        "datePublished": cited.day.iso if cited.day else "",
        "description": "; ".join(cited.remarks),
        "locationCreated": (
            {"@type": "Place", "name": cited.place} if cited.place else None
        ),
    }
    others = [other for other in description.texts if other.id != text.id]
    if others:
        fields["workTranslation"] = [
            _known(
                {
                    "@type": description.kind.schema,
                    "name": one_line(other.title),
                    "inLanguage": other.language,
                    "url": other.address,
                }
            )
            for other in others
        ]
    files = [f for f in description.files if f.language in ("", text.language)]
    if files:
        fields["encoding"] = [_encoding(file) for file in files]
    return _known(fields)
