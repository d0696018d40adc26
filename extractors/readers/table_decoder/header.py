"""Hypotheses of a header: which characters are its words, and which columns the words name."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language import column_words
from extractors.language.column_words import Column
from extractors.readers.table_decoder.stream import PARAGRAPH, Stream

_HINT = re.compile(
    r"序号|编号|指标|任务|项目|事项|名称|内容|措施|举措|单位|部门|主体|时限|时间|期限|属性|性质|类型|类别|领域|目标|备注|说明|\d年"
)
_STOP = re.compile(r"[。；;！？!?]")
_NO_WORD = re.compile(r"[。，；：:;《》！？、]|^\d|\d$|^(?:附件|专栏|表\d)")
_LATE_YEAR = re.compile(r"(?<![（(\d至到])(?:20\d\d|“十[二三四五六]五)")
"""A year behind another word and in no bracket: 值2030年 are two cells rather than one."""
_LONGEST = 24
_WINDOW = 60
"""Characters among which three different hints make it worth while to look for a header."""
_NAMING = frozenset({"number", "indicator", "title", "content", "category"})
_TELLING = frozenset({"role", "value", "plan", "deadline", "attribute", "measure", "content"})
_MOST = 6
"""Hypotheses kept for one header."""
_STEPS = 400
_JOINED = 30
"""Characters without a break that make a text one that was run together."""
_PAIRS = ("（）", "()", "“”", "〔〕")

# Costs of a segmentation; only their order matters, since the rows below decide between hypotheses.
_WORD = 0.4
_YEAR_LAST = 0.8
_DROPPED = 2.0
_LATE_GROUP = 1.5
_BROKEN = 0.6
_FAR_BROKEN = 2.0
_UNKNOWN = 1.5


class Word(NamedTuple):
    """A header word ``text[start:end]``; ``column`` is None where the lexicon does not know it."""

    start: int
    end: int
    column: Column | None


class HeadCell(NamedTuple):
    """A header word at its place in the grid."""

    row: int
    column: int
    row_span: int
    column_span: int
    word: Word


class Layout(NamedTuple):
    """One hypothesis: the columns, the header's cells and how many rows it has."""

    columns: tuple[Column, ...]
    cells: tuple[HeadCell, ...]
    rows: int
    start: int
    end: int
    """The characters of the header."""
    cost: float


