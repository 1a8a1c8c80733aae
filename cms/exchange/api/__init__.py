"""The read API: JSON of what the reader may read, described by OpenAPI."""
