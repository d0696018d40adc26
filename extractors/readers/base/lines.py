"""Lines of a text dump, each with its place in the decoded file."""

from typing import NamedTuple

from extractors.language.patterns import lazy_pattern

BREAK = lazy_pattern(r"\r\n|[\n\r\v\u2028\u2029\x85]")
"""What ends a line of a text file."""


class TextLine(NamedTuple):
    """One non-blank line, white space at both ends removed."""

    text: str
    raw: int
    """Place of ``text[0]`` in the decoded file, in code points."""
    blanks: int
    """Blank lines before it."""
    page_start: bool
    """The dump marks a new page here (form feed, or a single blank at the start of the line)."""
    indented: bool = False
    """The line begins with two blanks or more, as the first line of a paragraph does."""
    tabs: int = 0
    """Tabs before the text: the empty cells that a table row begins with."""
    tabs_after: int = 0
    """Tabs behind the text: the empty cells that a table row ends with."""
    indent: int = 0
    """White space before the text, in half em."""
