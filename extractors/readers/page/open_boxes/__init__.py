"""Boxes of a ruled grid in which only the text shows rows or columns."""
