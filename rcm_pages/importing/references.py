"""Mentions of other places: a paragraph of another paper, an annex, a title quoted."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .labels import roman_value
from .marks import folded, plain
from .numbers import NUMBERS
from .paper import Reference, Segment
from .phrases import work_type_of

# More paragraphs than these are counted in figures.
_NUMBERS = {word: number for word, number in NUMBERS.items() if number <= 10}
_PAPER = (
    r"(?:joint |vice-?ministerial |extraordinary |final )*"
    r"(?:declaraci[óo]n|comunicado|conclusiones|plan de acci[óo]n|decisiones|"
    r"declaration|communiqu[ée]|conclusions|action plan|plan of action|decisions|"
    r"t[ée]rminos de referencia|terms of reference|lineamientos|guidelines|"
    r"anexo|annex)"
    r"(?:[ \-](?:conjunto|conjunta|viceministerial|extraordinari[oa]|final|de los? "
    r"viceministros))*"
)
_MEETING = (
    r"(?:[ ,]+(?:of|de|from|adopted at|aprobad[oa] en)?\s*(?:the |la |el )?"
    r"(?P<ordinal>[IVXL]{1,7})\b[ .]*(?:RCM|CRM|vice-?ministerial|reuni[óo]n|meeting|"
    r"conference|conferencia)\b(?:\s+viceministerial)?)?"
)
# `The guidelines on returns adopted at the XII RCM`: what they are about comes between.
_ABOUT = (
    r"(?:\s+(?:on|for|of|about|sobre|para|de|en)\b[^.;:\"“«]{2,90}?)?\s+"
    r"(?:adopted|approved|issued|aprobad[oa]s?|adoptad[oa]s?|emitid[oa]s?)\s+"
    r"(?:at|by|in|during|en|por|durante)\s+(?:the |la |el )?"
    r"(?P<ordinal>[IVXL]{1,7})\b[ .]*(?:RCM|CRM|vice-?ministerial|reuni[óo]n|meeting|"
    r"conference|conferencia)\b"
)
_ANNEXED = r"(?:(?:of|to|in|del?|al|en)\s+(?:the |el |la )?(?:annex|anexo)\s+)?"
_IN_ANNEX = re.compile(r"\bann?ex[eo]?\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:p[áa]rrafos?|paragraphs?|puntos?|points?|numeral(?:es)?|items?|incisos?|"
    r"secci[óo]n|section|art[íi]culos?|articles?|cap[íi]tulo|chapter)\s+"
    r"(?:n[úu]mero |number |no\.? |n[.º°]+ )?"
    r"(?P<paragraph>\d{1,3}(?:\.\d{1,2})*(?:\s*(?:,|and|y|-|–|to|al?)\s*\d{1,3})*|"
    rf"[IVXL]{{1,6}}(?:\.[a-z])?|{'|'.join(_NUMBERS)})\b\)?"
    rf"(?:\s+{_ANNEXED}(?:of|in|to|del?|en|al)\s+(?:the |la |el |los |las |this |este |"
    rf"esta )?(?P<kind>{_PAPER})?{_MEETING})?",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"\b(?P<kind>{_PAPER}){_MEETING}", re.IGNORECASE)
_ADOPTED = re.compile(rf"\b(?P<kind>{_PAPER}){_ABOUT}", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\b(?:(?:documento |el |the )?anexo(?: [IVX\d]{1,4})?\b|documento anexo|"
    r"que se adjuntan?|(?:is|are) attached|attached (?:document|hereto|text|paper)|"
    r"(?:the )?annex(?: [IVX\d]{1,4})?\b)",
    re.IGNORECASE,
)
_MANDATE = re.compile(
    r"\b(?:de conformidad con|en cumplimiento de|conforme a|in accordance with|"
    r"pursuant to|in compliance with)\s+(?:el |la |los |las |the )?"
    r"(?P<what>[^,.;:(]{5,120})",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[\"“«](?P<title>[^\"”»]{8,300})[\"”»]")
_MOST, _NEAR = 20_000, 30


def references_in(text: str) -> tuple[Reference, ...]:
    """Give what a text refers to, in its order; the inner of two mentions goes."""
    read = plain(text[:_MOST])
    found: list[tuple[int, int, Reference]] = []
    for start, end, reference in _all(read):
        if not any(s <= start and end <= e for s, e, _ in found):
            found.append((start, end, reference))
    ordered = sorted(found, key=lambda one: one[0])
    return tuple(dict.fromkeys(reference for _, _, reference in ordered))


def mentions_in(text: str) -> Iterator[tuple[int, int, Reference]]:
    """Yield what a text refers to with its place in exactly these characters."""
    yield from _all(text[:_MOST])


def with_references(segments: list[Segment]) -> list[Segment]:
    """Fill in what each paragraph refers to."""
    return [
        segment
        if segment.kind == "heading"
        else replace(segment, references=references_in(segment.text))
        for segment in segments
    ]


def _all(text: str) -> Iterator[tuple[int, int, Reference]]:
    for found in _PLACE.finditer(text):
        yield (*found.span(), _to_paragraph(found))
    for found in _ADOPTED.finditer(text):
        yield (*found.span(), _to_paper(found))
    for found in _MANDATE.finditer(text):
        # Where it says which paper and place it means, these are the reference.
        if _PLACE.search(text, found.start("what"), found.end() + _NEAR):
            continue
        yield (*found.span(), Reference(found[0], kind=_kind(found["what"])))
    for found in _WHOLE.finditer(text):
        if found["ordinal"]:
            yield (*found.span(), _to_paper(found))
    for found in _TITLE.finditer(text):
        yield (*found.span(), Reference(found[0], title=found["title"].strip()))
    for found in _ATTACHED.finditer(text):
        yield (*found.span(), Reference(found[0], kind="annex"))


def _to_paragraph(found: re.Match[str]) -> Reference:
    said = found["paragraph"]
    number = str(_NUMBERS.get(said.lower(), said))
    kind = _kind(found[0] if _IN_ANNEX.search(found[0]) else found["kind"] or "")
    return Reference(found[0], kind, number, _ordinal(found["ordinal"]))


def _to_paper(found: re.Match[str]) -> Reference:
    return Reference(found[0], _kind(found["kind"]), "", _ordinal(found["ordinal"]))


def _ordinal(said: str | None) -> int | None:
    return roman_value(said) if said and said.isupper() else None


def _kind(words: str) -> str:
    if re.search(r"\banne[xs]|\banexo", folded(words)):
        return "annex"
    return work_type_of(words) or ""
