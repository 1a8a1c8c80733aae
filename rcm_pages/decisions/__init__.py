"""Decisions of the Vice-Ministers, as papers of their own or annexes."""
