"""Declarations: what the Vice-Ministers decide on the central theme (II.a)."""
