"""The box above a document in which a portal says what it is: its number, its dates, who issued it."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from extractors.language.whitespace import without_blanks
from extractors.lexicon import words_of
from extractors.readers.web.main_text import own_cells

LONGEST = 12
"""Characters of a term that is a label."""
LEAST = 2
"""Labels that make a table such a box."""


def info_cells(table: HtmlElement) -> list[tuple[HtmlElement, HtmlElement]]:
    """Return pairs of label and value of an information box in the order of the page; empty for any other table."""
    pairs = [pair for row in own_cells(table) for pair in zip(row[::2], row[1::2], strict=False)]
    known = sum(_is_label(label) for label, _ in pairs)
    return pairs if known >= LEAST and 2 * known > len(pairs) else []


def label_of(cell: HtmlElement) -> str:
    """Return the text of a label without its colon and the blanks that spread it."""
    return without_blanks("".join(cell.itertext())).rstrip(":：")


def labels_next(term: HtmlElement) -> bool:
    """Return whether an element is the short term of a list of terms, right before what is said of it: 牵头单位 | 县水利局."""
    following = term.getnext() if term.tag == "dt" else None
    label = label_of(term) if following is not None and following.tag == "dd" else ""
    return 0 < len(label) <= LONGEST and not any(sign in label for sign in "。；，")


def colon_behind(term: HtmlElement) -> str:
    """Return the colon between a term and what is said of it; empty if the term ends with one."""
    return "" if without_blanks("".join(term.itertext())).endswith((":", "：")) else "："


def _is_label(cell: HtmlElement) -> bool:
    return label_of(cell).strip("[]【】〔〕") in words_of("notice", "field")


def value_elements(cell: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the texts of a value cell, each with the element that it is directly in."""
    for element in cell.iter():
        if isinstance(element.tag, str) and element.text:
            yield element.text, element
        if element is not cell and element.tail and element.getparent() is not None:
            yield element.tail, element.getparent()
