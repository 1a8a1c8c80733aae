"""Many files at once, over a weak link: tus 1.0, and a plain form without scripts."""
