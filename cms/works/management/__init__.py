"""Management of works."""
