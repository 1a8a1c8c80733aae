"""Tests of what is recorded many at once."""
