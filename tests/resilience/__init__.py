"""What the portal survives, printed by `make bench-kills`."""
