"""The archive of the matrix, for every module here."""

from tests.integration.rights.archive import archive
from tests.integration.rights.roles import accredited

__all__ = ["accredited", "archive"]
