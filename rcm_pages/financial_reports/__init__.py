"""Financial reports of the Technical Secretariat (V.c)."""
