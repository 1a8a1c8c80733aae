"""OAI-PMH 2.0: other archives harvest what everybody may read."""
