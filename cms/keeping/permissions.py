"""Who makes packages of the archive, and who is given them.

A package holds many papers at once, so fewer people make one than may read each.
"""

from __future__ import annotations

from typing import Any

from cms.conference.permissions import is_coordinator, is_keeper
from cms.keeping.models import Package

Reach = Package.Reach


def may_make(user: Any, reach: str) -> bool:
    """Tell whether a person may make a package that holds so much, at this moment.

    Public papers: every keeper. Restricted ones: the Coordinator, of what the
    Coordinator may read. Everything, drafts of delegations included, is made by whoever
    runs the machine (``archive_package --everything``), and by nobody here.
    """
    if reach == Reach.PUBLIC:
        return is_keeper(user)
    return reach == Reach.OWN and is_coordinator(user)


def reaches_of(user: Any) -> list[str]:
    """Return how much the packages of a person may hold."""
    return [str(reach) for reach in Reach if may_make(user, reach)]


def may_fetch(user: Any, package: Package) -> bool:
    """Tell whether a person may be given a package that is ready, at this moment.

    Public ones go to every keeper, others to who made them and to nobody else. Whether
    all of it is still open is asked apart (``reach.is_still_open``).
    """
    if package.reach == Reach.PUBLIC:
        return is_keeper(user)
    is_own = package.made_by_id is not None and package.made_by_id == user.pk
    return is_own and may_make(user, package.reach)
