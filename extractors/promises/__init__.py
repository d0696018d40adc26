"""Numbers promised in a sentence."""
