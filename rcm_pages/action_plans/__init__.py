"""Action Plans: administrative matters decided by the Vice-Ministers (II.a)."""
