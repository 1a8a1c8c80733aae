"""The archive of the matrix, for every module here."""

from tests.integration.rights.archive import archive

__all__ = ["archive"]
