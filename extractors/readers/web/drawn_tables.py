"""Tables that a page draws without ``table``: by CSS or by roles for screen readers, or in rows below a row of headers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from extractors.language.column_words import word
from extractors.language.patterns import lazy_pattern
from extractors.readers.web.main_text import LONGEST_HEADER, is_shown, text_length

PATH = "{urn:gangmu}path"
"""The attribute with an element's XPath in the page as it came; HTML has none of that name."""
PLAIN = lazy_pattern(r"[a-z][a-z0-9]*")
"""Names of elements whose places among their likes are counted here; those of others (``o:p``) by the library."""
SHOWN_AS = lazy_pattern(r"(?:^|;)\s*display\s*:\s*([\w-]+)", re.I)
COLUMNS = lazy_pattern(r"(?:^|;)\s*grid-template-columns\s*:\s*([^;]+)", re.I)
REPEATED = lazy_pattern(r"repeat\(\s*(\d{1,3})\s*,[^()]*(?:\([^()]*\))?[^()]*\)")
TRACK = lazy_pattern(r"[^\s()]+(?:\([^()]*\))?")
TABLES, ROWS = frozenset(("table", "grid", "treegrid", "inline-table")), frozenset(("row", "table-row"))
GROUPS = frozenset(("rowgroup", "table-row-group", "table-header-group", "table-footer-group"))
CELLS = frozenset(("cell", "gridcell", "table-cell"))
HEADERS = frozenset(("columnheader", "rowheader"))
BOXES = frozenset(("div", "ul", "ol", "dl", "section"))
"""Elements whose children may be the rows, or the cells, of a drawn table."""
KNOWN = 2
"""Header words by which a row of boxes is known as a header."""


def mark_drawn_tables(root: HtmlElement) -> None:
    """Give the elements of drawn tables the tags of tables; their XPaths remain those of the page (``source_path``)."""
    found = [(element, rows) for element in root.iter(*BOXES) if (rows := _rows_of(element))]
    if not found:
        return
    for element in root.iter():
        if isinstance(element.tag, str):
            element.set(PATH, source_path(element))
    inside: set[HtmlElement] = set()
    for element, rows in found:
        if element not in inside:
            inside.update(element.iter())
            _mark(element, rows)


def source_path(element: HtmlElement) -> str:
    """Return an element's XPath in the page as it came."""
    parent = element.getparent()
    if parent is None or not PLAIN.fullmatch(element.tag):
        return str(element.get(PATH) or element.getroottree().getpath(element))
    if element.get(PATH) is None:  # asked for each row by itself, the rows above it would be counted again each time
        above, alike = source_path(parent), Counter(child.tag for child in parent)
        places = Counter[object]()
        for child in parent:
            places[child.tag] += 1
            if isinstance(child.tag, str) and PLAIN.fullmatch(child.tag):
                place = f"[{places[child.tag]}]" if alike[child.tag] > 1 else ""
                child.set(PATH, f"{above}/{child.tag}{place}")
    return str(element.get(PATH))


def _rows_of(element: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of a drawn table, row by row; nothing if the element is none."""
    kind = _kind(element)
    stated = list(_stated_rows(element)) if kind & TABLES else []
    if stated:
        return stated if _is_table(stated, named=False) else []
    children = [child for child in element if isinstance(child.tag, str) and is_shown(child)]
    if "grid" in kind:
        across = _grid_columns(element)
        rows = [children[at : at + across] for at in range(0, len(children), across)] if across > 1 else []
    else:
        rows = [[cell for cell in child if isinstance(cell.tag, str)] for child in children if child.tag != "table"]
    return rows if _is_table(rows, named=True) else []


def _kind(element: HtmlElement) -> set[str]:
    shown = SHOWN_AS.findall(element.get("style") or "")
    return {name.lower() for name in (*shown[-1:], element.get("role") or "")} - {""}


def _stated_rows(element: HtmlElement) -> Iterator[list[HtmlElement]]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        kind = _kind(child)
        if kind & GROUPS:
            yield from _stated_rows(child)
        elif kind & ROWS:
            yield [cell for cell in child if isinstance(cell.tag, str) and _kind(cell) & (CELLS | HEADERS)]


def _grid_columns(element: HtmlElement) -> int:
    """Return how many columns a CSS grid has; 0 if it does not say."""
    stated = COLUMNS.findall(element.get("style") or "")
    text = stated[-1] if stated else ""
    repeated = sum(int(count) for count in REPEATED.findall(text))
    return repeated + len(TRACK.findall(REPEATED.sub(" ", text)))


def _is_table(rows: Sequence[Sequence[HtmlElement]], named: bool) -> bool:
    """Return whether boxes are a table: rows of as many cells each; ``named``: only below a row that names its columns."""
    if len(rows) < 2 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return False
    if not named:
        return True
    headers = ["".join(cell.itertext()).strip() for cell in rows[0]]
    if any(not text or len(text) > LONGEST_HEADER for text in headers):
        return False
    return sum(word(text) is not None for text in headers) >= KNOWN and any(map(text_length, rows[1]))


def _mark(element: HtmlElement, rows: Sequence[Sequence[HtmlElement]]) -> None:
    element.tag = "table"
    for cells in rows:
        parent = cells[0].getparent()
        if parent is element:  # the cells of a grid have no row around them
            row = element.makeelement("tr", {PATH: element.get(PATH)})
            cells[0].addprevious(row)
            row.extend(cells)
        else:
            parent.tag = "tr"
        for cell in cells:
            cell.tag = "th" if _kind(cell) & HEADERS else "td"
