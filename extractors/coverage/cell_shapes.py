"""Shapes of table cells in running text, known by form alone: bare numbers, attributes, header words, rows of them."""

import re
from collections.abc import Iterator, Sequence

from extractors.language.boundaries import after_last
from extractors.language.full_width import with_wide_punctuation
from extractors.language.measures import MEASURE
from extractors.language.numerals import ONE_TO_HUNDRED, ONE_TO_TEN
from extractors.language.patterns import finditer_from, lazy_pattern

_VALUE = r"(?:[≥≤＞＜><≧≦]\s*)?\d[\d,，]*(?:\.\d+)?\s*(?:%|％|‰)?\s*(?:以上|以下|以内|左右)?"

BARE_VALUE = lazy_pattern(rf"(?:以上|以下|以内|左右)?\s*(?:{_VALUE}|[—–\-/／])(?:\s+(?:{_VALUE}|[—–\-/／]))*")
"""A paragraph that is one value, or several in a row: ``≥95%``, ``12.4 14.2``, ``—``."""

ATTRIBUTE = lazy_pattern(r"(?:约束|预期|导向|引导)[性型](?!的|指标[和与、，及])")
ATTRIBUTE_CELL = lazy_pattern(rf"[^。；，：！？和与及、]{{0,30}}{ATTRIBUTE.pattern}(?:指标)?(?:\s+{_VALUE})*")
"""``约束性``, and the end of a row: ``覆盖率 % 预期性``."""

VALUE_ROW = lazy_pattern(rf"[^。；，：！？《（(]{{2,40}}[\s%％\u4e00-\u9fff）)]\s*{_VALUE}")
"""A row that closes with a value: ``孵化载体面积 万平方米 8111``."""

_HEADER_WORD = r"""(?:
      序号 | 编号 | 类别 | 类型 | 属性 | 备注 | 指标值? | 基期 | 现状 | 实绩
    | [“”\u4e00-\u9fff]{0,5}(?:单位|部门|科室|时限|时间|年限|期限|投资|资金|分值|进度|内容|名称|任务|措施|举措|成果|要求|项目|事项|指标|类别|类型|属性|领导)
    | [“”\u4e00-\u9fff]{0,5}(?:目标|目标值|完成值|现状值?|实际值|基期值?|计划值|指标值|数值)
    | (?:19|20)\d\d年?[\u4e00-\u9fff]{0,4}
    )(?:[（(][^（）()]{1,10}[）)])?"""
HEADER_CELL = lazy_pattern(_HEADER_WORD, re.VERBOSE)
HEADER_ROW = lazy_pattern(
    rf"""
    (?: 序号 | 编号 | 类别 | 任务类[别型]
      | (?:[一二三]级|主要|考核)?指标(?:名称|类别|类型)?           # 三级指标
      | (?:重点|工作|主要|具体|目标|考核|改革|整改)(?:任务|内容|事项|措施|举措|项目|工作)   # 重点任务
      | (?:项目|任务|事项|工程|指标)名称
    )
    [\s|]*(?:{_HEADER_WORD}[\s|]*){{2,}}
    """,
    re.VERBOSE,
)
"""Header words in a row with nothing between them: ``序号 指标名称 单位 2025年``, ``序号任务名称牵头单位``."""
_OPENS_HEADER = lazy_pattern("[序编类任一二三主考指重工具目项事改整]")

