"""Puts recorded sample works into the archive many at once.

What people do one by one through ``cms.works.actions`` is written here in bulk, row for
row the same: work, symbol, texts, pages with their revisions, paragraphs, readers,
events, and the note for the search. For samples and for measuring only.
"""
