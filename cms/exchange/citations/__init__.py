"""How a work is cited: in words, and in the formats of reference managers."""
