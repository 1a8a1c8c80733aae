"""Clearance by the Secretariat, decision by the Presidency."""
