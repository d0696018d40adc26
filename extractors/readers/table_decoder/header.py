"""Hypotheses of a header: which characters are its words, and which columns the words name."""

from collections.abc import Iterator, Sequence

from extractors.language import column_words, five_year_plans
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.readers.table_decoder.layout import HeaderHypothesis, WordSpan, is_header, layouts_of
from extractors.readers.table_decoder.stream import LINE, PARAGRAPH, Stream, is_joined_line
from extractors.readers.table_decoder.word_starts import HeaderWords, may_part

_HINT = lazy_pattern(rf"{any_of('phrases', 'header_sign')}|\d年")
_STOP = lazy_pattern(r"[。；;！？!?]")
_NO_WORD = lazy_pattern(r"[。，；：:;《》！？、]|^\d|\d$|^(?:附件|专栏|表\d|年(?![度均]))|[于在从至由把将]$")
_LATE_YEAR = lazy_pattern(rf"(?<![（(\d至到])(?:20\d\d|{five_year_plans.QUOTE}{five_year_plans.ORDINAL}五)")
"""A year behind another word and in no bracket: 值2030年 are two cells rather than one."""
_YEAR = lazy_pattern(r"20\d\d年")
_WINDOW = 60
"""Characters among which three different hints make it worth while to look for a header."""
_MOST = 6
"""Hypotheses kept for one header."""
_LONGEST_UNKNOWN = 12
_STEPS = 400
_SHORT = 2
"""Characters of a word that may be the beginning of a longer, unknown one."""
_JOINED = 30
"""Characters without a break that make a text one that was run together."""
_BODIES, _DUTIES = frozenset({"单位", "部门", "主体"}), frozenset({"职责", "分工"})
_MODIFIER = lazy_pattern(r"(?:主要|重点|核心|关键|具体)$")

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


def find_headers(stream: Stream, known: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[HeaderHypothesis, ...]]:
    """Yield the hypotheses of each header in turn; later headers may begin inside a table of an earlier one.

    ``known``: beginnings and ends of what is not looked at.
    """
    at, source = 0, HeaderWords(stream)
    for start, end in _windows(source.text):
        for place in range(max(start, at), end):
            if any(left <= place < right for left, right in known):
                continue
            layouts = _layouts_at(source, place)
            if layouts:
                yield layouts
                at = max(layout.end for layout in layouts)
                break


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which three different hints, or bodies and duties, are close together without the end of a sentence."""
    hints = [(match.start(), match.group()) for match in _HINT.finditer(text)]
    covered = 0
    for index, (start, word) in enumerate(hints):
        near = {word}
        for other, hint in hints[index + 1 : index + 12]:
            if other - start > _WINDOW:
                break
            near.add(hint if not hint.endswith("年") else "年")
        if (len(near) >= 3 or (near & _BODIES and near & _DUTIES)) and not _STOP.search(
            text, start, min(start + 12, len(text))
        ):
            first = max(covered, start - 12)
            covered = start + 1
            yield first, covered


def _layouts_at(source: HeaderWords, start: int) -> tuple[HeaderHypothesis, ...]:
    """Return the hypotheses of a header that begins here, the cheapest first; empty if none does."""
    joined = _is_joined(source, start)
    if not (joined or source.breaks[start]) or not source.at(start, joined):
        return ()
    if joined and not any(_may_go_on(source, word.end) for word in source.at(start, joined)):
        return ()
    if not joined and _ends_caption(source, start):
        return ()
    if joined and _MODIFIER.search(source.text, max(start - 2, 0), start):
        return ()  # 主要指标 is the caption: 类别 opens the header, not 指标类别
    found: list[HeaderHypothesis] = []
    for cost, words in sorted(_segmentations(source, start), key=lambda pair: (pair[0], -len(pair[1]))):
        for layout in layouts_of(words, cost):
            if all((layout.columns, layout.end) != (other.columns, other.end) for other in found):
                found.append(layout)
    return tuple(found[:_MOST])


def _ends_caption(source: HeaderWords, start: int) -> bool:
    """Return whether the words that begin here end a line that something else begins: 附件 考核指标 above the header."""
    if source.breaks[start] >= LINE:
        return False
    return all(source.breaks[word.end] >= LINE for word in source.at(start, False))


def _may_go_on(source: HeaderWords, at: int) -> bool:
    """Return whether another word may follow where words run together, one of the lexicon or an unknown one before a year."""
    return bool(source.at(at, True)) or _YEAR.search(source.text, at + _SHORT, at + _LONGEST_UNKNOWN) is not None


def _is_joined(source: HeaderWords, start: int) -> bool:
    """Return whether the words here run together, no break between them, or but the end of their line."""
    return not any(source.breaks[start + 1 : start + _JOINED]) or is_joined_line(source.breaks, start)


def _segmentations(source: HeaderWords, start: int) -> Iterator[tuple[float, tuple[WordSpan, ...]]]:
    """Yield ways to read words from ``start`` on as far as there are any, and those ways without their last word."""
    steps = 0
    joined = _is_joined(source, start)
    stack: list[tuple[float, tuple[WordSpan, ...]]] = [(0.0, ())]
    while stack and steps < _STEPS:
        steps += 1
        cost, words = stack.pop()
        at = words[-1].end if words else start
        further = _next_words(source, at, words, joined)
        unknown = bool(words) and words[-1].column is None
        if not further or unknown:
            shorter = words[:-1]
            named = words and (not unknown or source.at(words[-1].start, joined))
            dropped = (_DROPPED if named else 0.0) - (_UNKNOWN if unknown else 0.0)
            last = _UNKNOWN_LAST if unknown else 0.0
            for extra, part in ((last, words), (dropped, shorter)):
                if is_header(part) or (not joined and _heads_duties(source, part)):
                    yield cost + extra, part
        for extra, word in further:
            stack.append((cost + extra, (*words, word)))


def _heads_duties(source: HeaderWords, words: Sequence[WordSpan]) -> bool:
    """Return whether two words alone on their lines head bodies and what each has to do: 单位 职责任务."""
    if len(words) != 2 or source.breaks[words[0].start] < LINE or source.breaks[words[1].end] < LINE:
        return False
    columns = column_words.read(tuple((source.text[word.start : word.end],) for word in words))
    return [column.kind for column in columns] == ["role", "content"]


def _next_words(
    source: HeaderWords, at: int, words: tuple[WordSpan, ...], joined: bool
) -> list[tuple[float, WordSpan]]:
    """Return the words that may follow with their costs, the cheapest last."""
    if at >= len(source.text) or len(words) >= 16:
        return []
    found = []
    for word in source.at(at, joined):
        assert word.column is not None
        if joined and words and _is_torn(source.text, words[-1], word):
            continue
        if _repeats(word, words) or source.text[word.start] in "（(〔":
            continue
        inner = source.breaks[word.start + 1 : word.end]
        broken = sum(_FAR_BROKEN if strength >= PARAGRAPH else _BROKEN for strength in inner if strength)
        broken += _SHORTER if joined and _may_be_longer(source.text, word) else 0.0
        late = _DROPPED if word.end - word.start == 1 and word.column.kind == "value" else 0.0
        late += _YEAR_LAST if _LATE_YEAR.search(source.text, word.start + 1, word.end) else 0.0
        found.append((broken + late + _WORD, word))
    if words and words[-1].column and (not found or _is_cut_short(source, found, joined)):
        unknown = _unknown_before_year(source, at) if joined else _unknown(source, at)
        found += ((_UNKNOWN + lines * _BROKEN, word) for lines, word in enumerate(unknown))
    return sorted(found, key=lambda pair: -pair[0])[-4:]


def _may_be_longer(text: str, word: WordSpan) -> bool:
    """Return whether a year's word goes on: 2030年目标|值."""
    assert word.column is not None
    longer = column_words.word(text[word.start : word.end + 1]) if word.column.year else None
    return longer is not None and longer.year == word.column.year


