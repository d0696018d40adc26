"""Indicator rows that were read with a number or a name cut: they become unread passages instead of facts.

Law: no value begins after a digit, a point or a sign, no value ends before a digit, no name ends in digits cut from a
number. Digits of neighbouring cells that ran together are split only where one split alone gives numbers of like form
and size; such rows carry ``doubt``.
"""

import re
from collections.abc import Container, Mapping
from itertools import pairwise
from typing import NamedTuple

from extractors.coverage.doubts.name_border import LONE_LETTER, is_only_border
from extractors.coverage.doubts.number_split import alike_splits
from extractors.coverage.doubts.source_characters import SourceCharacters, touches
from extractors.coverage.unread_spans import UnreadSpan
from extractors.language.full_width import DIGITS
from extractors.language.measures import MEASURE
from extractors.language.patterns import lazy_pattern
from extractors.language.values import WORDED_VALUE
from schemas import Block, Evidence, Indicator, IndicatorValue, Message, Plan

CUT_NAME = lazy_pattern(
    r"""
      (?: [）)%％][\s≥≤＞＜><]*\d[\d.]*         # 入住率（%）95
        | [≥≤＞＜><]\s*\d*[%％]?                  # 公园个数≥, 亮灯率≥7%
        | [\u4e00-\u9fff]\s*\d{2,}(?:\.\d+)? )$  # 绿地面积1200
    | ^[.、．,，）)]                             # ）绿地面积
    | [%％]\s*\d                               # 入住率%95提高
    """,
    re.X,
)
ATTRIBUTE = lazy_pattern(r"(?:约束|预期)性")
TORN_VALUE = lazy_pattern(r"以|[\u4e00-\u9fff]|.*\d以")
"""A value that is the rest of another line: 上, 3506以."""
PERCENT_INSIDE = lazy_pattern(r"[\u4e00-\u9fff]{1,8}[（(]?[%％‰]")
"""The end of a name and its measure before a value: 结率%稳步提升."""
KNOWN_MEASURE = lazy_pattern(MEASURE)
LONGEST_REST = 4
RATIO = lazy_pattern(r"\d+(?:\.\d+)?[∶:：]1")
"""A ratio ends in its 1, so that two of them in a row can be split in one way only."""
COUNTED = lazy_pattern(rf"[^\d]*[\d.]+({MEASURE})以?[上下内]")
SIGN = lazy_pattern(r"^[≥≧≤≦><＞＜约]+")
STRAY_DIGITS = lazy_pattern(rf"\d{{1,2}}(?=[\u4e00-\u9fff])(?!\d*(?:{MEASURE}|周?岁|千[伏瓦]|[号类级星环大期代]))")
"""Digits before a name that count nothing: the last decimal of the number above."""
TAIL = lazy_pattern(r"(?:％|%|‰|个百分点)?(?:左右|以上|以下|以内)?$")
MARK = lazy_pattern(r"\s*\d{1,3}\s?[.．]\s?")
PIECED = ("flattened", "run-together", "aligned", "unruled")
TORN_SHARE = 0.3
"""Share of torn rows from which on no row of a pieced table is believed."""
DOUBT = Message(
    zh="相邻单元格的数字连在一起，按全行数值形式一致拆分。",
    en="Digits of neighbouring cells run together; they were split so that the numbers of the row are alike.",
)


class Believed(NamedTuple):
    """The plan without refused rows, and the passages of these."""

    plan: Plan
    unread: tuple[UnreadSpan, ...]


def refuse_cut_rows(plan: Plan, blocks: Mapping[str, Block], source: SourceCharacters) -> Believed:
    """Take the indicators out of a plan whose numbers or names were cut, with their responsibilities."""
    pairs = zip(plan.indicators, (*plan.indicators[1:], None), strict=False)
    fates = {indicator.id: "whole" for indicator in plan.indicators}
    bordered = {below.id for above, below in pairwise(plan.indicators) if _touches_counted_name(above, below)}
    for indicator, following in pairs:
        if fates[indicator.id] == "whole":
            fates[indicator.id] = _fate(indicator, following, source, bordered)
        if following and _may_share(indicator, following):
            fates |= {indicator.id: "cut", following.id: "cut"}
    for block in {indicator.evidence.block for indicator in plan.indicators}:
        rows = [indicator for indicator in plan.indicators if indicator.evidence.block == block]
        refused = [row for row in rows if fates[row.id] == "cut"]
        table = blocks[block].table
        if table is not None and table.how in PIECED and len(refused) >= max(TORN_SHARE * len(rows), 1):
            fates |= {row.id: "cut" for row in rows}
    lost = [indicator for indicator in plan.indicators if fates[indicator.id] == "cut"]
    gone = {indicator.id for indicator in lost}
    kept = tuple(
        indicator.model_copy(update={"doubt": DOUBT}) if fates[indicator.id] == "split" else indicator
        for indicator in plan.indicators
        if indicator.id not in gone
    )
    cut = [
        promise
        for promise in plan.commitments
        if (source.cuts_before(promise.evidence) and not _is_behind_mark(promise.evidence, plan, blocks))
        or source.cuts_after(promise.evidence)
    ]
    changed = plan.model_copy(
        update={
            "indicators": kept,
            "responsibilities": tuple(duty for duty in plan.responsibilities if duty.subject not in gone),
            "commitments": tuple(promise for promise in plan.commitments if promise not in cut),
        }
    )
    passages = [*(row.evidence for row in lost), *(promise.evidence for promise in cut)]
    return Believed(changed, tuple(UnreadSpan("cut number", blocks[at.block], at.start, at.end) for at in passages))


