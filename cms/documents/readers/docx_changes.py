"""Word's tracked changes: listed, and accepted or rejected before the text is read."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from .changes import PARAGRAPH_SIGN, Change, Settled, listed

_INSERTED = {qn("w:ins"), qn("w:moveTo")}
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_WORDS = {qn("w:t"), qn("w:delText")}
_FORMATTED = {qn("w:rPrChange"), qn("w:pPrChange")}
_MARK = f"{qn('w:pPr')}/{qn('w:rPr')}"


def changes_in(document: Any) -> tuple[Change, ...]:
    """Give what is tracked in the body, in its order, and then the comments."""
    return listed([*_tracked(document.element.body), *_comments(document)])


def _tracked(body: Any) -> Iterator[Change]:
    for node in body.iter(*_INSERTED, *_DELETED, *_FORMATTED):
        text = _text_of(node)
        if text:
            kind = "insertion" if node.tag in _INSERTED else "deletion"
            kind = "formatting" if node.tag in _FORMATTED else kind
            yield _change(node, kind, text)


def _text_of(node: Any) -> str:
    """Give the words of a change: those in it, or those that it was made to."""
    parent = node.getparent()
    if node.tag in _FORMATTED:
        run = parent.getparent()
        return _said(run) if run is not None else ""
    if parent is not None and parent.tag == qn("w:rPr"):
        return PARAGRAPH_SIGN
    return _said(node)


def _said(node: Any) -> str:
    return "".join(word.text or "" for word in node.iter(*_WORDS))


def _change(node: Any, kind: Any, text: str) -> Change:
    author, when = node.get(qn("w:author")) or "", node.get(qn("w:date")) or ""
    return Change(kind, text, author, when)


def _comments(document: Any) -> Iterator[Change]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/comments") and not relation.is_external:
            for node in relation.target_part.element.iter(qn("w:comment")):
                yield _change(node, "comment", _said(node))


def settle(root: Any, settled: Settled) -> None:
    """Leave in a part what is read of it; paragraphs whose mark went are joined."""
    if settled == "rejected":
        _reject(root)
    for paragraph in list(root.iter(qn("w:p"))):
        mark = paragraph.find(_MARK)
        if mark is not None and mark.find(qn("w:del")) is not None:
            _join_to_next(paragraph)


def _reject(root: Any) -> None:
    for node in list(root.iter(qn("w:pPrChange"))):
        _put_back(node)
    for mark in list(root.iter(qn("w:rPr"))):
        _turn_mark(mark)
    for node in list(root.iter(*_INSERTED, *_DELETED)):
        if node.getparent() is None or node.getparent().tag == qn("w:rPr"):
            continue
        if node.tag in _INSERTED:
            node.getparent().remove(node)
            continue
        for word in list(node.iter(qn("w:delText"))):
            word.tag = qn("w:t")
        # Any name that no reader skips: what is in it is read as if it stood alone.
        node.tag = qn("w:smartTag")


def _put_back(changed: Any) -> None:
    """Give a paragraph the properties it had, but for its own mark's."""
    now, before = changed.getparent(), changed.find(qn("w:pPr"))
    if now is None or before is None:
        return
    kept = [c for c in now if c.tag in {qn("w:rPr"), qn("w:sectPr")}]
    now[:] = [*before, *kept]


def _turn_mark(properties: Any) -> None:
    """An inserted paragraph mark goes, a deleted one stays."""
    above = properties.getparent()
    if above is None or above.tag != qn("w:pPr"):
        return
    inserted = properties.findall(qn("w:ins")) + properties.findall(qn("w:moveTo"))
    for node in [*properties.findall(qn("w:del")), *inserted]:
        properties.remove(node)
    if inserted:
        properties.append(properties.makeelement(qn("w:del"), {}))


def _join_to_next(paragraph: Any) -> None:
    """What stands before a mark that went belongs to the paragraph after it."""
    following = paragraph.getnext()
    if following is None or following.tag != qn("w:p"):
        return
    words = [child for child in paragraph if child.tag != qn("w:pPr")]
    at = 1 if following.find(qn("w:pPr")) is not None else 0
    following[at:at] = words
    paragraph.getparent().remove(paragraph)
