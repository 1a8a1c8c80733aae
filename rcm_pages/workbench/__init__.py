"""The editors' home: what waits, what lacks, what is due, on the admin's first page."""
