"""Settings: base, with local, test and production on top of it."""