_NUMBER = rf"\s*(?:\d+|[{ONE_TO_TEN}]+)(?:[-—－.]\d+)?[\s:：]*"
CAPTION = lazy_pattern(
    rf"\s*(?:(?:附表|表){_NUMBER}[^。；，]{{0,40}}|专栏{_NUMBER}[^。；，]{{0,30}}(?:指标|一览表|清单|表))\s*"
)
"""``表2 …``, ``专栏1 …主要指标``; other 专栏 are boxes of text."""
GROUP = lazy_pattern(rf"\s*[（(][{ONE_TO_TEN}]{{1,3}}[）)]")
"""A mark that titles groups of rows inside a table."""
TOP = lazy_pattern(rf"\s*(?:第[{ONE_TO_HUNDRED}\d]+(?:[章节编篇]|部分)|[{ONE_TO_TEN}]{{1,3}}[、．.]|附\s*[件表录])")
HEADING = lazy_pattern(rf"{TOP.pattern}|{GROUP.pattern}")
SENTENCE_END = lazy_pattern(r"[。；！？：:][”）)]?\s*$")
BRACKETED = lazy_pattern(rf"[（(][^（()）。，；]{{1,8}}[）)]\s*(?:[≥≤＞＜><]\s*)?\d[\d.,]*(?![\d.,]|{MEASURE})")
"""A measure in brackets right before its value: 孵化载体（个）1215."""
REST_OF_BOUND = lazy_pattern(r"\s*(?:以?[上下内]|左?右|左右)\s*")
"""The end of a value that a line break cut: 3506以|上."""
UNBROKEN = lazy_pattern(r"[^。；，、：！？《》]{60,}")
DIGITS = lazy_pattern(r"\d+(?:\.\d+)?(?!\d*年)")


_BODY_END = "(?:(?<=[局委办厅院会处署行司团镇乡])|(?<=政府)|(?<=中心)|(?<=街道))"
_DATE_CELL = (
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月)?(?:第?[一二三四]季度|[上下]半年)?[底末]?(?:之?前)?|持续推进|长期坚持|长期)"
)
DEADLINE_CELL = lazy_pattern(
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月|年|第?[一二三四1-4]季度|[上下]半年)?(?:[底末](?:之?前|以前)?|之?前|以前)"
    r"|(?:19|20)\d\d年(?:第?[一二三四1-4]季度|[上下]半年)|持续推进|长期坚持"
)
"""``2026年6月底前``, ``2026年第二季度``; a month or a day alone may be the date of the document."""
ROW_END = lazy_pattern(
    rf"""
    (?: (?<=[。])\s* (?=[\u4e00-\u9fff]) | ^\s* (?=[^，。；：]{{0,60}}(?:、|局|委))(?=[^，。；：]*(?:、|[\d持长])) )
    [\u4e00-\u9fff（）、\s]{{2,90}}? {_BODY_END}
    \s*{_DATE_CELL}?
    (?:\s*\d{{1,3}})? \s* (?: $ | (?<=\d)[\u4e00-\u9fff]{{4}} )
    """,
    re.VERBOSE,
)
"""Bodies, after a sentence or alone, with nothing that says what they do: ``。市教育局、市水利局 2026年底前 3 修缮…``."""

_UNITS = r"[\u4e00-\u9fff]{0,4}(?:单位|部门|主体|机构)(?:名称)?"
_DUTIES = r"[\u4e00-\u9fff]{0,4}(?:职责|职能|分工|任务|事项)(?:内容)?"
_GAP = r"(?:\s*[|｜]\s*|\s+)"
HEADER_PAIR = lazy_pattern(
    rf"""
    (?:^|表|清单)\s*
    (?: (?:{_UNITS}{_GAP}{_DUTIES}|{_DUTIES}{_GAP}{_UNITS})(?:{_GAP}|$)                        # 单位 职责
      | {_UNITS}[\s|｜]*{_DUTIES}\s*(?=[\u4e00-\u9fff]{{2,14}}?{_BODY_END}\s*[\u4e00-\u9fff]{{2}}) )   # 单位职责市水务局疏浚…
    """,
    re.VERBOSE,
)
"""The header of a table of units and what they do, at the beginning or after a caption; without a gap a row must follow."""


