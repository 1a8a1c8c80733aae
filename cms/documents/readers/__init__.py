"""Reads TXT, DOCX, PDF and HTML into pages of lines, whatever the file claims to be."""

from .detect import EXTENSIONS, read
from .errors import NOTES, UnreadableFile, message_for
from .pages import ReadFile, ReadLine, ReadPage

__all__ = [
    "EXTENSIONS",
    "NOTES",
    "ReadFile",
    "ReadLine",
    "ReadPage",
    "UnreadableFile",
    "message_for",
    "read",
]
