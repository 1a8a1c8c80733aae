"""What readers browse: works narrowed and counted, collections, parties, feeds."""
