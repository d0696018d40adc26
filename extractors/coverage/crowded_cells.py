"""Cells of narrow columns that hold another cell too: an attribute with a number after it, a value with the next row's name."""

from collections.abc import Iterator

from extractors.coverage.cell_shapes import ATTRIBUTE
from extractors.coverage.pieced_tables import PiecedTable
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.tables.joined_figures import holds_figures

_NUMBER = r"(?<![\dA-Za-z])\d[\d,]*(?:\.\d+)?"
_TWO_VALUES = lazy_pattern(
    rf"[^。；，、：:（(]*{_NUMBER}[^。；，、：:（()）\d]*?[\u4e00-\u9fff]{{4,}}[^。；，、：:（()）\d]*{_NUMBER}[^。；，、：:]*"
)
"""Two numbers with a name between them: ``14550 公共图书馆藏书量 万册 1249``."""
_DATED_ROW = lazy_pattern(
    rf".*(?:[底末初]前?|季度|推进|坚持)\s*(?:[（(][{ONE_TO_TEN}]+[）)])?\s*\d{{0,3}}\s*[\u4e00-\u9fff]{{6,}}.*"
)
"""A deadline and the row after it: ``2025年底前 3 建设灌溉渠系``."""

_FIGURE_AFTER = lazy_pattern(r"([\u4e00-\u9fff]{2,8})\s*[≥≤＞＜><]?\d[\d,]*(?:\.\d+)?\s*[%％‰]?")
"""A word and a figure: ``超额完成96.15%``."""
_OF_NAMES = frozenset({"category", "indicator", "measure"})
_OF_WORDS = frozenset({"note", "attribute", "category", "value", "other"})


def cells_with_figures(table: PiecedTable) -> Iterator[tuple[int, int]]:
    """Yield row and column of each cell that prints the word of another cell of its column, and a figure after it."""
    for place in range(table.table.columns):
        cells = table.column(place) if table.kind(place) in _OF_WORDS else []
        words = {table.text(cell) for cell in cells}
        for cell in cells:
            figure = _FIGURE_AFTER.fullmatch(table.text(cell))
            if figure and figure[1] in words:
                yield cell.row, place


def holds_another(kind: str, text: str) -> bool:
    """Return whether a cell of a column of this kind seems to hold the text of another cell as well."""
    if kind in _OF_NAMES:
        return holds_figures(text)
    if kind == "attribute":
        return bool(ATTRIBUTE.search(text)) and any(char.isdigit() for char in text)
    if kind == "value":
        return len(ATTRIBUTE.findall(text)) > 1 or _TWO_VALUES.fullmatch(text.strip()) is not None
    return kind == "deadline" and (_DATED_ROW.fullmatch(text) is not None or holds_figures(text))
