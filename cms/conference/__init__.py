"""Parties, their membership, presidency terms, bodies and meetings."""
