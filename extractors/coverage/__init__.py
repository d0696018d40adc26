"""What of the document became facts, and what was not understood."""
