"""Every write of this room."""

from cms.keeping.actions.erasing import begin_erasure, erase_on
from cms.keeping.actions.packages import (
    PackageError,
    begin_package,
    cancel_package,
    go_on,
    note_given,
    stop_package,
    sweep,
)
from cms.keeping.actions.retention import (
    RetentionError,
    change_class,
    keep_longer,
    reclassify,
    remove,
    unmark,
)

__all__ = [
    "PackageError",
    "RetentionError",
    "begin_erasure",
    "begin_package",
    "cancel_package",
    "change_class",
    "erase_on",
    "go_on",
    "keep_longer",
    "note_given",
    "reclassify",
    "remove",
    "stop_package",
    "sweep",
    "unmark",
]
