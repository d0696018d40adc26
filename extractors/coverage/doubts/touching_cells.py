"""Cells that touch in the source file: no character between them shows where one ends and the next begins.

What the other rows of the table print, and the order of the file, shows borders that were guessed wrong.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extractors.coverage.doubts.cell_borders import NO_MEASURE, raw_pieces
from extractors.coverage.pieced_tables import MOST, PiecedTable
from extractors.language.measures import MEASURE
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.values import WORDED_VALUE
from extractors.units.names import is_complete
from schemas import Cell

IN_ORDER = frozenset({"flattened", "run-together", "decoded"})
"""How a table was found whose cells follow each other in the file, so that none begins inside another."""
WORDS = lazy_pattern(r"[^\d\s]*[\u4e00-\u9fff][）)]?")
BEGINS_IN_WORDS = lazy_pattern(r"[\u4e00-\u9fff]")
ENDS_IN_MEASURE = lazy_pattern(rf"[\u4e00-\u9fff]{{2}}(?:{MEASURE})$")
HEADING_INSIDE = lazy_pattern(rf"[\u4e00-\u9fff\d][{ONE_TO_TEN}]、[\u4e00-\u9fff]")
CATEGORY_WORD = lazy_pattern(r"[\u4e00-\u9fff](?:类别|类型|领域|一级指标)$")
DIGITS = lazy_pattern(r"\d[\d.,]*\d")
LISTED = lazy_pattern(r"[、，；]")
LONGEST_ENDING = 9
"""More characters than what makes another unit of a name: 区教育局|督导办公室."""
CLOSED = lazy_pattern(r".*(?:[性型]|以[上下内]|左右|[前底末初年])")
"""Ends of cells that nothing goes on from: 约束性, 95%以上, 2027年底前."""


def misread_rows(table: PiecedTable) -> Iterator[int]:
    """Yield the rows whose cells begin or end at the wrong character, with the neighbour that has the rest."""
    if table.table.how not in IN_ORDER:
        return
    # A header read wrong moves every figure to another year or kind, so that no row of the table is believed.
    if _lacks_header(table) or _has_value_without_year(table) or _lacks_categories(table):
        yield from table.cells
        return
    for row in (*_named_by_number(table), *_misplaced_words(table)):
        yield row
        yield table.before(row)
    yield from _with_heading(table)
    yield from _without_measure(table)
    yield from _figures_in_one(table)
    yield from _enclosing_rows(table)
    yield from _closed_by_guess(table)


def touch(table: PiecedTable, left: Cell, right: Cell) -> bool:
    """Return whether one cell ends in the file where the other begins."""
    ends, begins = raw_pieces(table, left), raw_pieces(table, right)
    return bool(ends and begins) and ends[-1].end == begins[0].start


def in_words(table: PiecedTable, left: Cell, right: Cell) -> bool:
    """Return whether the characters on both sides of a border are Chinese, so that their kind does not show it."""
    return bool(WORDS.fullmatch(table.text(left)) and BEGINS_IN_WORDS.match(table.text(right)))


def is_closed(table: PiecedTable, cell: Cell) -> bool:
    """Return whether a value, attribute or date is whole, so that what follows begins another cell: 依据上级要求确定|市民政局."""
    words = table.text(cell)
    known = CLOSED.fullmatch(words) or WORDED_VALUE.fullmatch(words)
    return table.kind(cell.column) in ("value", "attribute", "deadline") and known is not None


def _lacks_header(table: PiecedTable) -> bool:
    """Return whether a header's second line became a column: 实际值 of 2025年|实际值 now heads the figures of 2030年目标值."""
    header = [cell for cell in table.table.cells if cell.row < table.table.header_rows]
    rows = Counter(cell.row for cell in header)
    texts = {(cell.row, cell.column): table.text(cell) for cell in header}
    return any(
        texts.get((row - 1, column), "") not in text for (row, column), text in texts.items() if row and rows[row] == 1
    )


def _has_value_without_year(table: PiecedTable) -> bool:
    """Return whether the word over columns of years became a column of values itself, where cells touch."""
    values = [column for column in table.columns if column.kind == "value"]
    if not any(value.year for value in values) or all(value.year for value in values):
        return False
    touching = sum(any(touch(table, *pair) for pair in pairwise(row)) for row in table.cells.values())
    return touching >= MOST * len(table.cells)


def _lacks_categories(table: PiecedTable) -> bool:
    """Return whether a table that ran together has a column of categories and no category: the names hold them."""
    if table.table.how == "flattened":
        return False
    # Without categories among the rows, their header word was read as the end of the caption.
    in_caption = CATEGORY_WORD.search(table.table.caption or "")
    unfilled = (kind == "category" and not table.column(place) for place, kind in enumerate(table.kinds))
    return bool(in_caption) or any(unfilled)


