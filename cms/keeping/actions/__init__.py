"""Every write of this room."""

from cms.keeping.actions.packages import (
    PackageError,
    begin_package,
    cancel_package,
    go_on,
    note_given,
    stop_package,
    sweep,
)

__all__ = [
    "PackageError",
    "begin_package",
    "cancel_package",
    "go_on",
    "note_given",
    "stop_package",
    "sweep",
]
