"""Hypotheses of a header: which characters are its words, and which columns the words name."""

from collections.abc import Iterator, Sequence

from extractors.language import column_words, five_year_plans
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.readers.table_decoder.layout import HeaderHypothesis, WordSpan, is_header, layouts_of
from extractors.readers.table_decoder.stream import PARAGRAPH, Stream
from extractors.readers.table_decoder.word_starts import may_begin

_HINT = lazy_pattern(rf"{any_of('phrases', 'header_sign')}|\d年")
_STOP = lazy_pattern(r"[。；;！？!?]")
_NO_WORD = lazy_pattern(r"[。，；：:;《》！？、]|^\d|\d$|^(?:附件|专栏|表\d|年(?![度均]))")
_LATE_YEAR = lazy_pattern(rf"(?<![（(\d至到])(?:20\d\d|“{five_year_plans.ORDINAL}五)")
"""A year behind another word and in no bracket: 值2030年 are two cells rather than one."""
_YEAR = lazy_pattern(r"20\d\d年")
_LONGEST = 24
_WINDOW = 60
"""Characters among which three different hints make it worth while to look for a header."""
_MOST = 6
"""Hypotheses kept for one header."""
_LONGEST_UNKNOWN = 12
_STEPS = 400
_SHORT = 2
"""Characters of a word that may be the beginning of a longer, unknown one."""
_FULL = 3
"""Characters that each of two words has, at least, that ran together."""
_JOINED = 30
"""Characters without a break that make a text one that was run together."""
_MODIFIER = lazy_pattern(r"(?:主要|重点|核心|关键|具体)$")
_PAIRS = (("（(", "）)"), ("“", "”"), ("〔", "〕"))
"""What opens and what closes; 现状值(2025年） is closed with a bracket of the other width."""

# Costs of a segmentation; only their order matters, since the rows below decide between hypotheses.
_WORD = 0.4
_YEAR_LAST = 3.0
_DROPPED = 2.0
_BROKEN = 0.6
_FAR_BROKEN = 2.0
_SHORTER = 2.5
"""More than dropping a word behind it that begins the first row: 目标值|实际利用外资."""
_UNKNOWN = 1.5
_UNKNOWN_LAST = 4.0
"""An unknown word behind all others may be the first cell of the first row."""


def find_headers(stream: Stream) -> Iterator[tuple[HeaderHypothesis, ...]]:
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


def _layouts_at(stream: Stream, start: int) -> tuple[HeaderHypothesis, ...]:
    """Return the hypotheses of a header that begins here, the cheapest first; empty if none does."""
    joined = _is_joined(stream, start)
    if not (joined or stream.breaks[start]) or not _words_at(stream, start, joined):
        return ()
    if joined and _MODIFIER.search(stream.text, max(start - 2, 0), start):
        return ()  # 主要指标 is the caption: 类别 opens the header, not 指标类别
    found: list[HeaderHypothesis] = []
    for cost, words in sorted(_segmentations(stream, start), key=lambda pair: (pair[0], -len(pair[1]))):
        for layout in layouts_of(words, cost):
            if all((layout.columns, layout.end) != (other.columns, other.end) for other in found):
                found.append(layout)
    return tuple(found[:_MOST])


def _is_joined(stream: Stream, start: int) -> bool:
    """Return whether the words here run together, no break between them."""
    return not any(stream.breaks[start + 1 : start + _JOINED])


def _words_at(stream: Stream, start: int, joined: bool) -> list[WordSpan]:
    """Return the header words that begin here: those that end at a break, or the longest two where words run together."""
    if not may_begin(stream.text[start : start + _LONGEST]):
        return []
    found = []
    for end in range(start + 1, min(start + _LONGEST, len(stream.text)) + 1):
        if not joined and not stream.breaks[end]:
            continue
        text = stream.text[start:end]
        column = column_words.word(text)
        if column and all(
            sum(map(text.count, opening)) == sum(map(text.count, closing)) for opening, closing in _PAIRS
        ):
            found.append(WordSpan(start, end, column))
    if not joined:
        # 重点任务 and 工作内容 on two lines are two words, though 重点任务工作内容 is one too
        return [word for word in found if not _is_two(stream.text, word, stream.breaks)]
    longest = [word for word in found if not _is_two(stream.text, word)][-2:]
    # 规划2024年 may be 规划 above 2024年, though 规划 is not among the longest
    above = [word for word in found if word not in longest and _YEAR.match(stream.text, word.end)]
    return [*above, *longest]


def _is_two(text: str, word: WordSpan, breaks: Sequence[int] | None = None) -> bool:
    """Return whether a word is two words, each long enough to be one: 工作任务|工作内容.

    ``breaks``: where they may end; anywhere if None.
    """
    cuts = (cut for cut in range(word.start + _FULL, word.end - _FULL + 1) if breaks is None or breaks[cut])
    return any(_may_part(text, word.start, cut, word.end) for cut in cuts)


def _may_part(text: str, start: int, cut: int, end: int) -> bool:
    """Return whether two words that together are one too are two all the same; 2030年|目标值 are one."""
    left, right = column_words.word(text[start:cut]), column_words.word(text[cut:end])
    return min(cut - start, end - cut) >= _FULL and left is not None and right is not None and not left.year


