"""What a page's own style sheet hides: by class, id or tag, plainly said."""

import re
from collections.abc import Iterable
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<more>(?:[.#][\w-]+){0,4})", re.I)
_PART = re.compile(r"[.#][\w-]+")
_SAID = re.compile(r"(display|visibility)\s*:\s*([a-z-]+)", re.IGNORECASE)
_MOST_CHARACTERS, _MOST_RULES = 500_000, 5000
_HIDDEN = {("display", "none"), ("visibility", "hidden")}

Selector = tuple[str, frozenset[str], str]


class Hiding:
    """The plain rules of style sheets that hide something, the last one ruling.

    Rules for some media only, or for a place below others, are passed over: whatever is
    not surely hidden counts as seen.
    """

    def __init__(self, sheets: Iterable[str]) -> None:
        told: dict[tuple[Selector, str], bool] = {}
        for sheet in sheets:
            for selector, name, value in _rules(sheet):
                told[selector, name] = (name, value) in _HIDDEN
        self._by_mark: dict[str, list[Selector]] = {}
        for (selector, _), hides in told.items():
            if hides:
                self._by_mark.setdefault(_mark(selector), []).append(selector)

    def hides(self, node: Any) -> bool:
        """Say whether the sheet hides this element."""
        if not self._by_mark or not isinstance(node.tag, str):
            return False
        classes = set((node.get("class") or "").split())
        own = node.get("id") or ""
        marks = {f".{name}" for name in classes} | {f"#{own}", node.tag}
        return any(
            tag in {"", node.tag} and wanted <= classes and known in {"", own}
            for mark in marks & self._by_mark.keys()
            for tag, wanted, known in self._by_mark[mark]
        )


def _mark(selector: Selector) -> str:
    """Give one thing that an element must have for the selector to mean it."""
    tag, classes, own = selector
    return f"#{own}" if own else f".{min(classes)}" if classes else tag


def _rules(sheet: str) -> Iterable[tuple[Selector, str, str]]:
    plain = _top_level(_COMMENT.sub("", sheet[:_MOST_CHARACTERS]))
    for found in list(_RULE.finditer(plain))[:_MOST_RULES]:
        for said in _SAID.finditer(found[2]):
            for selector in found[1].split(","):
                known = _selector(selector.strip())
                if known is not None:
                    yield known, said[1].lower(), said[2].lower()


def _top_level(sheet: str) -> str:
    """Leave out whole blocks that begin with an at-sign, such as those for printing."""
    kept: list[str] = []
    depth = 0
    since = 0
    skipping = False
    for found in re.finditer(r"[{};]", sheet):
        if found[0] == "{":
            if depth == 0:
                skipping = sheet[since : found.start()].lstrip().startswith("@")
            depth += 1
        elif found[0] == "}":
            depth = max(depth - 1, 0)
        if depth == 0:
            kept += [] if skipping else [sheet[since : found.end()]]
            since, skipping = found.end(), False
    return "".join(kept)


def _selector(said: str) -> Selector | None:
    found = _SELECTOR.fullmatch(said)
    if not said or found is None:
        return None
    parts = _PART.findall(found["more"])
    classes = frozenset(part[1:] for part in parts if part[0] == ".")
    ids = [part[1:] for part in parts if part[0] == "#"]
    return (found["tag"] or "").lower(), classes, ids[0] if ids else ""
