"""The delegation's desk: all that concerns one person, on one page."""
