"""Read the head and the tail of a notice, line by line."""