def _segmentations(stream: Stream, start: int) -> Iterator[tuple[float, tuple[WordSpan, ...]]]:
    """Yield ways to read words from ``start`` on as far as there are any, and those ways without their last word."""
    steps = 0
    joined = _is_joined(stream, start)
    stack: list[tuple[float, tuple[WordSpan, ...]]] = [(0.0, ())]
    while stack and steps < _STEPS:
        steps += 1
        cost, words = stack.pop()
        at = words[-1].end if words else start
        further = _next_words(stream, at, words, joined)
        unknown = bool(words) and words[-1].column is None
        if not further or unknown:
            shorter = words[:-1]
            named = words and (not unknown or _words_at(stream, words[-1].start, joined))
            dropped = (_DROPPED if named else 0.0) - (_UNKNOWN if unknown else 0.0)
            last = _UNKNOWN_LAST if unknown else 0.0
            for extra, part in ((last, words), (dropped, shorter)):
                if is_header(part):
                    yield cost + extra, part
        for extra, word in further:
            stack.append((cost + extra, (*words, word)))


def _next_words(stream: Stream, at: int, words: tuple[WordSpan, ...], joined: bool) -> list[tuple[float, WordSpan]]:
    """Return the words that may follow with their costs, the cheapest last."""
    if at >= len(stream.text) or len(words) >= 16:
        return []
    found = []
    for word in _words_at(stream, at, joined):
        assert word.column is not None
        if joined and words and _is_torn(stream.text, words[-1], word):
            continue
        if _repeats(word, words) or stream.text[word.start] in "（(〔":
            continue
        inner = stream.breaks[word.start + 1 : word.end]
        broken = sum(_FAR_BROKEN if strength >= PARAGRAPH else _BROKEN for strength in inner if strength)
        broken += _SHORTER if joined and _may_be_longer(stream.text, word) else 0.0
        late = _DROPPED if word.end - word.start == 1 and word.column.kind == "value" else 0.0
        late += _YEAR_LAST if _LATE_YEAR.search(stream.text, word.start + 1, word.end) else 0.0
        found.append((broken + late + _WORD, word))
    if words and words[-1].column and (not found or _is_cut_short(stream, found, joined)):
        unknown = _unknown_before_year(stream, at) if joined else _unknown(stream, at)
        found += ((_UNKNOWN + lines * _BROKEN, word) for lines, word in enumerate(unknown))
    return sorted(found, key=lambda pair: -pair[0])[-4:]


def _may_be_longer(text: str, word: WordSpan) -> bool:
    """Return whether a year's word goes on: 2030年目标|值."""
    assert word.column is not None
    longer = column_words.word(text[word.start : word.end + 1]) if word.column.year else None
    return longer is not None and longer.year == word.column.year


def _is_torn(text: str, left: WordSpan, right: WordSpan) -> bool:
    """Return whether two words without a break are one word: 2030年目标|值; 部门 and 主要职责 are bodies and what they do."""
    if _YEAR.match(text, right.start) or text[left.start : left.end] in column_words.BODIES:
        return False
    whole = column_words.word(text[left.start : right.end])
    return whole is not None and not _may_part(text, left.start, right.start, right.end)


def _repeats(word: WordSpan, words: Sequence[WordSpan]) -> bool:
    """Return whether a column of this word is there already."""
    assert word.column is not None
    return any(other.column is not None and other.column.label == word.column.label for other in words) and (
        word.column.kind != "value" or bool(word.column.year)
    )


def _is_cut_short(stream: Stream, found: Sequence[tuple[float, WordSpan]], joined: bool) -> bool:
    """Return whether the words found are short and nothing known follows them: 统计 may be the beginning of 统计口径."""
    return all(word.end - word.start <= _SHORT and not _words_at(stream, word.end, joined) for _, word in found)


def _unknown_before_year(stream: Stream, at: int) -> Iterator[WordSpan]:
    """Yield the name of a column that the lexicon does not know where words run together: it ends before a year's word."""
    text = stream.text
    year = _YEAR.search(text, at + _SHORT, at + _LONGEST_UNKNOWN)
    if year is None or _NO_WORD.search(text[at : year.start()]) or not _words_at(stream, year.start(), True):
        return
    # 指标计量单位 before a year is no unknown word: it ends with a known one
    if not any(column_words.word(text[place : year.start()]) for place in range(at, year.start() - 1)):
        yield WordSpan(at, year.start(), None)


def _unknown(stream: Stream, at: int) -> Iterator[WordSpan]:
    """Yield the stretches up to the next break and the one after it as names of a column that the lexicon does not know."""
    if not stream.breaks[at]:
        return
    end = at
    for _ in range(2):
        if end > at and _words_at(stream, end, False):
            return
        end += 1
        while end < len(stream.text) and not stream.breaks[end]:
            end += 1
        text = stream.text[at:end]
        if not 2 <= len(text) <= _LONGEST_UNKNOWN or _NO_WORD.search(text):
            return
        yield WordSpan(at, end, None)
