"""The table of what is kept for how long.

Defaults are registered by whoever uses the plugin, in one place; rows are kept in the
database, which has the last word. Below it lies a floor in code (``is_kept_for_ever``):
what was adopted, received, recorded or superseded is kept whatever the table says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cms.keeping.models import Keep, RetentionClass
from cms.works import types

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from cms.works.models import Work

FOR_EVER, FILE, PERSONAL_FILE = "for_ever", "file", "personal_file"
# Of no files: of accounts, and of the lists of delegations.
ACCOUNT, DELEGATION_LIST = "account", "delegation_list"


@dataclass(frozen=True)
class Default:
    """A row of the table as the code brings it; the database has the last word."""

    code: str
    keep: str
    years: int | None = None
    # A clause or a decision; empty: the Secretariat has still to decide.
    source: str = ""
    # Kinds of files are no types of Work and bring their own name.
    name: str | _StrPromise = ""


_defaults: dict[str, Default] = {}


def register(default: Default) -> Default:
    """Make a default known; a second, different one of that code is an error."""
    if _defaults.setdefault(default.code, default) != default:
        msg = f"Two retention classes are called {default.code}"
        raise ValueError(msg)
    return default


register(Default(FOR_EVER, Keep.FOR_EVER, name=_("Kept for ever")))
register(Default(FILE, Keep.REVIEW, 10, name=_("Files that belong to no paper")))
register(
    Default(
        PERSONAL_FILE,
        Keep.PERSONAL,
        2,
        name=_("Files with personal data (lists of participants, accreditation, …)"),
    )
)
register(Default(ACCOUNT, Keep.PERSONAL, 2, name=_("Accounts of people who have left")))
register(
    Default(
        DELEGATION_LIST,
        Keep.PERSONAL,
        2,
        name=_("Names on the lists of delegations to a meeting"),
    )
)
# A type for which nobody registered a default: what never was decided is looked at.
DRAFT_YEARS = 5


def _type_codes() -> list[str]:
    return [work_type.code for work_type in types.all_types()]


def codes() -> list[str]:
    """Return the code of every row: types of Work first, then kinds of files."""
    of_types = _type_codes()
    return of_types + [code for code in _defaults if code not in of_types]


def codes_for_files() -> list[str]:
    """Return the classes that a free-standing file may have, its own kind first."""
    of_types = {*_type_codes(), ACCOUNT, DELEGATION_LIST}
    kinds = [code for code in _defaults if code not in of_types]
    return sorted(kinds, key=lambda code: code != FILE)


def codes_for(work: Work) -> list[str]:
    """Return the classes that a work may have: its type's, and for ever."""
    return [work.type_code, FOR_EVER]


def name_of(code: str) -> str:
    """Return the name of a row in the active language."""
    default = _defaults.get(code)
    if default and default.name:
        return str(default.name)
    try:
        return str(types.get(code).name)
    except KeyError:
        return code


def class_for(code: str) -> RetentionClass:
    """Return the row of a type or kind, entered from its default the first time."""
    found = RetentionClass.objects.filter(code=code).first()
    if found:
        return found
    default = _defaults.get(code) or Default(code, Keep.REVIEW, DRAFT_YEARS)
    fields = {name: getattr(default, name) for name in RetentionClass.RULES}
    return RetentionClass.objects.get_or_create(code=code, defaults=fields)[0]


def table() -> dict[str, RetentionClass]:
    """Return every row by its code, in few queries."""
    known = {row.code: row for row in RetentionClass.objects.all()}
    return {code: known.get(code) or class_for(code) for code in codes()}


def is_kept_for_ever(work: Work) -> bool:
    """Tell whether a work was adopted, decided on or published: it stays, always."""
    return work.is_settled
