"""Signs that a sentence gives a duty to a body or a person: role words, verbs of work, posts."""
