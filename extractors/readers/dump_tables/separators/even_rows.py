"""Tables with one row a line and a blank between cells, told by rows that have as many words as the header.

They need no header whose words are all known: 序号 目标任务 一季度 二季度 责任单位, 县（区） 候车亭（座） 步道（公里）.
"""

from collections.abc import Iterator, Sequence

from extractors.language import column_words
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, TableRegion
from extractors.readers.dump_tables.separators.fields import SeparatedRow
from extractors.readers.dump_tables.separators.tabs import region_of
from extractors.readers.table_decoder.cell_texts import is_dash, number_of
from extractors.readers.table_decoder.layout import NAMING, TELLING

_WORD = lazy_pattern(r"\S+")
_STOP = lazy_pattern(r"[。；，：！？]")
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_LEAST_FIGURES = 2
"""Columns of figures that make a table where no header word is known."""
_LONGEST_HEADER_WORD = 14
_OUT_OF_PLACE = 1
"""Rows that may have a word in a column of figures: 暂无."""


def even_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables whose rows all have as many words as the line that is their header, in reading order."""
    at = 0
    while at < len(lines):
        region = _table_at(lines, at)
        if region is not None:
            yield region
        at = region.last if region is not None else at + 1


def _table_at(lines: Sequence[TextLine], first: int) -> TableRegion | None:
    if " " not in lines[first].text and "\u3000" not in lines[first].text:  # so of nearly every line
        return None
    head = _words(lines, first)
    if len(head) < _LEAST_COLUMNS or not _may_be_header(head):
        return None
    rows = [head]
    while first + len(rows) < len(lines) and len(words := _words(lines, first + len(rows))) == len(head):
        rows.append(words)
    if len(rows) <= _LEAST_ROWS or not (_names_columns(head, rows[1:]) or _has_figures(rows[1:])):
        return None
    return region_of(lines, [SeparatedRow(_cells(lines, first + at), first + at + 1) for at in range(len(rows))])


def _words(lines: Sequence[TextLine], index: int) -> list[str]:
    return lines[index].text.split()


def _cells(lines: Sequence[TextLine], index: int) -> tuple[tuple[Piece, ...], ...]:
    return tuple(((index, *match.span()),) for match in _WORD.finditer(lines[index].text))


def _may_be_header(head: Sequence[str]) -> bool:
    return all(
        len(word) <= _LONGEST_HEADER_WORD and not _STOP.search(word) and number_of(word) is None and not is_dash(word)
        for word in head
    )


def _names_columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether header words say which column names the rows and which says something about them; below 序号 they count up."""
    columns = [column_words.word(word) for word in head]
    kinds = {column.kind for column in columns if column}
    if not kinds & NAMING - {"number"} or not kinds & TELLING:
        return False
    if columns[0] is None or columns[0].kind != "number":
        return True
    return [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first column names the rows and at least two others have figures."""
    first, *others = zip(*rows, strict=True)
    figures = [
        sum(number_of(word) is None and not is_dash(word) for word in column) <= _OUT_OF_PLACE for column in others
    ]
    named = all(number_of(word) is None for word in first)
    return named and sum(figures) >= _LEAST_FIGURES
