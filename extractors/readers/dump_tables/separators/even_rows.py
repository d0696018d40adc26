"""Tables with one row a line and a blank between cells, told by rows that have as many words as the header.

They need no header whose words are all known: 序号 目标任务 一季度 二季度 责任单位, 县（区） 候车亭（座） 步道（公里）. Where all are, and the first
says that rows are grouped, rows may lack the word of their group.
"""

from collections.abc import Iterator, Sequence

from extractors.language import column_words
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, TableRegion
from extractors.readers.dump_tables.separators.fields import SeparatedRow
from extractors.readers.dump_tables.separators.tabs import region_of
from extractors.readers.table_decoder.cell_texts import is_dash, number_of
from extractors.readers.table_decoder.fits import FIT
from extractors.readers.table_decoder.layout import NAMING, TELLING

_WORD = lazy_pattern(r"\S+")
_STOP = lazy_pattern(r"[。；，：！？]")
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_LEAST_FIGURES = 2
"""Columns of figures that make a table where no header word is known."""
_LONGEST_HEADER_WORD = 14
_FIT = frozenset({"measure", "value", "attribute", "role", "deadline"})
"""Kinds of columns whose cells show by their texts that they belong there."""
_OUT_OF_PLACE = 1
"""Rows that may have a word in a column of figures: 暂无."""


def even_tables(lines: Sequence[TextLine]) -> Iterator[TableRegion]:
    """Yield the tables whose rows all have as many words as the line that is their header, in reading order."""
    at = 0
    while at < len(lines):
        rows = _rows_from(lines, at)
        headers = range(len(rows) - _LEAST_ROWS) if len(rows[0]) >= _LEAST_COLUMNS else range(0)
        head = next((place for place in headers if _is_header_of(rows, place)), None)
        if head is not None:
            printed = range(at + head, at + len(rows))
            yield region_of(lines, [SeparatedRow(_cells(lines, index, len(rows[0])), index + 1) for index in printed])
        at += len(rows)


def _rows_from(lines: Sequence[TextLine], first: int) -> list[list[str]]:
    """Return the words of a line, and of those below that have as many; a row below its group's first may lack the word of the group."""
    rows = [lines[first].text.split()]
    columns = _grouped_columns(rows[0])
    while first + len(rows) < len(lines):
        words = lines[first + len(rows)].text.split()
        if columns and len(rows) > 1 and len(words) == len(rows[0]) - 1:
            words = ["", *words]
        if len(words) != len(rows[0]) or (columns and not _fits(words, columns)):
            break
        rows.append(words)
    return rows


def _grouped_columns(head: Sequence[str]) -> tuple[column_words.ColumnMeaning, ...]:
    """Return the columns of a header all of whose words are known and the first of which groups the rows; empty if it is none."""
    first = column_words.word(head[0]) if len(head) > _LEAST_COLUMNS else None
    if first is None or first.kind != "category" or not all(map(column_words.word, head)):
        return ()
    return column_words.read(tuple((word,) for word in head))


def _fits(words: Sequence[str], columns: Sequence[column_words.ColumnMeaning]) -> bool:
    """Return whether each word is what its column is about, so that none is missing before it."""
    return all(
        column.kind not in _FIT or FIT[column.kind](word) < 0.0 for word, column in zip(words, columns, strict=True)
    )


def _is_header_of(rows: Sequence[Sequence[str]], place: int) -> bool:
    head, first = rows[place], rows[place + 1 : place + 1 + _LEAST_ROWS]
    if not _may_be_header(head):
        return False
    # the first rows tell that there is no table, nearly everywhere: not all of them are looked at from each
    return (_names_columns(head, first) and _names_columns(head, rows[place + 1 :])) or (
        _has_figures(first) and _has_figures(rows[place + 1 :])
    )


def _cells(lines: Sequence[TextLine], index: int, width: int) -> tuple[tuple[Piece, ...], ...]:
    found = tuple(((index, *match.span()),) for match in _WORD.finditer(lines[index].text))
    return (*[()] * (width - len(found)), *found)


def _may_be_header(head: Sequence[str]) -> bool:
    return all(
        len(word) <= _LONGEST_HEADER_WORD and not _STOP.search(word) and not is_dash(word) and not _is_figure(word)
        for word in head
    )


def _is_figure(word: str) -> bool:
    """Return whether a word is a figure, and not the year of a column: 2027年."""
    return number_of(word) is not None and column_words.word(word) is None


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
