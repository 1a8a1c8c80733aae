"""Ordinary pages: about the Conference, contact, help."""
