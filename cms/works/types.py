"""Types of Work: registered by whoever uses the plugin, looked up by code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class WorkType:
    """A type of Work and how it is decided.

    ``symbol`` is its part of the reference (``AP`` in ``RCM/VM/XX/2015/AP``).
    ``needs_presidency`` says that only the Presidency can adopt it,
    ``drafted_with_presidency`` that the Presidency of the day writes it together with
    the Secretariat (II.b for the executive summary).
    """

    code: str
    symbol: str
    name: str | _StrPromise
    name_plural: str | _StrPromise
    needs_presidency: bool = True
    drafted_with_presidency: bool = False


_types: dict[str, WorkType] = {}


def register(work_type: WorkType) -> WorkType:
    """Make a type known; a second, different type of the same code is an error."""
    if _types.setdefault(work_type.code, work_type) != work_type:
        msg = f"Two work types are called {work_type.code}"
        raise ValueError(msg)
    return work_type


def get(code: str) -> WorkType:
    """Return the type of that code; raises KeyError if nobody registered it."""
    return _types[code]


def all_types() -> list[WorkType]:
    """Return every registered type, in the order of registration."""
    return list(_types.values())
