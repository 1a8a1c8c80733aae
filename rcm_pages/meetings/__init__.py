"""Meetings and their list."""
