"""Works and their Expressions: symbols, audiences, lifecycle, frozen texts."""
