"""Every component with its states, for whoever works on the portal."""
