"""Fit the costs of the table decoder on generated tables: ``make fit``."""
