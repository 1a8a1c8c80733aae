"""How much one person may have under way; each number is a setting."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

MIB = 1024 * 1024


def open_files() -> int:
    """Return how many unfinished files a person may have (``UPLOADS_MAX_OPEN``)."""
    return int(getattr(settings, "UPLOADS_MAX_OPEN", 300))


def open_bytes() -> int:
    """Return their announced bytes at most (``UPLOADS_MAX_OPEN_BYTES``)."""
    return int(getattr(settings, "UPLOADS_MAX_OPEN_BYTES", 2048 * MIB))


def room_left_free() -> int:
    """Return the bytes of disk no upload may use (``UPLOADS_DISK_RESERVE_BYTES``)."""
    return int(getattr(settings, "UPLOADS_DISK_RESERVE_BYTES", 256 * MIB))


def piece() -> int:
    """Return the largest piece that our own page sends (``UPLOADS_CHUNK_BYTES``)."""
    return int(getattr(settings, "UPLOADS_CHUNK_BYTES", 4 * MIB))


def time_to_go_on() -> dt.timedelta:
    """Return how long after its last piece a transfer goes on (``UPLOADS_HOURS``)."""
    return dt.timedelta(hours=getattr(settings, "UPLOADS_HOURS", 48))


def time_to_answer() -> dt.timedelta:
    """Return how long a received file waits for an answer (``UPLOADS_KEPT_DAYS``)."""
    return dt.timedelta(days=getattr(settings, "UPLOADS_KEPT_DAYS", 7))
