"""What is kept, for how long, and how it is handed on: retention and packages."""
