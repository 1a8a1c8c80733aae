"""The embedded engine: tantivy, an index in files, no server."""

from search.backends.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
