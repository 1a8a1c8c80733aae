"""Older papers: communiqués, conclusions, and whatever else was kept."""
