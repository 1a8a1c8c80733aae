"""What other systems and researchers take away: descriptions, citations, harvests."""