SEPARATOR = lazy_pattern(r"[\t|｜]")
STOP = lazy_pattern("[。；;！？]")
_FEWEST_FIGURES = 6
_FUSED = 8
"""Digits of a figure that is several, run together."""
FEWEST_CELLS, FEWEST_WORDS, FEWEST_ROWS = 3, 8, 3
ROW_NUMBER = lazy_pattern(r"\s*(\d{1,3})(?![\d年月日.．、])")
LONGEST_WORD, SHORT_SHARE = 20, 0.7


def is_cell(text: str) -> bool:
    """Return whether a paragraph looks like a cell, or the end of a row, that became no table."""
    text = text.strip()
    return any(form.fullmatch(text) for form in (BARE_VALUE, ATTRIBUTE_CELL, DEADLINE_CELL))


def count_row_ends(text: str) -> int:
    """Return how many rows of tasks seem to end in a text: in names of bodies, or in a deadline after them."""
    return sum(1 for _ in ROW_END.finditer(text))


def is_row_of_cells(text: str) -> bool:
    """Return whether tabs, bars or blanks separate a paragraph into cells; blanks only where there are many."""
    if sum(bool(cell.strip()) for cell in SEPARATOR.split(text)) >= FEWEST_CELLS:
        return True
    words = text.split()
    return (
        len(words) >= FEWEST_WORDS
        and not STOP.search(text)
        and sum(2 <= len(word) <= LONGEST_WORD for word in words) >= SHORT_SHARE * len(words)
    )


def numbered_rows(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of texts that are rows numbered one after another, each of several words with blanks between them and no stop."""
    start, last = 0, -1
    for at, text in enumerate((*texts, "")):
        number = ROW_NUMBER.match(text)
        row = number is not None and len(text.split()) >= FEWEST_CELLS + 1 and not STOP.search(text)
        if number is None or not row or int(number[1]) != last + 1:
            if at - start >= FEWEST_ROWS and last > 0:
                yield start, at
            start = at if row else at + 1
        last = int(number[1]) if number is not None and row else -1


def is_header_cell(text: str) -> bool:
    """Return whether a paragraph is nothing but a header word."""
    text = text.strip()
    return len(text) <= 14 and HEADER_CELL.fullmatch(text) is not None


def header_row(text: str) -> int | None:
    """Return where header words follow each other in a text; None if they do not."""
    for match in finditer_from(_OPENS_HEADER, HEADER_ROW, text):
        words = HEADER_CELL.findall(match.group())
        strong = re.findall(r"序号|编号|属性|备注|名称|单位|部门|时限|时间|年限|期限|投资|进度|\d{4}年", match.group())
        if len(words) >= 3 and len(strong) >= 2:
            return match.start()
    return None


def opens_pair(text: str, after: str = "") -> bool:
    """Return whether the header of a table of units and duties begins in a text; it may go on in the paragraph ``after``."""
    match = HEADER_PAIR.search(f"{text}\n{after}")
    return match is not None and match.start() < len(text)


def squeezed_rows(text: str) -> tuple[int, int] | None:
    """Return the stretch of a text in which rows run together: attributes after digits, or many numbers and no stop."""
    text = with_wide_punctuation(text)
    closed = [match for match in ATTRIBUTE.finditer(text) if re.search(r"\d[^。；]{0,8}$", text[: match.start()])]
    if len(closed) >= 2:
        return after_last("。；，：", text, 0, closed[0].start()), closed[-1].end()
    values = list(BRACKETED.finditer(text))
    if len(values) >= 2 and not re.search("[。；]", text[values[0].start() : values[-1].end()]):
        start = after_last("。；", text, 0, values[0].start())
        stop = text.find("。", values[-1].end())
        return start, stop + 1 if stop >= 0 else len(text)
    for match in UNBROKEN.finditer(text):
        figures = DIGITS.findall(match.group())
        if len(figures) >= _FEWEST_FIGURES or sum(len(figure) >= _FUSED for figure in figures) >= FEWEST_ROWS:
            return match.span()
    return None
