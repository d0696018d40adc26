"""From cells with places and spans to a table block: shared by every reader that sees a grid."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas import Block, Cell, PathSpan, Run, Segment, Table


class GridCell(NamedTuple):
    """A cell before its text has a place in the block. Runs, segments and paths count from the cell's own start."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    runs: tuple[Run, ...] = ()
    segments: tuple[Segment, ...] = ()
    path: str = ""
    header: bool = False
    """The markup says that it is a header cell."""


NUMBER = re.compile(r"^[\d.,％%〔〕()（）≥≤><＞＜—~～-]+$")
YEAR = re.compile(r"(?:19|20)\d\d年?")
CAPTION = re.compile(
    r"""
      ^[（(]?(?:附?表|附件|专栏)\s*[\d一二三四五六七八九十]   # 表1 主要指标 · 附件2
    | (?:表|清单|指标|目标|一览|任务分解|目录)(?:[（(].{1,30}[）)])?$   # 重点任务分解表 · 主要指标（2025年）
    """,
    re.X,
)
MEASURE_LINE = re.compile(r"^[（(]?(?:计量)?单位[:：].{1,12}$")


def table_block(
    id: str, cells: Iterable[GridCell], how: str, before: Sequence[Block] = (), page: int | None = None
) -> Block:
    """Make the table block: cells in reading order, tab between cells, line feed between rows.

    ``before`` are the blocks that stand before the table: the nearest may be its caption.
    """
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
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
        runs += [run.model_copy(update={"start": run.start + at}) for run in cell.runs]
        segments += [(start + at, length, raw) for start, length, raw in cell.segments]
        if cell.path and end > at:
            paths.append(PathSpan(start=at, end=end, path=cell.path))
        at = end
    caption = caption_before(before)
    table = Table(
        rows=max((cell.row + cell.row_span for cell in ordered), default=0),
        columns=max((cell.column + cell.column_span for cell in ordered), default=0),
        header_rows=header_rows(ordered),
        cells=tuple(placed),
        caption=caption.text if caption else None,
        caption_block=caption.id if caption else None,
        how=how,
    )
    return Block(
        id=id, kind="table", text="".join(pieces), page=page, table=table,
        runs=tuple(runs), segments=tuple(segments), paths=tuple(paths),
    )  # fmt: skip


def _place(cell: GridCell) -> dict[str, int]:
    return {"row": cell.row, "column": cell.column, "row_span": cell.row_span, "column_span": cell.column_span}


def header_rows(cells: Sequence[GridCell]) -> int:
    """Count the header rows: those marked as such, else the first row with all that its merged cells reach over.

    A first row that is one cell over the whole width is a title row and belongs to the header.
    """
    rows = max((cell.row + cell.row_span for cell in cells), default=0)
    if rows < 2:
        return 0
    marked = {cell.row for cell in cells if cell.header}
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


def caption_before(blocks: Sequence[Block]) -> Block | None:
    """Return the caption among the last blocks before a table; a line that states the measure may stand between."""
    for block in list(blocks)[-1:-4:-1]:
        if block.kind == "furniture" or (block.kind == "paragraph" and MEASURE_LINE.match(block.text)):
            continue
        text = re.sub(r"\s+", "", block.text)
        return block if block.kind == "paragraph" and len(text) <= 60 and CAPTION.search(text) else None
    return None
