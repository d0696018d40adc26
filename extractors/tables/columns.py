"""The columns of a table block, read once however many steps ask for them."""

from collections.abc import Sequence

from extractors.by_identity import kept_by_identity
from extractors.language.column_words import BODIES, FORMS, ColumnMeaning, read
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.tables.marks import with_marks
from extractors.tables.rows import body_rows, text_of
from extractors.units.names import is_complete
from schemas import Block

_REMARKS = ("情况", "实现", "执行", "完成")
"""Endings of headers whose column contains either figures or words like 超额完成."""
_DIGIT = lazy_pattern(r"\d")
_IN_WORDS = lazy_pattern(r"(?:19|20)\d\d年?")
_ATTRIBUTE = lazy_pattern(r"[（(]?(?:约束|预期|导向|引导)[性型]?(?:指标)?[）)]?")


@kept_by_identity(256)  # to hash a block would be to hash all its cells
def columns_of(block: Block) -> tuple[ColumnMeaning, ...]:
    """Return what each column of a table block means; empty for any other block."""
    columns = with_marks(block, header_kinds(block))
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


def header_kinds(block: Block) -> tuple[ColumnMeaning, ...]:
    """Return one ``ColumnMeaning`` for each column of a table block; empty for any other block.

    A table without header rows has only columns of kind ``other``.
    """
    table = block.table
    if table is None:
        return ()
    words: list[list[str]] = [[] for _ in range(table.columns)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row < table.header_rows:
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                words[column].append(block.text[cell.start : cell.end])
    found = read(tuple(tuple(column) for column in words))
    return tuple(_by_content(block, place, column) for place, column in enumerate(found))


def _by_content(block: Block, place: int, column: ColumnMeaning) -> ColumnMeaning:
    """Decide by the cells whether 类型 is attribute or category, and whether 完成情况 contains figures or remarks."""
    remarks = column.kind == "value" and column.label.endswith(_REMARKS)
    if block.table is None or not (remarks or column.label in FORMS):
        return column
    body = (cell for cell in block.table.cells if cell.column == place and cell.row >= block.table.header_rows)
    texts = [text for cell in body if (text := without_blanks(block.text[cell.start : cell.end]))]
    if remarks and texts:
        figures = sum(_DIGIT.search(_IN_WORDS.sub("", text)) is not None for text in texts)
        return column if 2 * figures > len(texts) else column._replace(kind="note", value_kind=None)
    attributes = sum(_ATTRIBUTE.fullmatch(text) is not None for text in texts)
    if column.kind in ("category", "attribute") and texts:
        column = column._replace(kind="attribute" if 2 * attributes > len(texts) else "category")
    return column
