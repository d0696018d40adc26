"""One step a kind of fact, and their order."""
