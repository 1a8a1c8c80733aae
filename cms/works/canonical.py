"""A text in one canonical form, so that its SHA-256 means something."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class ParagraphData:
    """One paragraph as its page holds it: id, kind, printed label, level, words."""

    id: str
    kind: str
    text: str
    label: str = ""
    level: int = 0
    charged: tuple[str, ...] = ()


def canonical_content(
    *,
    language: str,
    title: str,
    title_block: str,
    paragraphs: list[ParagraphData],
) -> dict[str, Any]:
    """Gather what makes up a text: whatever changes its hash, and nothing else.

    Line ends become ``\n``; characters are kept as they are, accents included.
    """
    return {
        "language": language,
        "title": title,
        "title_block": title_block.replace("\r\n", "\n"),
        "paragraphs": [
            {**asdict(paragraph), "text": paragraph.text.replace("\r\n", "\n")}
            for paragraph in paragraphs
        ],
    }


def canonical_json(content: dict[str, Any]) -> str:
    """Write content as JSON with sorted keys and no optional white space."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the UTF-8 bytes of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()


def count_words(texts: Iterable[str]) -> int:
    """Count what stands between white space; a word without end counts by its length.

    Twenty-five letters count as a word more, so that text without spaces takes time.
    """
    return sum(1 + len(word) // 25 for text in texts for word in text.split())
