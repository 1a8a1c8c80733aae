"""OpenDocument's tracked changes: listed, and rejected where somebody says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .changes import Change, Settled, listed
from .odt_names import name

_PARAGRAPHS = (name("text:p"), name("text:h"))
_ID, _CHANGE_ID = name("text:id"), name("text:change-id")


@dataclass(slots=True)
class _Region:
    """One change: what was done, by whom, and the words that were deleted."""

    kind: str
    author: str
    when: str
    deleted: list[str] = field(default_factory=list)


def settle(content: Any, body: Any, settled: Settled) -> tuple[Change, ...]:
    """List the changes and comments of a text; leave in it what is to be read."""
    regions = dict(_regions(body))
    walk = _Walk(regions, rejects=settled == "rejected")
    walk.go(body)
    deleted = [
        Change("deletion", " ".join(region.deleted), region.author, region.when)
        for region in regions.values()
        if region.kind == "deletion"
    ]
    if settled == "rejected":
        walk.sweep()
    return listed([*walk.changes(), *deleted, *_comments(content)])


def _regions(body: Any) -> Iterator[tuple[str, _Region]]:
    for region in body.iter(name("text:changed-region")):
        for act in region:
            kind = str(act.tag).rpartition("}")[2]
            info = act.find(name("office:change-info"))
            known = region.get(_ID) or region.get(name("xml:id")) or ""
            lines = [_said(node) for node in act.iter(*_PARAGRAPHS)]
            yield known, _Region(kind, *_who(info), lines)


def _who(info: Any) -> tuple[str, str]:
    if info is None:
        return "", ""
    return info.findtext(name("dc:creator")) or "", info.findtext(name("dc:date")) or ""


def _said(node: Any) -> str:
    return "".join(node.itertext())


def _comments(content: Any) -> Iterator[Change]:
    for node in content.iter(name("office:annotation")):
        words = " ".join(_said(child) for child in node.iter(*_PARAGRAPHS))
        yield Change("comment", words, *_who(node))


class _Walk:
    """Goes through a text from change mark to change mark."""

    def __init__(self, regions: dict[str, _Region], *, rejects: bool) -> None:
        self.regions = regions
        self.rejects = rejects
        self._open: dict[str, list[str]] = {}
        self._done: list[tuple[str, str]] = []
        self._emptied: list[Any] = []

    def go(self, node: Any) -> None:
        """Pass every character of a node once, in order."""
        ended, touched = len(self._done), bool(self._open)
        node.text = self._passed(node.text)
        for child in node:
            if not isinstance(child.tag, str):
                pass
            elif child.tag in {name("text:change-start"), name("text:change-end")}:
                self._turn(child)
            elif child.tag == name("text:change") and self.rejects:
                self._restore(child)
            elif child.tag not in {
                name("text:tracked-changes"),
                name("office:annotation"),
            }:
                self.go(child)
            child.tail = self._passed(child.tail)
        touched = touched or bool(self._open) or len(self._done) > ended
        if touched and node.tag in _PARAGRAPHS:
            self._emptied.append(node)

    def _turn(self, mark: Any) -> None:
        known = mark.get(_CHANGE_ID) or ""
        region = self.regions.get(known)
        if mark.tag == name("text:change-end"):
            words = self._open.pop(known, [])
            self._done.append((known, "".join(words)))
        elif region is not None and region.kind == "insertion":
            self._open[known] = []

    def _passed(self, words: str | None) -> str | None:
        for said in self._open.values():
            said.append(words or "")
        return "" if self._open and self.rejects and words else words

    def _restore(self, mark: Any) -> None:
        """Put what was deleted back where it stood, a line for each paragraph."""
        region = self.regions.get(mark.get(_CHANGE_ID) or "")
        if region is None or region.kind != "deletion":
            return
        mark.tag = name("text:span")
        for count, line in enumerate(region.deleted):
            if count:
                mark.append(mark.makeelement(name("text:line-break"), {}))
            piece = mark.makeelement(name("text:span"), {})
            piece.text = line
            mark.append(piece)

    def changes(self) -> Iterator[Change]:
        """Give the insertions that were passed."""
        for known, words in self._done:
            region = self.regions.get(known)
            if region is not None and region.kind == "insertion":
                yield Change("insertion", words, region.author, region.when)

    def sweep(self) -> None:
        """Take away the paragraphs that held only what was rejected."""
        for node in self._emptied:
            if "".join(node.itertext()).strip() or node.getparent() is None:
                continue
            above = node.getparent()
            above.remove(node)
            if above.tag == name("text:list-item") and len(above) == 0:
                above.getparent().remove(above)
