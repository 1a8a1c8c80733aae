"""Archive search: one query model, several engines. Knows no page, user or party."""
