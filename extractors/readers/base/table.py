"""Build table blocks from cells, and find their captions: shared by every reader that sees a grid."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from extractors.language import column_words
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.side_by_side import stack_parts
from schemas import Block, Cell, PathSpan, Run, Segment, Table

NUMBER = lazy_pattern(r"^[\d.,％%〔〕()（）≥≤><＞＜—~～-]+$")
YEAR = lazy_pattern(r"(?:19|20)\d\d年?")
CAPTION = lazy_pattern(
    rf"""
      ^[（(]?(?:附?表|附件|专栏)\s*[\d{ONE_TO_TEN}]   # 表1 主要指标 · 附件2
    | (?:表|清单|指标|目标|一览|任务分解|目录)(?:[（(].{{1,30}}[）)])?$   # 重点任务分解表 · 主要指标（2025年）
    """,
    re.X,
)
OPEN_ROWS = 2
"""Rows below the first that may have the header words of columns that the first leaves empty."""
LONGEST_CAPTION = 60
"""Characters, blanks aside; a longer paragraph that ends in a table noun is a sentence about the table."""
MEASURE_LINE = lazy_pattern(r"^[（(]?(?:计量)?单位[:：].{1,12}$")


def table_block(
    id: str, cells: Iterable[GridCell], how: str, page: int | None = None, header: int | None = None
) -> Block:
    """Build a table block: cells in reading order, tabs between cells, line feeds between rows.

    ``header`` is the number of header rows; None: work it out from the cells. ``with_captions`` adds the caption.
    """
    cells = tuple(cells)
    parts, header = stack_parts(cells, header_rows(cells) if header is None else header)
    ordered = sorted(parts, key=lambda cell: (cell.row, cell.column))
    pieces: list[str] = []
    placed: list[Cell] = []
    runs: list[Run] = []
    segments: list[Segment] = []
    paths: list[PathSpan] = []
    at, row = 0, 0
    for index, cell in enumerate(ordered):
        if index:
            pieces.append("\t" if cell.row == row else "\n")
            at += 1
        row = cell.row
        end = at + len(cell.text)
        pieces.append(cell.text)
        placed.append(Cell(**_place(cell), start=at, end=end))
        runs += [run.run(at) for run in cell.runs]
        segments += [(start + at, length, raw) for start, length, raw in cell.segments]
        if cell.path and end > at:
            paths.append(PathSpan(start=at, end=end, path=cell.path))
        at = end
    table = Table(
        rows=max((cell.row + cell.row_span for cell in ordered), default=0),
        columns=max((cell.column + cell.column_span for cell in ordered), default=0),
        header_rows=header,
        cells=tuple(placed),
        how=how,
    )
    return Block(
        id=id, kind="table", text="".join(pieces), page=page, table=table,
        runs=tuple(runs), segments=tuple(segments), paths=tuple(paths),
    )  # fmt: skip


def with_close_rows(block: Block, rows: Collection[int]) -> Block:
    """Return a table block that says which of its rows could be read in another way nearly as well."""
    if not rows or block.table is None:
        return block
    return block.model_copy(update={"table": block.table.model_copy(update={"close_rows": tuple(sorted(rows))})})


def _place(cell: GridCell) -> dict[str, int]:
    return {"row": cell.row, "column": cell.column, "row_span": cell.row_span, "column_span": cell.column_span}


def header_rows(cells: Sequence[GridCell]) -> int:
    """Count the header rows: those marked as such, else the first row with all that its merged cells reach over.

    A row with marked and other cells is a row of data whose first cell names it.
    A first row that is one cell over the whole width is a title row and belongs to the header.
    """
    rows = max((cell.row + cell.row_span for cell in cells), default=0)
    count = _marked_or_first_rows(cells, rows) if rows > 1 else 0
    count += _rows_below_open_places(cells, count, rows)
    below = [cell for cell in cells if cell.row == count]
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    return count + (0 < count < rows - 1 and _completes_header(below, columns))


def _rows_below_open_places(cells: Sequence[GridCell], count: int, rows: int) -> int:
    """Count the rows below ``count`` header rows that still belong to them: they have the header words of columns without one.

    In such a header each word is at the bottom, and only words over several columns are above.
    """
    headed = {
        column
        for cell in cells
        if cell.row < count and cell.text
        for column in range(cell.column, cell.column + cell.column_span)
    }
    open_ = set(range(max((cell.column + cell.column_span for cell in cells), default=0))) - headed
    if not headed or not open_:
        return 0
    for more in range(1, min(OPEN_ROWS, rows - 1 - count) + 1):
        row = [cell for cell in cells if cell.row == count + more - 1 and cell.text]
        words = {cell.column for cell in row if column_words.word(cell.text) is not None}
        if any(NUMBER.match(cell.text) and not YEAR.fullmatch(cell.text) for cell in row):
            return 0
        if open_ <= words:
            return more
    return 0


def _completes_header(row: Sequence[GridCell], columns: int) -> bool:
    """Return whether a row only completes the header above it: words for values, and cells left empty, which a sheet lacks."""
    read = [column_words.word(cell.text) for cell in row if cell.text]
    return 0 < len(read) < max(len(row), columns) and all(
        column is not None and column.kind == "value" for column in read
    )


def _marked_or_first_rows(cells: Sequence[GridCell], rows: int) -> int:
    marked = {cell.row for cell in cells if cell.header} - {cell.row for cell in cells if not cell.header and cell.text}
    count = 0
    while count in marked:
        count += 1
    if 0 < count < rows:
        return count
    columns = max(cell.column + cell.column_span for cell in cells)
    first = 0
    while first < rows - 1 and any(c.row == first and c.column_span == columns > 1 for c in cells):
        first += 1
    top = [cell for cell in cells if cell.row == first]
    if any(NUMBER.match(cell.text) and not YEAR.fullmatch(cell.text) for cell in top):
        return first
    reach = max((cell.row + cell.row_span for cell in top if cell.row_span < rows - first), default=first + 1)
    split = any(cell.column_span > 1 for cell in top)
    return min(reach if split else first + 1, rows - 1)


def with_captions(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a document in order, each table with the caption above it, if it has one.

    The part of a table that continues right below another part shares its caption.
    """
    before: list[Block] = []
    for block in blocks:
        if block.table is not None:
            caption, source = _caption_above(before, block)
            table = block.table.model_copy(update={"caption": caption, "caption_block": source})
            block = block.model_copy(update={"table": table})
        before.append(block)
        yield block


def _caption_above(before: Sequence[Block], block: Block) -> tuple[str | None, str | None]:
    """Return (caption, id of its block) from the last three blocks above a table; a measure line may come between."""
    for above in before[-1:-4:-1]:
        if above.kind == "furniture" or (above.kind == "paragraph" and MEASURE_LINE.match(above.text)):
            continue
        if above.table is not None and block.table is not None:
            if above.table.columns != block.table.columns or _first_cell(above) != _first_cell(block):
                break
            return above.table.caption, above.table.caption_block
        text = without_blanks(above.text)
        if len(text) <= LONGEST_CAPTION and CAPTION.search(text):
            return above.text, above.id
        break
    return None, None


def _first_cell(block: Block) -> str:
    return re.split(r"[\t\n]", block.text, maxsplit=1)[0]
