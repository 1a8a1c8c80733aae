"""Content rules: event, time and condition → action, built by the people themselves."""