def _named_by_number(table: PiecedTable) -> Iterator[int]:
    """Yield rows whose name begins with the row's own number again: 657|2|2永久基本农田, cut from 65722永久基本农田."""
    for (_, before), (row, cells) in pairwise(table.cells.items()):
        # 5G基站数 may be row 5: only digits before the row's number leave open where the number begins.
        after_digit = table.text(before[-1])[-1].isdigit() and touch(table, before[-1], cells[0])
        for number, name in pairwise(cells) if after_digit else ():
            again = table.text(number).isdigit() and table.text(name).startswith(table.text(number))
            if again and table.kind(name.column) == "indicator" and touch(table, number, name):
                yield row


def _misplaced_words(table: PiecedTable) -> Iterator[int]:
    """Yield rows with the words of a value among their categories, or of a category among their values."""
    texts: dict[str, set[str]] = {"value": set(), "category": set()}
    cells = [cell for row in table.cells.values() for cell in row if BEGINS_IN_WORDS.match(table.text(cell))]
    for cell in cells:
        texts.setdefault(table.kind(cell.column), set()).add(table.text(cell))
    for cell in cells:
        if table.text(cell) in texts["value"] & texts["category"]:
            yield cell.row


def _with_heading(table: PiecedTable) -> Iterator[int]:
    """Yield rows with a short cell that took the text after the table: 完成省下达任务三、重点任务1.."""
    for row, cells in table.cells.items():
        if any(table.kind(cell.column) != "content" and HEADING_INSIDE.search(table.text(cell)) for cell in cells):
            yield row


def _without_measure(table: PiecedTable) -> Iterator[int]:
    """Yield rows whose name ends in the measure, before a dash that is the first value: 人|—|3327, not 人—|3327."""
    for row, cells in table.cells.items():
        for name, dash, figure in zip(cells, cells[1:], cells[2:], strict=False):
            is_dash = table.kind(dash.column) == "measure" and NO_MEASURE.fullmatch(table.text(dash))
            if is_dash and ENDS_IN_MEASURE.search(table.text(name)) and touch(table, dash, figure):
                yield row


def _figures_in_one(table: PiecedTable) -> Iterator[int]:
    """Yield rows with one figure where others have several, and no border before it in the file: 10004 may be 1000|4."""
    places = [place for place, kind in enumerate(table.kinds) if kind == "value" and table.column(place)]
    for row, cells in table.cells.items():
        if all(table.cell(row, place) for place in places):
            continue
        for before, cell in pairwise(cells):
            figure = table.kind(cell.column) == "value" and DIGITS.fullmatch(table.text(cell))
            if figure and touch(table, before, cell):
                yield row


def _enclosing_rows(table: PiecedTable) -> Iterator[int]:
    """Yield rows whose name begins before all their other cells and ends after them: it took the name of the next row.

    Long texts of tasks do so where a page ends; names of indicators are too short for that.
    """
    for row, cells in table.cells.items():
        for cell in (cell for cell in cells if table.kind(cell.column) == "indicator"):
            others = [pieces[0].start for other in cells if other is not cell and (pieces := raw_pieces(table, other))]
            gaps = pairwise(raw_pieces(table, cell))
            if others and any(left.end <= min(others) <= max(others) < right.start for left, right in gaps):
                yield row


def _closed_by_guess(table: PiecedTable) -> Iterator[int]:
    """Yield rows that end in words of no other row and no known form, and the next ones, which begin in words right after them.

    Where cells are wrapped, a line break between the two shows no border either.
    """
    counts = Counter(table.text(cell) for row in table.cells.values() for cell in row)
    wraps = any(len(raw_pieces(table, cell)) > 1 for row in table.cells.values() for cell in row)
    for (row, cells), (following, others) in pairwise(table.cells.items()):
        last, first = cells[-1], others[0]
        words = table.text(last)
        if not in_words(table, last, first):
            continue
        # Words that another row prints too (完成省下达任务) have borders that two rows agree on.
        closed = CLOSED.fullmatch(words) or WORDED_VALUE.fullmatch(words) or counts[words] > 1
        closed = closed or (table.kind(last.column) == "role" and _is_whole_name(words, table.text(first)))
        unclear = touch(table, last, first) or (wraps and _begin_category(table, last, first))
        if (unclear and not closed) or (wraps and _ends_in_next(table, last, first)):
            yield row
            yield following


def _is_whole_name(names: str, following: str) -> bool:
    """Return whether a list ends in a unit's whole name that no characters after it make longer: 区教育局|修补步道."""
    name = LISTED.split(names)[-1]
    return is_complete(name) and not any(is_complete(name + following[:more]) for more in range(1, LONGEST_ENDING))


def _ends_in_next(table: PiecedTable, value: Cell, first: Cell) -> bool:
    """Return whether the words of a value go on in the next row: 依据上级要求|确定排水管网长度."""
    words = table.text(value)
    longest = WORDED_VALUE.match(words + table.text(first))
    return table.kind(value.column) == "value" and longest is not None and longest.end() > len(words)


def _begin_category(table: PiecedTable, value: Cell, first: Cell) -> bool:
    """Return whether a value is followed by a category, which may be the value's second line."""
    return table.kind(value.column) == "value" and table.kind(first.column) == "category"
