"""Names of organisations: grammar, lists, places, and which names are one body."""
