"""Commitments of a sentence: numbers that prose sets as targets, what they count, and by when."""
