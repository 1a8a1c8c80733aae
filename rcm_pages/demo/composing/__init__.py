"""Composes sample papers in both languages from the bank, each layout in its module.

The same key gives the same text, whenever and wherever it is composed. Nothing here
knows the database.
"""
