"""Archive packages, written to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.keeping.actions import begin_package
from cms.keeping.models import Package
from cms.keeping.packing import write_on
from cms.keeping.reading_back import read_back

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.conference.models import Meeting


def written(package: Package) -> Package:
    """Write a package to its end, without reading it back."""
    while package.state in (Package.State.WAITING, Package.State.WRITING):
        package = write_on(package=package)
    return package


def package_of(
    meeting: Meeting | None = None,
    *,
    by: User | None = None,
    reach: str = Package.Reach.PUBLIC,
) -> Package:
    """Make a package, whole and read back."""
    begun = begin_package(meeting=meeting, reach=reach, by=by)
    return read_back(package=written(begun))
