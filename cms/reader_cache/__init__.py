"""Readers' pages, kept for those who would be given the very same page (ADR 21)."""
