"""Tables whose cells a dump separates by tabs."""

from collections.abc import Iterator, Sequence

from extractors.language import column_words as columns
from extractors.language.page_lines import CONTINUED
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, TableRegion
from extractors.readers.dump_tables.separators.broken_rows import (
    INTEGER,
    broken_header,
    broken_row,
    completes_name,
    stands_alone,
)
from extractors.readers.dump_tables.separators.fields import (
    SeparatedRow,
    cells_of,
    continue_last_cell,
    field_text,
    has_tabs,
    row_texts,
)
from extractors.readers.dump_tables.separators.separated_cells import GROUP, body_cells, header_cells

_GAP = 2
"""Blank lines between two rows, at most."""
_BETWEEN = 3
"""Lines without tabs between two rows, at most."""
_LEVELS = 3
"""Rows of a header at most: 指标值 over 现状 and 规划 over years."""


def tab_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables among lines with tabs: at least two rows and two columns, and a header whose words are known."""
    at = 0
    while at < len(lines):
        if not has_tabs(lines[at]):
            at += 1
            continue
        end, rows = _run(lines, at)
        yield from _split(lines, rows)
        at = end


def _run(lines: Sequence[TextLine], first: int) -> tuple[int, list[SeparatedRow]]:
    """Read rows from ``first`` on: lines with tabs, and lines without that continue a cell. Return where they end."""
    head = broken_header(lines, first)
    rows = [head] if head else []
    width = max(2, len(head.cells if head else cells_of(first, lines[first])))
    at = head.last if head else first
    while at < len(lines):
        cells = cells_of(at, lines[at])
        single = len(cells) == 1 and not INTEGER.fullmatch(lines[at].text.strip())
        alone = single and bool(rows) and len(rows[-1].cells) == width and stands_alone(lines, rows[0], rows[-1], at)
        if rows and len(cells) < width and (alone or not single) and (whole := broken_row(lines, at, width)):
            rows.append(whole)
            at = whole.last
            continue
        if len(cells) == 1 and not _goes_on(lines, rows, at, width):
            break
        if len(cells) > 1 and lines[at].blanks > _GAP:
            break
        if rows and len(cells) == 1 and (_is_group(lines, rows[-1], at, width) or CONTINUED.fullmatch(lines[at].text)):
            rows.append(SeparatedRow((cells[0], *[()] * (width - 1)), at + 1))
        elif alone:
            rows.append(SeparatedRow((cells[0], *[()] * (width - 1)), at + 1, alone=True))
        elif len(cells) > 1 and not (rows and _continues(lines, rows[-1], cells, width)):
            rows.append(SeparatedRow(cells, at + 1))
        else:
            rows[-1] = SeparatedRow(continue_last_cell(rows[-1].cells, cells), at + 1)
        at += 1
    return max(at, first + 1), rows


def _goes_on(lines: Sequence[TextLine], rows: Sequence[SeparatedRow], at: int, width: int) -> bool:
    """Return whether a line without tabs is in the table: the rest of a cell, or between rows and no caption of the next table."""
    if not rows or lines[at].blanks:
        return False
    if completes_name(lines, rows[-1], at):
        return True
    following = _next_tabs(lines, at)
    if following is None:
        return False
    if len(rows[-1].cells) < width:
        return True
    return following - at <= _BETWEEN and not _opens_table(lines, rows[0], following)


def _opens_table(lines: Sequence[TextLine], head: SeparatedRow, at: int) -> bool:
    """Return whether a line is a header with other words than the one that the rows began with."""
    row = SeparatedRow(cells_of(at, lines[at]), at + 1)
    return _is_header(lines, row) and row_texts(lines, row) != row_texts(lines, head)


def _next_tabs(lines: Sequence[TextLine], at: int) -> int | None:
    """Return the next line with tabs that no blank line parts from this one; None if there is none near."""
    for index in range(at + 1, min(at + 12, len(lines))):
        if lines[index].blanks:
            return None
        if has_tabs(lines[index]):
            return index
    return None


def _is_group(lines: Sequence[TextLine], row: SeparatedRow, at: int, width: int) -> bool:
    """Return whether a line without tabs, behind a row that has all its cells and before another, is a heading of rows."""
    if len(row.cells) < width or at + 1 >= len(lines) or len(cells_of(at + 1, lines[at + 1])) < width:
        return False
    text = lines[at].text
    return bool(GROUP.fullmatch(text)) and columns.word(field_text(lines, row.cells[-1]) + text) is None


def _continues(lines: Sequence[TextLine], row: SeparatedRow, cells: tuple[tuple[Piece, ...], ...], width: int) -> bool:
    """Return whether a line with tabs goes on with a row that is short of cells."""
    if not cells[0] or not row.cells[-1]:
        return False
    fits = len(row.cells) + len(cells) - 1 == width and len(row.cells) < width
    return fits and not INTEGER.fullmatch(field_text(lines, cells[0]))


def _split(lines: Sequence[TextLine], rows: list[SeparatedRow]) -> Iterator[TableRegion]:
    """Cut the rows where a new header stands: each header with other words begins a table of its own."""
    starts = [index for index, row in enumerate(rows) if _is_header(lines, row)]
    if not starts or starts[0] != 0:
        if len(rows) < 3 or not any(columns.word(word) for word in row_texts(lines, rows[0])):
            return
        starts.insert(0, 0)
    head = row_texts(lines, rows[0])
    cuts = [0] + [index for index in starts[1:] if row_texts(lines, rows[index]) != head and index - 1 not in starts]
    for begin, end in zip(cuts, [*cuts[1:], len(rows)], strict=True):
        if end - begin >= 2:
            yield region_of(lines, rows[begin:end])


def _is_header(lines: Sequence[TextLine], row: SeparatedRow) -> bool:
    words = [word for word in row_texts(lines, row) if word]
    known = columns.count_known(words)
    return known * 2 > len(words) or (known >= 2 and known * 2 >= len(words))


def region_of(lines: Sequence[TextLine], rows: list[SeparatedRow]) -> TableRegion:
    """Return the table of rows whose first is the header; rows like it are headers printed again, 续表 may be above them."""
    width = max(len(row.cells) for row in rows)
    head = row_texts(lines, rows[0])
    furniture: list[SeparatedRow] = []
    body = rows[:1]
    for row in rows[1:]:
        texts = row_texts(lines, row)
        again = texts == head or CONTINUED.fullmatch("".join(texts))
        (furniture if again else body).append(row)
    header = 1
    while header < min(_LEVELS, len(body) - 1) and _completes_header(lines, body[header]):
        header += 1
    lone = [row for row, printed in enumerate(body) if printed.alone]
    cells = [*header_cells(body[:header], width), *body_cells(lines, body, header, width)]
    first = rows[0].cells
    begin = min(piece[0] for cell in first for piece in cell)
    return TableRegion(
        first=begin,
        last=rows[-1].last,
        start=0,
        end=len(lines[rows[-1].last - 1].text),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        rows=len(body),
        columns=width,
        header_rows=header,
        how="tabs",
        furniture=tuple(sorted({piece[0] for row in furniture for cell in row.cells for piece in cell})),
        close_rows=tuple(sorted({row for at in lone for row in (at, at + 1) if row < len(body)})),
    )


def _completes_header(lines: Sequence[TextLine], row: SeparatedRow) -> bool:
    """Return whether the row only completes the header: an empty first cell, and headers of values, units or quarters below a merged one."""
    words = row_texts(lines, row)
    known = [columns.word(word) for word in words if word]
    kinds = {column.kind if column else None for column in known}
    return not words[0] and (kinds in ({"value"}, {"role"}) or (kinds == {"other"} and len(known) > 1))
