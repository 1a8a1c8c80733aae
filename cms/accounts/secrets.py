"""Secrets of second factors, encrypted with a key made from SECRET_KEY.

A copy of the database alone then lets nobody compute codes.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

logger = logging.getLogger("cms.accounts")

_PURPOSE = b"cms.accounts.secrets:"


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(_PURPOSE + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def hide(text: str) -> str:
    """Encrypt a secret."""
    return _fernet().encrypt(text.encode()).decode("ascii")


def reveal(hidden: str) -> str:
    """Read a secret; one that no key opens becomes a secret that nobody knows.

    So a lost key locks the factor and never opens it; an administrator removes it.
    """
    try:
        return _fernet().decrypt(hidden.encode()).decode()
    except InvalidToken:
        logger.error(  # noqa: TRY400, RUF100
            "A second factor was encrypted with another SECRET_KEY; remove it, or put "
            "the former key into SECRET_KEY_FALLBACKS"
        )
        return base64.b32encode(secrets.token_bytes(20)).decode("ascii")
