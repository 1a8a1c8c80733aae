"""Writes a sample paper as plain text, as it might come by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rcm_pages.demo.paper import Paper


def write_txt(paper: Paper) -> bytes:
    """Return the paper as the bytes of a text in UTF-8, title block first."""
    lines = [*paper.title_block, ""]
    for part in paper.parts:
        if part.kind == "heading":
            lines.append("")
        lines.append(f"{part.label} {part.text}".strip())
        if part.kind != "item":
            lines.append("")
    return ("\n".join(lines).strip() + "\n").encode()
