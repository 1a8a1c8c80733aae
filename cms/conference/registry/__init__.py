"""The registry's screens in the admin: parties, bodies, meetings."""
