"""The Conference: its page types, its rules, its importer, its demonstration."""
