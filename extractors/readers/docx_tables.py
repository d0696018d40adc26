"""Tables of Word: grid spans, vertical merges, rows that are left out, tables within cells."""

from collections.abc import Iterator

from lxml import etree

from extractors.readers.docx_numbering import W
from extractors.readers.docx_text import Texts
from extractors.readers.grid import GridCell
from extractors.readers.limits import Limits

WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))


def table_cells(table: etree._Element, place: str, texts: Texts, limits: Limits) -> list[GridCell]:
    """Return the cells at their places; a vertically merged cell stands once, with its span."""
    cells: list[GridCell] = []
    above: dict[int, int] = {}
    for row, line in enumerate(_rows(table)):
        column = _value(line, "trPr", "gridBefore", 0)
        header = line.find(f"{W}trPr/{W}tblHeader") is not None
        below: dict[int, int] = {}
        for number, cell in enumerate(_children(line, "tc"), 1):
            across = max(1, min(_value(cell, "tcPr", "gridSpan", 1), 1000))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            upper = above.get(column)
            if merge is not None and merge.get(f"{W}val") != "restart" and upper is not None:
                cells[upper] = cells[upper]._replace(row_span=row - cells[upper].row + 1)
                below[column] = upper
            else:
                text = "\n".join(_lines(cell, texts))
                at = f"{place}/tr[{row + 1}]/tc[{number}]"
                if merge is not None:
                    below[column] = len(cells)
                cells.append(GridCell(row, column, text, 1, across, path=at, header=header))
            column += across
            if len(cells) > limits.cells:
                return cells
        above = below
    return cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield children of a name, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, name)


def _lines(cell: etree._Element, texts: Texts) -> Iterator[str]:
    for child in cell.iter(f"{W}p"):
        if not any(parent.tag == f"{W}txbxContent" for parent in child.iterancestors()):
            yield from (piece.text for piece in texts.pieces(child))


def _value(element: etree._Element, group: str, name: str, default: int) -> int:
    found = element.find(f"{W}{group}/{W}{name}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return int(value) if value.isdigit() else default