def _is_behind_mark(quote: Evidence, plan: Plan, blocks: Mapping[str, Block]) -> bool:
    """Return whether only the list mark of a task or heading stands before a quote: 5.18周岁以下儿童溺水死亡率."""
    printed = blocks[quote.block].text[: quote.start]
    entries = (
        *((task.evidence.block, task.marker) for task in plan.tasks),
        *((heading.evidence.block, heading.marker) for heading in plan.headings),
    )
    return MARK.fullmatch(printed) is not None and any(
        block == quote.block and (marker or "").strip(".．") == printed.strip(".． \u3000") for block, marker in entries
    )


def _fate(row: Indicator, following: Indicator | None, source: SourceCharacters, bordered: Container[str]) -> str:
    """Return ``whole``, ``split`` (digits ran together and one split alone is alike) or ``cut``.

    ``bordered``: ids of rows whose names begin with a digit and can only begin where they do.
    """
    if CUT_NAME.search(row.name) or ATTRIBUTE.search(row.name) or row.name.count("（") != row.name.count("）"):
        return "cut"
    if any(value.value is None and _is_torn(value.raw, row.measure) for value in row.values):
        return "cut"
    if row.name.isdigit() or KNOWN_MEASURE.fullmatch(row.name):
        return "cut"
    if row.marker is None and row.id not in bordered and source.cuts_before(row.evidence):
        return "cut"
    if row.measure and f"{row.measure}/" in row.name:  # 公路网密度公里/百平方
        return "cut"
    fate, run = "whole", list[IndicatorValue]()
    for place, value in enumerate(row.values):
        joined = bool(run) and _goes_on(run[-1], value, source)
        if source.cuts_before(value.evidence) and not joined:
            return "cut"
        run = [*run, value] if joined else [value]
        last = place + 1 == len(row.values) or not _goes_on(value, row.values[place + 1], source)
        if last and source.cuts_after(value.evidence) and not _number_follows(value, following, source):
            if following is None or following.id not in bordered:
                return "cut"
            fate = "split"
        if last and len(run) > 1:
            numbers = _bare(tuple(item.evidence.quote.strip() for item in run))
            ratios = all(RATIO.fullmatch(number) for number in numbers)
            if not ratios and alike_splits("".join(numbers), len(numbers)) != (numbers,):
                return "cut"
            fate = "split"
    return fate


def _touches_counted_name(row: Indicator, following: Indicator) -> bool:
    """Return whether the next name begins with a number of its own right after the last value, and can begin nowhere else."""
    if following.marker is not None or not row.values or not touches(row.values[-1].evidence, following.evidence):
        return False
    beside = next((value for value in reversed(row.values[:-1]) if value.value is not None), None)
    number = TAIL.sub("", SIGN.sub("", beside.raw)) if beside else None
    return is_only_border(row.values[-1].raw, following.name, number)


def _goes_on(left: IndicatorValue, right: IndicatorValue, source: SourceCharacters) -> bool:
    """Return whether the digits of one value touch those of the next in the file."""
    return source.cuts_before(right.evidence) and touches(left.evidence, right.evidence)


def _may_share(row: Indicator, following: Indicator) -> bool:
    """Return whether characters at the border of two rows may belong to the other one: 77.95|G基站数, 183岁以下|儿童管理率."""
    if following.marker is not None or not row.values or row.evidence.block != following.evidence.block:
        return False
    last = row.values[-1]
    ends_in_digit = last.raw[-1:] in DIGITS
    if ends_in_digit and STRAY_DIGITS.match(following.name):
        return True  # whatever is between them: a line break may cut a number, too
    lacks_digit = ends_in_digit and LONE_LETTER.match(following.name)
    return touches(last.evidence, following.evidence) and bool(lacks_digit or _counts_other(last.raw, row.measure))


def _counts_other(raw: str, measure: str | None) -> bool:
    """Return whether a value prints another measure than its row: 183岁以下 in a row of shares."""
    printed = COUNTED.fullmatch(raw)
    return bool(printed and measure and not {*printed[1]} & {*measure})


def _is_torn(raw: str, measure: str | None) -> bool:
    """Return whether words in place of a number hold the rest of the name or measure before them, or two cells."""
    head = raw[:LONGEST_REST]
    inside = bool(measure) and str(measure) in head and not any(char.isdigit() for char in head)
    first = WORDED_VALUE.match(raw)
    two_cells = first is not None and WORDED_VALUE.fullmatch(raw, first.end())
    return inside or bool(two_cells or TORN_VALUE.fullmatch(raw) or PERCENT_INSIDE.match(raw))


def _bare(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the sign before the first number and the words after the last: they are no part of what ran together."""
    first, last = SIGN.sub("", numbers[0]), TAIL.sub("", numbers[-1])
    return (first, *numbers[1:-1], last)


def _number_follows(value: IndicatorValue, following: Indicator | None, source: SourceCharacters) -> bool:
    """Return whether the digits after a value are the printed number of the next row, and no more decimals: 2|9|.5."""
    marker = following.marker if following else None
    after = source.after(value.evidence, len(marker or "") + 1)
    return bool(marker) and re.match(r"\d+", after) is not None and re.match(rf"{marker}(?![.．])", after) is not None