def _is_torn(text: str, left: WordSpan, right: WordSpan) -> bool:
    """Return whether two words without a break are one word: 2030年目标|值.

    部门 and 主要职责 are bodies and what they do, 指标 and 单位 what is counted and in what.
    """
    if _YEAR.match(text, right.start) or text[left.start : left.end] in column_words.BODIES:
        return False
    if left.column and left.column.kind == "indicator" and right.column and right.column.kind == "measure":
        return False
    whole = column_words.word(text[left.start : right.end])
    return whole is not None and not may_part(text, left.start, right.start, right.end)


def _repeats(word: WordSpan, words: Sequence[WordSpan]) -> bool:
    """Return whether a column of this word is there already."""
    assert word.column is not None
    return any(other.column is not None and other.column.label == word.column.label for other in words) and (
        word.column.kind != "value" or bool(word.column.year)
    )


def _is_cut_short(source: HeaderWords, found: Sequence[tuple[float, WordSpan]], joined: bool) -> bool:
    """Return whether the words found are short and nothing known follows them: 统计 may be the beginning of 统计口径."""
    return all(word.end - word.start <= _SHORT and not source.at(word.end, joined) for _, word in found)


def _unknown_before_year(source: HeaderWords, at: int) -> Iterator[WordSpan]:
    """Yield the name of a column that the lexicon does not know where words run together: it ends before a year's word."""
    text = source.text
    year = _YEAR.search(text, at + _SHORT, at + _LONGEST_UNKNOWN)
    if year is None or _NO_WORD.search(text[at : year.start()]) or not source.at(year.start(), True):
        return
    # 指标计量单位 before a year is no unknown word: it ends with a known one
    if not any(column_words.word(text[place : year.start()]) for place in range(at, year.start() - 1)):
        yield WordSpan(at, year.start(), None)


def _unknown(source: HeaderWords, at: int) -> Iterator[WordSpan]:
    """Yield the stretches up to the next break and the one after it as names of a column that the lexicon does not know."""
    if not source.breaks[at]:
        return
    end = at
    for _ in range(2):
        if end > at and (end == len(source.text) or source.at(end, False)):
            return
        end += 1
        while end < len(source.text) and not source.breaks[end]:
            end += 1
        text = source.text[at:end]
        if not 2 <= len(text) <= _LONGEST_UNKNOWN or _NO_WORD.search(text):
            return
        yield WordSpan(at, end, None)
