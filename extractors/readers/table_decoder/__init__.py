"""Decode a table from text alone: characters, the breaks between them, and what its columns can hold."""
