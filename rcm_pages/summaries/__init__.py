"""Executive summaries of the Vice-Ministers' dialogue (II.b)."""
