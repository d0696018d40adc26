"""Tables whose cells a dump separates by tabs."""

from collections.abc import Iterator, Sequence

from extractors.language import column_words as columns
from extractors.language.page_lines import CONTINUED
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, TableRegion
from extractors.readers.dump_tables.separators.fields import SeparatedRow, field_text, fields_of, row_texts
from extractors.readers.dump_tables.separators.separated_cells import GROUP, body_cells, header_cells
from extractors.units.names import is_complete

_CELL = lazy_pattern(r"[^\t]+")
_LISTED = lazy_pattern(r"[、，；/／]")
_INTEGER = lazy_pattern(r"\d{1,3}")
_GAP = 2
"""Blank lines between two rows, at most."""
_BETWEEN = 3
"""Lines without tabs between two rows, at most."""
_LEAST_WORDS = 3
_NEAR = 12
"""Lines of a row at most whose cells are broken."""
_LEVELS = 3
"""Rows of a header at most: 指标值 over 现状 and 规划 over years."""


def tab_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables among lines with tabs: at least two rows and two columns, and a header whose words are known."""
    at = 0
    while at < len(lines):
        if not _has_tabs(lines[at]):
            at += 1
            continue
        end, rows = _run(lines, at)
        yield from _split(lines, rows)
        at = end


def _has_tabs(line: TextLine) -> bool:
    return line.tabs > 0 or line.tabs_after > 0 or "\t" in line.text


def _cells(index: int, line: TextLine) -> tuple[tuple[Piece, ...], ...]:
    """Split a line at its tabs; an empty cell has no piece."""
    return (*[()] * line.tabs, *fields_of(index, line.text.split("\t")), *[()] * line.tabs_after)


def _run(lines: Sequence[TextLine], first: int) -> tuple[int, list[SeparatedRow]]:
    """Read rows from ``first`` on: lines with tabs, and lines without that continue a cell. Return where they end."""
    head = _broken_header(lines, first)
    rows = [head] if head else []
    width = max(2, len(head.cells if head else _cells(first, lines[first])))
    at = head.last if head else first
    while at < len(lines):
        cells = _cells(at, lines[at])
        if rows and len(cells) < width and (whole := _broken_row(lines, at, width)):
            rows.append(whole)
            at = whole.last
            continue
        if len(cells) == 1 and not _goes_on(lines, rows, at, width):
            break
        if len(cells) > 1 and lines[at].blanks > _GAP:
            break
        if rows and len(cells) == 1 and (_is_group(lines, rows[-1], at, width) or CONTINUED.fullmatch(lines[at].text)):
            rows.append(SeparatedRow((cells[0], *[()] * (width - 1)), at + 1))
        elif len(cells) > 1 and not (rows and _continues(lines, rows[-1], cells, width)):
            rows.append(SeparatedRow(cells, at + 1))
        else:
            rows[-1] = SeparatedRow(_continue_last_cell(rows[-1].cells, cells), at + 1)
        at += 1
    return max(at, first + 1), rows


def _goes_on(lines: Sequence[TextLine], rows: Sequence[SeparatedRow], at: int, width: int) -> bool:
    """Return whether a line without tabs is in the table: the rest of a cell, or between rows and no caption of the next table."""
    if not rows or lines[at].blanks:
        return False
    if _completes_name(lines, rows[-1], at):
        return True
    following = _next_tabs(lines, at)
    if following is None:
        return False
    if len(rows[-1].cells) < width:
        return True
    return following - at <= _BETWEEN and not _opens_table(lines, rows[0], following)


def _broken_header(lines: Sequence[TextLine], first: int) -> SeparatedRow | None:
    """Return the header whose line ends inside a word: 2026年⏎计划投资（万元）; None if it does not."""
    cells = _cells(first, lines[first])
    if len(cells) < _LEAST_WORDS or first + 1 >= len(lines) or not _has_tabs(lines[first + 1]):
        return None
    more = _cells(first + 1, lines[first + 1])
    joined = _continue_last_cell(cells, more)
    if not _are_words(lines, joined[len(cells) - 1 :]):
        return None
    two = _are_words(lines, (cells[-1], more[0]))
    return None if two and _width_below(lines, first + 1) != len(joined) else SeparatedRow(joined, first + 2)


def _are_words(lines: Sequence[TextLine], cells: Sequence[tuple[Piece, ...]]) -> bool:
    return all(columns.word(field_text(lines, cell)) for cell in cells)


def _width_below(lines: Sequence[TextLine], at: int) -> int:
    """Return how many cells the widest of the lines below one has."""
    return max((len(_cells(index, lines[index])) for index in range(at + 1, min(at + _NEAR, len(lines)))), default=0)


def _broken_row(lines: Sequence[TextLine], first: int, width: int) -> SeparatedRow | None:
    """Return the numbered row whose cells several lines make up, each of which ends inside one; None if none begins here."""
    cells = _cells(first, lines[first])
    if not cells[0] or not _INTEGER.fullmatch(field_text(lines, cells[0])):
        return None
    for at in range(first + 1, min(first + _NEAR, len(lines))):
        more = _cells(at, lines[at])
        if lines[at].blanks or not more[0] or _INTEGER.fullmatch(field_text(lines, more[0])):
            return None
        cells = _continue_last_cell(cells, more)
        if len(cells) >= width:
            return SeparatedRow(cells, at + 1) if len(cells) == width else None
    return None


def _completes_name(lines: Sequence[TextLine], row: SeparatedRow, at: int) -> bool:
    """Return whether a line goes on with the name or the list of units that ends the row above it: 县水利局、县审⏎计局."""
    text = field_text(lines, row.cells[-1])
    last, rest = _LISTED.split(text)[-1].strip(), _LISTED.split(lines[at].text)[0].strip()
    return bool(text) and not is_complete(last) and is_complete(last + rest)


def _opens_table(lines: Sequence[TextLine], head: SeparatedRow, at: int) -> bool:
    """Return whether a line is a header with other words than the one that the rows began with."""
    row = SeparatedRow(_cells(at, lines[at]), at + 1)
    return _is_header(lines, row) and row_texts(lines, row) != row_texts(lines, head)


def _next_tabs(lines: Sequence[TextLine], at: int) -> int | None:
    """Return the next line with tabs that no blank line parts from this one; None if there is none near."""
    for index in range(at + 1, min(at + 12, len(lines))):
        if lines[index].blanks:
            return None
        if _has_tabs(lines[index]):
            return index
    return None


def _is_group(lines: Sequence[TextLine], row: SeparatedRow, at: int, width: int) -> bool:
    """Return whether a line without tabs, behind a row that has all its cells and before another, is a heading of rows."""
    if len(row.cells) < width or at + 1 >= len(lines) or len(_cells(at + 1, lines[at + 1])) < width:
        return False
    text = lines[at].text
    return bool(GROUP.fullmatch(text)) and columns.word(field_text(lines, row.cells[-1]) + text) is None


def _continues(lines: Sequence[TextLine], row: SeparatedRow, cells: tuple[tuple[Piece, ...], ...], width: int) -> bool:
    """Return whether a line with tabs goes on with a row that is short of cells."""
    if not cells[0] or not row.cells[-1]:
        return False
    fits = len(row.cells) + len(cells) - 1 == width and len(row.cells) < width
    return fits and not _INTEGER.fullmatch(field_text(lines, cells[0]))


def _continue_last_cell(
    row: tuple[tuple[Piece, ...], ...], more: tuple[tuple[Piece, ...], ...]
) -> tuple[tuple[Piece, ...], ...]:
    return (*row[:-1], row[-1] + more[0], *more[1:])


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
    )


def _completes_header(lines: Sequence[TextLine], row: SeparatedRow) -> bool:
    """Return whether the row only completes the header: an empty first cell, and headers of values, units or quarters below a merged one."""
    words = row_texts(lines, row)
    known = [columns.word(word) for word in words if word]
    kinds = {column.kind if column else None for column in known}
    return not words[0] and (kinds in ({"value"}, {"role"}) or (kinds == {"other"} and len(known) > 1))
