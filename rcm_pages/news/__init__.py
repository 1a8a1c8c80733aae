"""News of the Conference."""
