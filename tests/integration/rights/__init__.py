"""Who meets what, in every channel: role × object × address × method."""
