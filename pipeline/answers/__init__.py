"""Answers to the questions that researchers ask, each one a table with a passage in every row."""
