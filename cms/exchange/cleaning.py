"""Text as other systems can take it: no control characters, no stray breaks."""

from __future__ import annotations

import re

# What XML 1.0 knows as characters (2.2); everything else no parser takes.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Line and paragraph separators end a line for some readers, whatever they look like.
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def for_xml(text: str) -> str:
    """Drop what may not stand in an XML document."""
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """Put a text on one line: each run of breaks and control characters is a space."""
    return _BREAKS.sub(" ", for_xml(text)).strip()
