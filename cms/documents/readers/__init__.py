"""Reads files into pages of lines, whatever a file claims to be."""

from .detect import read
from .errors import NOTES, UnreadableFile, message_for
from .kinds import EXTENSIONS
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
