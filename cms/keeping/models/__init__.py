"""Archive packages."""

from cms.keeping.models.packages import Package, Packaged

__all__ = ["Package", "Packaged"]
