"""People, Presidency and registry, through their screens."""
