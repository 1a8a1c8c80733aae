"""Workbooks of figures: written for people to fill in, and read back."""
