"""Files with immutable versions, their text and their page pictures."""
