"""Sentences that a comparison states, and the caveats that go with them."""
