"""The people and the Presidency, through the portal's screens."""
