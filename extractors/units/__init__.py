"""Names of organisations: grammar, lists, places, and which names mean the same body."""
