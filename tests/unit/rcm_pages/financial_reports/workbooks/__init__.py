"""Workbooks of figures."""
