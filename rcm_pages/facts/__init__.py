"""What is known of the Conference: parties, bodies, meetings, Presidencies."""
