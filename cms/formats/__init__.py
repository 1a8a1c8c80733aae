"""Date formats: the day before the month, the hour to twenty-four."""
