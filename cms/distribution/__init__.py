"""Notices and mail to people."""
