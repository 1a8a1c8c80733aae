"""Records for tests; states of the lifecycle are reached through actions."""
