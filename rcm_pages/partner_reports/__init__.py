"""Reports of partners: organizations, observer countries and guests (III.d)."""
