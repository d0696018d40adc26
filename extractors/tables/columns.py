"""The columns of a table block, read once however many steps ask for them."""

from collections.abc import Sequence

from extractors.by_identity import kept_by_identity
from extractors.language.column_words import BODIES, ColumnMeaning, header_kinds
from extractors.tables.rows import body_rows, text_of
from extractors.units.names import is_complete
from schemas import Block


@kept_by_identity(256)  # to hash a block would be to hash all its cells
def columns_of(block: Block) -> tuple[ColumnMeaning, ...]:
    """Return what each column of a table block means; empty for any other block."""
    columns = header_kinds(block)
    kinds = {column.kind for column in columns}
    if "role" in kinds or not kinds & {"title", "content"}:
        return columns
    return tuple(
        column._replace(kind="role", role="responsible") if _holds_units(block, place, column) else column
        for place, column in enumerate(columns)
    )


def _holds_units(block: Block, place: int, column: ColumnMeaning) -> bool:
    """Return whether a column under a plain word (部门 beside 工作任务) names one unit a row."""
    if column.label not in BODIES or column.kind not in ("other", "measure"):
        return False
    texts = _texts(block, place)
    return bool(texts) and 2 * sum(map(is_complete, texts)) > len(texts)


def _texts(block: Block, place: int) -> Sequence[str]:
    cells = {row[place] for _, row in body_rows(block) if place in row}
    return [text for cell in cells if (text := text_of(block, cell))]