def find_headers(stream: Stream) -> Iterator[tuple[Layout, ...]]:
    """Yield the hypotheses of each header in turn; later headers may begin inside a table of an earlier one."""
    at = 0
    for start, end in _windows(stream.text):
        for place in range(max(start, at), end):
            layouts = _layouts_at(stream, place)
            if layouts:
                yield layouts
                at = max(layout.end for layout in layouts)
                break


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which three different hints stand close together without the end of a sentence."""
    hints = [(match.start(), match.group()) for match in _HINT.finditer(text)]
    covered = 0
    for index, (start, word) in enumerate(hints):
        near = {word}
        for other, hint in hints[index + 1 : index + 12]:
            if other - start > _WINDOW:
                break
            near.add(hint if not hint.endswith("年") else "年")
        if len(near) >= 3 and not _STOP.search(text, start, min(start + 12, len(text))):
            first = max(covered, start - 12)
            covered = start + 1
            yield first, covered


def _layouts_at(stream: Stream, start: int) -> tuple[Layout, ...]:
    """Return the hypotheses of a header that begins here, the cheapest first; empty if none does."""
    joined = _is_joined(stream, start)
    if not (joined or stream.breaks[start]) or not _known(stream, start, joined):
        return ()
    found: list[Layout] = []
    for cost, words in sorted(_segmentations(stream, start), key=lambda pair: (pair[0], -len(pair[1]))):
        for layout in _layouts(words, cost):
            if all((layout.columns, layout.end) != (other.columns, other.end) for other in found):
                found.append(layout)
    return tuple(found[:_MOST])


def _is_joined(stream: Stream, start: int) -> bool:
    """Return whether the words here run together, no break between them."""
    return not any(stream.breaks[start + 1 : start + _JOINED])


def _known(stream: Stream, start: int, joined: bool) -> list[Word]:
    """Return the header words that begin here: those that end at a break, or the longest two where words run together."""
    found = []
    for end in range(start + 1, min(start + _LONGEST, len(stream.text)) + 1):
        if not joined and not stream.breaks[end]:
            continue
        text = stream.text[start:end]
        column = column_words.word(text)
        if column and all(text.count(left) == text.count(right) for left, right in _PAIRS):
            found.append(Word(start, end, column))
    return found[-2:] if joined else found


def _segmentations(stream: Stream, start: int) -> Iterator[tuple[float, tuple[Word, ...]]]:
    """Yield ways to read words from ``start`` on as far as there are any, and those ways without their last word."""
    steps = 0
    joined = _is_joined(stream, start)
    stack: list[tuple[float, tuple[Word, ...]]] = [(0.0, ())]
    while stack and steps < _STEPS:
        steps += 1
        cost, words = stack.pop()
        at = words[-1].end if words else start
        further = _next_words(stream, at, words, joined)
        if not further or any(word.column is None for word in words[-1:]):
            shorter = words[:-1]
            dropped = _DROPPED if words and words[-1].column else -_UNKNOWN
            for extra, part in ((0.0, words), (dropped, shorter)):
                if _is_header(part):
                    yield cost + extra, part
        for extra, word in further:
            stack.append((cost + extra, (*words, word)))


def _next_words(stream: Stream, at: int, words: tuple[Word, ...], joined: bool) -> list[tuple[float, Word]]:
    """Return the words that may follow with their costs, the cheapest last."""
    if at >= len(stream.text) or len(words) >= 16:
        return []
    found = []
    for word in _known(stream, at, joined):
        if _repeats(word, words) or stream.text[word.start] in "（(〔":
            continue
        inner = stream.breaks[word.start + 1 : word.end]
        broken = sum(_FAR_BROKEN if strength >= PARAGRAPH else _BROKEN for strength in inner if strength)
        late = _DROPPED if word.end - word.start == 1 and word.column.kind == "value" else 0.0
        late += _YEAR_LAST if _LATE_YEAR.search(stream.text, word.start + 1, word.end) else 0.0
        found.append((broken + late + _WORD, word))
    if words and stream.breaks[at] and (unknown := _unknown(stream, at)) and not found:
        if words[-1].column is not None:
            found.append((_UNKNOWN, unknown))
    return sorted(found, key=lambda pair: -pair[0])[-4:]


def _repeats(word: Word, words: Sequence[Word]) -> bool:
    """Return whether a column of this word is there already."""
    assert word.column is not None
    return any(other.column is not None and other.column.label == word.column.label for other in words) and (
        word.column.kind != "value" or bool(word.column.year)
    )


def _unknown(stream: Stream, at: int) -> Word | None:
    """Return the stretch up to the next break as the name of a column that the lexicon does not know."""
    end = at + 1
    while end < len(stream.text) and not stream.breaks[end]:
        end += 1
    text = stream.text[at:end]
    return None if not 2 <= len(text) <= 12 or _NO_WORD.search(text) else Word(at, end, None)


def _is_header(words: Sequence[Word]) -> bool:
    known = [word.column for word in words if word.column]
    kinds = {column.kind for column in known}
    if len({column.label for column in known}) < 3 or not kinds & _NAMING or not kinds & _TELLING or len(kinds) < 2:
        return False
    return known[0].kind in _NAMING | {"role", "person", "other"} and words[0].column is not None


def _layouts(words: tuple[Word, ...], cost: float) -> Iterator[Layout]:
    """Yield the columns that the words can mean: years stand below 目标值 or beside it."""
    kinds = [word.column.kind if word.column else "other" for word in words]
    if _has_caption(kinds):
        return
    groups = [i for i, word in enumerate(words) if _is_group(word)]
    years = [
        i
        for i, word in enumerate(words)
        if groups and i > groups[0] and word.column and word.column.kind == "value" and word.column.year
    ]
    if groups and years:
        dated = any(word.column and word.column.year for word in words[: groups[0]])
        yield _grouped(words, groups, years, cost + (_LATE_GROUP if dated else 0.0))
    if not years or years[0] == groups[-1] + 1:
        cells = tuple(HeadCell(0, at, 1, 1, word) for at, word in enumerate(words))
        read = column_words.read(tuple((_label(word),) for word in words))
        yield Layout(read, cells, 1, words[0].start, words[-1].end, cost + (0.5 if years else 0.0))


def _has_caption(kinds: Sequence[str]) -> bool:
    """Return whether the first word names the table: 重点任务 before 序号, 主要指标 before 指标名称."""
    first = kinds[0]
    return first in ("indicator", "title", "content") and ("number" in kinds[1:3] or kinds[1] == first == "indicator")


def _is_group(word: Word) -> bool:
    column = word.column
    return column is not None and column.kind == "value" and column.year is None and column.value_kind != "growth_rate"


def _label(word: Word) -> str:
    return word.column.label if word.column else ""


def _grouped(words: Sequence[Word], groups: Sequence[int], years: Sequence[int], cost: float) -> Layout:
    """Set the years below the words that stand above them: one each, and the rest below the last."""
    share: dict[int, list[int]] = {group: [] for group in groups}
    for position, year in enumerate(years):
        share[groups[min(position, len(groups) - 1)]].append(year)
    labels: list[tuple[str, ...]] = []
    cells: list[HeadCell] = []
    for index, word in enumerate(words):
        if index in years:
            continue
        below = share.get(index, [])
        cells.append(HeadCell(0, len(labels), 1 if below else 2, max(1, len(below)), word))
        for year in below:
            cells.append(HeadCell(1, len(labels), 1, 1, words[year]))
            labels.append((_label(word), _label(words[year])))
        if not below:
            labels.append((_label(word),))
    return Layout(column_words.read(tuple(labels)), tuple(cells), 2, words[0].start, words[-1].end, cost)
