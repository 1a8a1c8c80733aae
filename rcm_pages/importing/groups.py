"""Suggestions put together, for a person to judge many at once: by section, by reason.

What a group holds is worked out anew from the paper each time: a suggestion that
somebody has judged is in none any more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rcm_pages.importing.duties import REASONS
from rcm_pages.importing.suggestions import RIGHT, judged, open_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from django.utils.functional import Promise

    Segments = Sequence[Mapping[str, Any]]

SECTION, REASON = "section", "reason"
DEADLINE = "deadline"
# One suggestion: the place of its paragraph, and its own key there.
One = tuple[int, str]


@dataclass
class Group:
    """Suggestions that may be confirmed together; ``key`` says which."""

    key: str
    kind: str
    # The heading's words, or the reason in words.
    name: str | Promise
    members: list[One] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many suggestions are still to be judged in it."""
        return len(self.members)


def groups_of(segments: Segments) -> list[Group]:
    """Return the groups of a paper that hold two suggestions or more."""
    found = [*_sections(segments), *_reasons(segments)]
    return [group for group in found if group.count > 1]


def group_of(segments: Segments, key: str) -> Group | None:
    """Return one group, whatever it holds; None for a key that is none."""
    return next((g for g in groups_of(segments) if g.key == key), None)


def _sections(segments: Segments) -> Iterator[Group]:
    """Yield what stands below each heading; what is above the first has no group."""
    open_: list[tuple[int, Group]] = []
    for place, segment in enumerate(segments):
        if segment["kind"] == "heading":
            level = segment.get("level") or 0
            yield from (group for at, group in open_ if at >= level)
            open_ = [(at, group) for at, group in open_ if at < level]
            name = f"{segment.get('label', '')} {segment['text']}".strip()
            open_.append((level, Group(f"{SECTION}-{place}", SECTION, name)))
        for _level, group in open_:
            group.members += [(place, key) for key in open_keys(segment)]
    yield from (group for _level, group in open_)


def _reasons(segments: Segments) -> Iterator[Group]:
    """Yield what rests on one reason alone: of two, nobody can tell which it was."""
    found: dict[str, Group] = {}
    for place, segment in enumerate(segments):
        for key in open_keys(segment):
            code = _why(segment, key)
            if code:
                name = REASONS[code]
                group = found.setdefault(code, Group(f"{REASON}-{code}", REASON, name))
                group.members.append((place, key))
    yield from (found[code] for code in REASONS if code in found)


def _why(segment: Mapping[str, Any], key: str) -> str:
    if not key.startswith("who-"):
        return DEADLINE
    codes = {reason.partition(":")[0] for reason in segment.get("reasons", ())}
    codes.discard(DEADLINE)
    code = codes.pop() if len(codes) == 1 else ""
    return code if code in REASONS else ""


def confirmed(segments: Segments, chosen: Collection[One]) -> list[dict[str, Any]]:
    """Return the paragraphs with what a person has chosen confirmed, the rest as is."""
    says: dict[int, dict[str, str]] = {}
    for place, key in chosen:
        says.setdefault(place, {})[key] = RIGHT
    return [
        {**segment, **judged(segment, says[place])} if place in says else {**segment}
        for place, segment in enumerate(segments)
    ]
