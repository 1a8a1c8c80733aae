"""Datestamps of the protocol: UTC, to the second or to the day (OAI-PMH 3.3)."""

from __future__ import annotations

import datetime as dt
import re

from cms.exchange.oai.errors import BadArgumentError

_DAY, _SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
_LENGTHS = {10: (_DAY, dt.timedelta(days=1)), 20: (_SECOND, dt.timedelta(seconds=1))}
_FORM = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)


def write(instant: dt.datetime) -> str:
    """Write an instant; parts of a second are dropped."""
    return instant.astimezone(dt.UTC).strftime(_SECOND).rjust(20, "0")


def _read(said: str) -> tuple[dt.datetime, dt.timedelta]:
    """Return the instant at which what was said begins, and how long that is."""
    if not _FORM.fullmatch(said):
        msg = f"No datestamp: {said[:40]}"
        raise BadArgumentError(msg)
    form, length = _LENGTHS[len(said)]
    try:
        return dt.datetime.strptime(said, form).replace(tzinfo=dt.UTC), length
    except ValueError:
        msg = f"There is no such day or time: {said}"
        raise BadArgumentError(msg) from None


def span(first: str, last: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return from when (included) until when (excluded) a harvest asks.

    Raises BadArgumentError where one is no datestamp, the two are not alike, or the
    end lies before the beginning.
    """
    if first and last and len(first) != len(last):
        msg = "from and until have different granularity"
        raise BadArgumentError(msg)
    since = _read(first)[0] if first else None
    until = None
    if last:
        begins, length = _read(last)
        if since and since > begins:
            msg = "from is later than until"
            raise BadArgumentError(msg)
        latest = dt.datetime.max.replace(tzinfo=dt.UTC) - length
        until = min(begins, latest) + length
    return since, until
