"""The source document with the passages that facts quote marked in its text and on its page images."""
