"""The header of a flattened table: a run of header words, and the columns that they can mean."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.language import column_words as columns
from extractors.language.column_words import ColumnMeaning
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.lines import TextLine
from extractors.readers.base.regions import Piece, RegionCell
from extractors.readers.dump_tables.tokens import Token, tokens
from extractors.readers.table_decoder.layout import NAMING, TELLING, is_group, label_of, words_below, words_below_groups
from extractors.readers.table_decoder.patterns import ATTRIBUTE
from extractors.readers.table_decoder.word_starts import begins_word, may_begin

REACH = 24
"""A header spreads over this many lines at most."""
_LINE = 100
_WORD = 20
"""Characters of the longest header line and of the longest header word."""
_LONGEST = 24
"""Characters of the longest header word, over several lines."""
DISTINCT = 3
"""Words of a header, at least."""
_NO_WORD = lazy_pattern(r"[。，；：:;“”《》]|\d$")
_TELLING = TELLING | {"note"}


class HeaderWord(NamedTuple):
    """One header word; ``column`` is None if the lexicon does not know it."""

    column: ColumnMeaning | None
    pieces: tuple[Piece, ...]


class HeaderLayout(NamedTuple):
    """One reading of a header."""

    columns: tuple[ColumnMeaning, ...]
    cells: tuple[RegionCell, ...]
    rows: int


class Header(NamedTuple):
    """A header found among the lines."""

    first: int
    """Its first line."""
    last: int
    """The line after its last."""
    text: str
    """All its characters, white space removed."""
    top: str
    """Those of its first row, if it has two and one is printed behind the other; a new page may repeat the first alone."""
    layouts: tuple[HeaderLayout, ...]
    """The readings; more than one where it is not clear whether a word stands above others."""


def headers(lines: Sequence[TextLine]) -> Iterator[Header]:
    """Yield every run of lines that consists of header words alone: three or more, naming something and telling of it."""
    at = 0
    while at < len(lines):
        header = _header(lines, at)
        if header:
            yield header
            at = header.last
        else:
            at += 1


def _header(lines: Sequence[TextLine], first: int) -> Header | None:
    if not _may_open(lines, first):
        return None
    reach = [i for i in range(first, min(first + REACH, len(lines))) if "\t" not in lines[i].text]
    stream = tokens(lines, reach, frozenset())
    words = _words(stream)
    # A header ends where its last line ends: a line with other text behind the words is no header line.
    used = sum(len(word.pieces) for word in words)
    while words and used < len(stream) and stream[used].line == stream[used - 1].line:
        used -= len(words.pop().pieces)
    if not words or _is_caption(words) or _closes_a_row(words[0]):
        return None
    known = [word.column for word in words if word.column]
    kinds = {column.kind for column in known}
    distinct = {column.label for column in known}
    if len(distinct) < DISTINCT or not kinds & NAMING or not kinds & _TELLING or len(kinds) < 2:
        return None
    last = words[-1].pieces[-1][0] + 1
    text = "".join(token.text for token in stream[:used])
    layouts = tuple(_layouts(words))
    return Header(
        first, last, text, _top_row(layouts[0], {_piece(token): token.text for token in stream[:used]}), layouts
    )


def _top_row(layout: HeaderLayout, texts: Mapping[Piece, str]) -> str:
    """Return the text of the first row of a header with two, if it has three words at least; empty if there is none."""
    top, below = ([cell for cell in layout.cells if (cell.row > 0) is second] for second in (False, True))
    last = max(piece for cell in top for piece in cell.pieces)
    if len(top) < DISTINCT or not below or last > min(piece for cell in below for piece in cell.pieces):
        return ""
    return "".join(texts[piece] for piece in sorted(piece for cell in top for piece in cell.pieces))


def _is_caption(words: Sequence[HeaderWord]) -> bool:
    """Return whether the first word is no column but names the table: 重点任务 before 序号, which only a category precedes."""
    kinds = [word.column.kind if word.column else "other" for word in words]
    return "number" in kinds[1:] and kinds[0] != "category" and kinds.index("number", 1) == 1


def _closes_a_row(word: HeaderWord) -> bool:
    """Return whether a word can only be the last cell of a row before the header: 2025年底, for no table begins with it."""
    return word.column is not None and word.column.kind not in NAMING | {"role", "person", "other"}


def _may_open(lines: Sequence[TextLine], first: int) -> bool:
    """Tell quickly whether a header can begin with this line."""
    text = lines[first].text
    head = text.split(None, 1)[0]
    if not begins_word(text[0]) or len(text) > _LINE or len(head) > _WORD or _NO_WORD.search(head):
        return False
    # An attribute ends the row above: 约束性, then 指标名称 again on the next page.
    if ATTRIBUTE.fullmatch(text) and not text.endswith("指标"):
        return False
    if columns.word(head):
        return True
    if len(head) > 4 or not may_begin(
        without_blanks("".join(line.text for line in lines[first : first + 4]))[:_LONGEST]
    ):
        return False
    near = tokens(lines, [i for i in range(first, first + 4) if i < len(lines)], frozenset())
    return _word_size(near, 0) > 0


def _words(stream: Sequence[Token]) -> list[HeaderWord]:
    """Read header words from the front; stop before the first stretch that is none.

    One short unknown word between known ones is taken as the name of a column that the lexicon does not know.
    """
    found: list[HeaderWord] = []
    at = 0
    while at < len(stream):
        size = _word_size(stream, at)
        if (
            not size
            and len(found) >= 2
            and _may_name(stream[at])
            and _word_size(stream, at + 1)
            and _is_telling_word(stream, at + 1)
        ):
            found.append(HeaderWord(None, (_piece(stream[at]),)))
            at += 1
            continue
        if not size:
            break
        text = "".join(token.text for token in stream[at : at + size])
        found.append(HeaderWord(columns.word(text), tuple(_piece(token) for token in stream[at : at + size])))
        at += size
    return found


def _piece(token: Token) -> Piece:
    return token.line, token.start, token.end


def _may_name(token: Token) -> bool:
    return 2 <= len(token.text) <= 10 and not _NO_WORD.search(token.text) and not token.text[0].isdigit()


def _is_telling_word(stream: Sequence[Token], at: int) -> bool:
    column = columns.word("".join(token.text for token in stream[at : at + _word_size(stream, at)]))
    return column is not None and column.kind in _TELLING


def _word_size(stream: Sequence[Token], at: int) -> int:
    """Return how many tokens from ``at`` on make one header word: the most that do, 0 if none do."""
    best = 0
    for size in range(1, 6):
        part = stream[at : at + size]
        if len(part) < size or sum(len(token.text) for token in part) > _LONGEST:
            break
        if size > 1 and _own_words(part) and not _is_broken_year(stream, at, size):
            continue
        if columns.word("".join(token.text for token in part)):
            best = size
    return best


def _own_words(part: Sequence[Token]) -> bool:
    """Return whether the tokens are two header words or more, so that they are not to be joined."""
    return any(_are_two(part[:cut], part[cut:]) for cut in range(1, len(part)))


def _are_two(left: Sequence[Token], right: Sequence[Token]) -> bool:
    first, second = ("".join(token.text for token in side) for side in (left, right))
    if not (columns.word(first) and columns.word(second)):
        return False
    # 部门 and 职责 are two words, though 部门职责 is one too: bodies and what they do
    apart = right[0].inline or right[0].blanks > 0 or first in columns.BODIES
    return apart or min(len(first), len(second)) >= 3


def _is_broken_year(stream: Sequence[Token], at: int, size: int) -> bool:
    """Return whether 2025年 and 实际值 are one word, for the word beside them is like it: 2030年目标值.

    If bare years follow, 实际值 stands above them.
    """
    first, second = (
        columns.word(stream[at].text),
        columns.word("".join(token.text for token in stream[at + 1 : at + size])),
    )
    if first is None or first.year is None or first.value_kind is not None or not is_group(second):
        return False
    after = ("".join(token.text for token in stream[at + size : at + size + more]) for more in (1, 2, 3))
    beside = (columns.word(text) for text in (*after, *(token.text for token in stream[max(at - 1, 0) : at])))
    return any(column is not None and column.year is not None and column.value_kind is not None for column in beside)


def _layouts(words: Sequence[HeaderWord]) -> Iterator[HeaderLayout]:
    """Yield the readings: years below a word that says 目标值, roles below 责任分工, or each word a column of its own."""
    roles = words_below([word.column for word in words])
    if roles:
        yield _layout_on_levels(words, *roles)
    groups = [i for i, word in enumerate(words) if is_group(word.column)]
    years = [i for i, word in enumerate(words) if word.column and word.column.kind == "value" and word.column.year]
    bare = [i for i in years if groups and i > groups[0]]
    if groups and bare:
        yield _layout_on_levels(words, groups, bare)
    if not groups or not bare or bare[0] == groups[-1] + 1:
        cells = tuple(RegionCell(0, at, 1, 1, word.pieces) for at, word in enumerate(words))
        yield HeaderLayout(columns.read(tuple((label_of(word.column),) for word in words)), cells, 1)


def _layout_on_levels(words: Sequence[HeaderWord], groups: Sequence[int], below: Sequence[int]) -> HeaderLayout:
    """Return the reading with some words below others."""
    read, places = words_below_groups([word.column for word in words], groups, below)
    cells = tuple(RegionCell(*place, words[index].pieces) for index, place in places)
    return HeaderLayout(read, cells, max(cell.row for cell in cells) + 1)
