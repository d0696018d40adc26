"""A 合计 row against the rows that it sums, column by column."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from pipeline.audit.catalogue import finding
from pipeline.audit.numbers import Interval, cell, half_unit, plain
from schemas import Document, Finding, Indicator, IndicatorValue, Message, Plan
from schemas.finding import Verdict

LEAST = 2
"""Rows that a total must have: a total of one row proves nothing."""
NO_NUMBER = Message(zh="，余{left}；“{text}”一格未列数字", en=", which leaves {left} for “{text}”, which has no number")


class SummedColumn(NamedTuple):
    """One total cell with the cells that it sums: those with a number, and those with text instead."""

    name: str
    total: IndicatorValue
    parts: tuple[IndicatorValue, ...]
    texts: tuple[IndicatorValue, ...]


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield one column-sum finding for each number of a total row; sums that agree are said too."""
    for column in columns(plan):
        yield _judge(column, tuple(indicator.id for indicator in plan.indicators if column.total in indicator.values))


def columns(plan: Plan) -> Iterator[SummedColumn]:
    """Find what each total sums: the rows above it up to the last total, or the rows below a total that comes first.

    Rows that only break another down (其中：…) are not summed again.
    """
    for _, rows in groupby(plan.indicators, key=lambda indicator: indicator.table):
        above: list[Indicator] = []
        head: Indicator | None = None
        for row in rows:
            if not row.total:
                above.append(row)
            elif above:
                yield from _columns(row, above)
                above = []
            else:
                head = row
        if head is not None and above:
            yield from _columns(head, above)


def _columns(total: Indicator, rows: list[Indicator]) -> Iterator[SummedColumn]:
    summed = [row for row in rows if "其中" not in row.name and row.measure == total.measure]
    for value in total.values:
        if value.value is None or value.kind == "growth_rate":
            continue
        cells = [c for row in summed for c in row.values if (c.year, c.kind) == (value.year, value.kind)]
        numbers = tuple(c for c in cells if c.value is not None)
        if len(numbers) >= LEAST:
            texts = tuple(c for c in cells if c.value is None and any(char.isalnum() for char in c.raw))
            yield SummedColumn(total.name, value, numbers, texts)


def _judge(column: SummedColumn, subjects: tuple[str, ...]) -> Finding:
    total = column.total.value or 0.0
    total_sum = sum(c.value or 0.0 for c in column.parts)
    rest = total - total_sum
    verdict, note = _verdict(column, total_sum)
    if column.texts and rest > 0:
        text, left = column.texts[0].raw[:24], plain(rest)
        verdict = "scope"
        note = NO_NUMBER.format(left=left, text=text)
    return finding(
        "column-sum",
        verdict,
        (column.total.evidence, *(c.evidence for c in (*column.parts, *column.texts))),
        subjects,
        year="" if column.total.year is None else Message(zh=f"{column.total.year}年", en=f"{column.total.year}: "),
        total=column.name,
        printed=column.total.raw,
        sum=plain(total_sum),
        note=note,
    )


def _verdict(column: SummedColumn, total_sum: float) -> tuple[Verdict, Message]:
    """Grade a sum: equal, within the rounding of printed places, within what 左右 and 以上 leave open, or neither."""
    total = column.total.value or 0.0
    slack = sum(half_unit(c.raw) for c in (column.total, *column.parts))
    gap = plain(abs(total - total_sum))
    if abs(total - total_sum) < 1e-9:
        return "agrees", Message(zh="", en="")
    if abs(total - total_sum) <= slack:
        return "rounding", Message(zh=f"，相差{gap}，在舍入误差之内", en=f", {gap} apart, within rounding")
    intervals = [cell(c) for c in column.parts]
    reach = Interval(sum(i.low for i in intervals), sum(i.high for i in intervals))
    if reach.meets(cell(column.total)):
        return "approximate", Message(zh=f"，相差{gap}（含约数）", en=f", {gap} apart (some values are approximate)")
    return "unexplained", Message(zh=f"，相差{gap}", en=f", {gap} apart")
