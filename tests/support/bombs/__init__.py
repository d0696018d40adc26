"""Files of a few kilobytes to a few megabytes that try to make a reader use memory or time without bound, by format."""

from collections.abc import Callable

Bombs = dict[str, Callable[[], bytes]]
"""What each file does, and the function that writes it."""
