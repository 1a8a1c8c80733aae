"""The peer of our pages: Wagtail as its tutorial leaves it, with one page of text."""
