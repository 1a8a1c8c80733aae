"""Financial reports as data."""
