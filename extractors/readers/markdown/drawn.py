"""Tables drawn with characters: │ between columns, and rules of ─ or of + and - between rows."""

from collections.abc import Iterator, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.lines import TextLine
from schemas import Segment

UPRIGHT = "|│┃║"
RULE = lazy_pattern(r"[+┌├└┏┣┗╔╠╚╟|│┃║][-=:+─━═┄┬┼┴┳╋┻╦╬╩╪╫]{2,}[-=:+─━═┄┬┼┴┳╋┻╦╬╩╪╫|│┃║]*[+┐┤┘┓┫┛╗╣╝╢|│┃║]$")
ROW = lazy_pattern(rf"[{UPRIGHT}].*[{UPRIGHT}]$")
FRAME = 3
"""Rules of a table that has them around it and below its header only: each of its lines is a row."""


def drawn_size(lines: Sequence[TextLine], index: int) -> int:
    """Count the lines of the drawn table that begins here with a rule; 0 if none does."""
    if not RULE.match(lines[index].text) or lines[index].text[0] in UPRIGHT:
        return 0
    end = index + 1
    while end < len(lines) and not lines[end].blanks and (RULE.match(lines[end].text) or ROW.match(lines[end].text)):
        end += 1
    rows = sum(not RULE.match(line.text) for line in lines[index:end])
    return end - index if rows > 1 else 0


def drawn_cells(lines: Sequence[TextLine]) -> list[GridCell]:
    """Return the cells of a drawn table; the lines of a row between two rules are stacked in its cells."""
    cells: list[GridCell] = []
    for row, group in enumerate(_rows(lines)):
        columns: list[GridCell] = []
        for line in group:
            for column, (start, end) in enumerate(_pieces(line.text)):
                if column == len(columns):
                    columns.append(GridCell(row, column, ""))
                columns[column] = _with_piece(columns[column], line, start, end)
        cells += columns
    return cells


def _rows(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    ruled = sum(bool(RULE.match(line.text)) for line in lines) > FRAME
    group: list[TextLine] = []
    header = True
    for line in lines:
        if RULE.match(line.text):
            if group:
                yield group
                header = False
            group = []
        elif ruled or header:
            group.append(line)
        else:
            yield [line]
    if group:
        yield group


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 1
    while at < len(text):
        end = next((place for place in range(at, len(text)) if text[place] in UPRIGHT), len(text))
        inner = text[at:end]
        start = at + len(inner) - len(inner.lstrip())
        yield start, start + len(inner.strip())
        at = end + 1


def _with_piece(cell: GridCell, line: TextLine, start: int, end: int) -> GridCell:
    if start == end:
        return cell
    text = f"{cell.text}\n" if cell.text else ""
    piece: Segment = (len(text), end - start, line.raw + start)
    return cell._replace(text=text + line.text[start:end], segments=(*cell.segments, piece))
