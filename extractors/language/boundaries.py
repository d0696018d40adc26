"""Find the mark that a stretch of text begins after."""


def after_last(marks: str, text: str, start: int, end: int) -> int:
    """Return the place after the last of the marks in ``text[start:end]``; ``start`` if there is none."""
    for mark in marks:
        start = max(start, text.rfind(mark, start, end) + 1)  # before the last one found no other matters
    return start
