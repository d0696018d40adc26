"""Lines of a text dump, each with its place in the decoded file."""

from typing import NamedTuple


class Line(NamedTuple):
    """One non-blank line, white space at both ends removed."""

    text: str
    raw: int
    """Place of ``text[0]`` in the decoded file, in code points."""
    blanks: int
    """Blank lines before it."""
    page_start: bool
    """The dump marks a new page here (form feed, or a blank at the start of the line)."""


def fragments(lines: tuple[Line, ...], pieces: tuple[tuple[int, int, int], ...]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Join pieces (line index, start, end) to text and segments (start, length, raw), as ``Block`` keeps them."""
    text, segments = "", []
    for index, start, end in pieces:
        if end > start:
            segments.append((len(text), end - start, lines[index].raw + start))
            text += lines[index].text[start:end]
    return text, tuple(segments)
