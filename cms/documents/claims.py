"""Who puts bytes into the store and who takes them out: one after the other.

The same bytes have the same name, so a purge may meet somebody who takes them in again
and finds them there, in a transaction that the purge does not see yet. SQLite has one
writer at a time; on PostgreSQL both hold a lock on the folder until they commit.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.db import connection
from django.db.transaction import TransactionManagementError


def claim(name: str) -> None:
    """Let nobody take a stored file away until this transaction has ended.

    Called before it is written or found to be there. Many may claim at once.
    """
    _lock("pg_advisory_xact_lock_shared", folder_of(name))


def take_over(folder: str) -> None:
    """Wait for all who claim files of a folder; keep others off until the end.

    Whoever named a file of it has committed by then, so that a query sees it.
    """
    _lock("pg_advisory_xact_lock", folder)


def folder_of(name: str) -> str:
    """Return the folder of a stored file: what is locked, as it goes when empty."""
    return str(PurePosixPath(name).parent)


def _lock(function: str, folder: str) -> None:
    if not connection.in_atomic_block:
        msg = "Files are claimed in the transaction that names them"
        raise TransactionManagementError(msg)
    if connection.vendor != "postgresql":
        return
    digest = hashlib.sha256(f"documents {folder}".encode()).digest()
    key = int.from_bytes(digest[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
