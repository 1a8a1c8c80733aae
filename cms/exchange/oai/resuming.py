"""Where a harvest goes on: all of it stands in the token, signed; nothing is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.utils import timezone

from cms.exchange.oai.errors import BadResumptionTokenError

SALT = "cms.exchange.oai"
LASTS = dt.timedelta(hours=24)
_LONGEST = 2000


@dataclass(frozen=True)
class Harvest:
    """What a list was asked for, and up to where it has been given."""

    verb: str
    prefix: str
    first: str = ""
    last: str = ""
    spec: str = ""
    # The record that was given last: its datestamp in full, and its key.
    stamp: str = ""
    key: int = 0
    given: int = 0
    size: int = 0

    @property
    def after(self) -> dt.datetime | None:
        """The datestamp of the record that was given last; None at the beginning."""
        return dt.datetime.fromisoformat(self.stamp) if self.stamp else None

    def token(self) -> str:
        """Write it down, signed."""
        return signing.dumps(asdict(self), salt=SALT)

    @classmethod
    def read(cls, token: str, verb: str) -> Harvest:
        """Read a token; raises BadResumptionTokenError if it was not given here."""
        try:
            if len(token) > _LONGEST:
                raise signing.BadSignature
            said: Any = signing.loads(token, salt=SALT, max_age=LASTS)
            found = cls(**said)
        except (signing.BadSignature, TypeError, ValueError):
            found = None
        if found is None or found.verb != verb:
            msg = "This resumptionToken was not given here, or is too old"
            raise BadResumptionTokenError(msg)
        return found


def expires_at() -> dt.datetime:
    """Return until when a token that is given now can be used."""
    return timezone.now() + LASTS
