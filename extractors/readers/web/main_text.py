"""Find the main text of a web page: the deepest element that still holds nearly all text that is no link."""

import re

from lxml.html import HtmlElement

from extractors.language.column_words import ColumnMeaning, word
from extractors.language.patterns import lazy_pattern

NO_TEXT = "script style noscript template iframe object canvas svg button select input textarea head link meta rt rp annotation"
SKIPPED = frozenset(NO_TEXT.split())
HIDDEN = lazy_pattern(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
WHITE = lazy_pattern(r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
GROUND = lazy_pattern(r"background", re.I)
STRUCK = frozenset(("del", "s", "strike"))
"""Elements that a browser prints with a line through them: what they held no longer applies."""
LINE_THROUGH = lazy_pattern(r"text-decoration[^;]*line-through", re.I)
SHARE = 0.8
"""Of the parent's text: below it the text is spread over several children and the parent is the main element."""
LONGEST_HEADER = 60
"""Characters of a header cell with its markup's white space; a longer cell holds text."""
BLANK = lazy_pattern(r"\s+")
SMALL = "p table ul ol dl h1 h2 h3 h4 h5 h6 pre blockquote font span b strong center"
STOP = frozenset(SMALL.split())
"""The main element is a container, never a single paragraph, list or data table."""


def is_shown(element: HtmlElement) -> bool:
    """Return whether a browser shows the element and it can contain text of the document."""
    if not isinstance(element.tag, str) or element.tag in SKIPPED or is_struck(element):
        return False
    return not is_hidden(element)


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element's own markup says that it is not shown, or prints it in white on white."""
    style = element.get("style") or ""
    if element.get("hidden") is not None or HIDDEN.search(style):
        return True
    white = WHITE.search(style) or (element.tag == "font" and WHITE.search(f"color:{element.get('color')}"))
    return bool(white) and not any(map(_may_be_coloured, (element, *element.iterancestors())))


def _may_be_coloured(element: HtmlElement) -> bool:
    """Return whether an element may have a ground of its own colour: by its markup, or by a style sheet of its class."""
    return bool(
        element.get("class")
        or element.get("bgcolor")
        or element.get("background")
        or GROUND.search(element.get("style") or "")
    )


def is_struck(element: HtmlElement) -> bool:
    """Return whether an element is printed with a line through it."""
    return element.tag in STRUCK or bool(LINE_THROUGH.search(element.get("style") or ""))


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """Return the rows of a table, those of tables in its cells left out."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    # a browser prints the foot of a table last, wherever the page has it
    return sorted(rows, key=lambda row: row.getparent().tag == "tfoot")


def own_cells(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of a table's own rows, one list a row."""
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in own_rows(table)]


def header_words(table: HtmlElement) -> list[ColumnMeaning]:
    """Return what is known of the words of a table's first row."""
    first = next(iter(own_rows(table)), None)
    texts = ("".join(cell.itertext()) for cell in first if cell.tag in ("td", "th")) if first is not None else ()
    return [column for text in texts if len(text) < LONGEST_HEADER and (column := word(text))]


def names_duties(table: HtmlElement) -> bool:
    """Return whether a table's header says that it assigns tasks: such a table is no decoration wherever it is placed."""
    known = header_words(table)
    return len(known) > 1 and any(column.kind == "role" for column in known)


def is_data_table(table: HtmlElement) -> bool:
    """Return whether a table contains data, as opposed to laying out the page."""
    rows = [row for row in own_cells(table) if row]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    if table.find(".//table") is not None and len(header_words(table)) < 2:
        return False
    filled = [sum(1 for cell in row if text_length(cell)) for row in rows]
    return max(filled) >= 2


def text_length(element: HtmlElement) -> int:
    """Count the characters of an element, white space aside."""
    return sum(len(BLANK.sub("", piece)) for piece in element.itertext())


def text_masses(root: HtmlElement) -> dict[HtmlElement, int]:
    """Return for every shown element the number of characters that are no link, white space aside."""
    found: dict[HtmlElement, int] = {}
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        if not is_shown(element):
            continue
        if not done:
            stack.append((element, True))
            stack.extend((child, False) for child in element)
            continue
        own = len(BLANK.sub("", element.text or ""))
        for child in element:
            own += found.get(child, 0) + len(BLANK.sub("", child.tail or ""))
        found[element] = 0 if element.tag == "a" and element.get("href") else own
    return found


def main_element(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the main text."""
    mass = text_masses(root)
    element = root
    while True:
        inside = [child for child in element if child in mass]
        best = max(inside, key=lambda child: mass[child], default=None)
        if best is None or mass[best] < SHARE * mass[element] or mass[best] == 0:
            return element
        if best.tag in STOP and (best.tag != "table" or is_data_table(best)):
            return element
        element = best
