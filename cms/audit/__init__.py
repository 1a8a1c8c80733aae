"""Who did what, in which capacity; nothing here is ever changed."""
