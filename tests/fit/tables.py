"""Tables drawn at random: which columns, what is in the rows, which cells are merged."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.fit import words

Cells = tuple[str, ...]
"""One row; an empty string where nothing is printed."""


class DrawnTable(NamedTuple):
    """A table as it was before it was flattened."""

    head: Cells
    """Words in the order in which they are printed, also those of a second row."""
    labels: Cells
    """The lowest header word of each column."""
    rows: tuple[Cells, ...]
    groups: tuple[tuple[int, str], ...] = ()
    """Headings over the whole width, each with the row that it stands above."""


def _numbers(rng: random.Random, count: int) -> Iterator[str]:
    """Yield values of one form and like size."""
    digits = rng.choice([0, 0, 0, 1, 1, 2])
    number = rng.choice([rng.uniform(2, 99), rng.uniform(100, 20000)]) if digits == 0 else rng.uniform(0.5, 99)
    factor = rng.choice([rng.uniform(1.0, 1.8), rng.uniform(1.0, 1.8), rng.uniform(0.6, 1.0)])
    for _ in range(count):
        text = f"{number:.{digits}f}"
        sign = rng.choices(["", "≥", "≤", "〔", "以上", "左右", "%"], [20, 3, 1, 1, 1, 1, 1])[0]
        yield f"〔{text}〕" if sign == "〔" else sign + text if sign in ("≥", "≤") else text + sign
        number *= factor * rng.uniform(0.95, 1.05)


def _values(rng: random.Random, count: int) -> Cells:
    found = list(_numbers(rng, count))
    for at in range(count):
        if rng.random() < 0.07:
            found[at] = rng.choice(words.VALUE_WORDS)
        elif rng.random() < 0.06:
            found[at] = rng.choice(["—", "-", "/"])
    if rng.random() < 0.06:
        return _two_figures(rng, count)
    return tuple(found)


def _two_figures(rng: random.Random, count: int) -> Cells:
    """Return values of two figures or with the mark of a note, one form a row: 98%（新建）80%（在建）, 12—15, 35%1."""
    form = rng.choice(["{0}%（{2}）{1}%（{3}）", "{0}—{1}", "{0}/{1}", "{0}%1", "{0}（{2}）{1}（{3}）"])
    names = rng.sample(["新建项目", "在建项目", "中心城区", "各镇", "区管河道", "市考断面"], 2)
    low = rng.randint(20, 60)
    return tuple(form.format(low + 3 * at, low + 3 * at + rng.randint(2, 9), *names) for at in range(count))


def _units(rng: random.Random, least: int, most: int) -> str:
    return "、".join(rng.sample(words.UNITS, rng.randint(least, most)))


def _title(rng: random.Random) -> str:
    return rng.choice(words.VERBS) + rng.choice(words.THINGS)


def _content(rng: random.Random) -> str:
    clauses = [_title(rng), *rng.sample(words.AIMS, rng.randint(1, 3))]
    return "，".join(clauses) + rng.choice(["。", "。", "。", "；", ""])


def indicators(rng: random.Random) -> DrawnTable:
    """Draw a table of indicators: number, category, measure, attribute, units and the years as the dice have it."""
    numbered, measured, attributed = rng.random() < 0.75, rng.random() < 0.8, rng.random() < 0.6
    grouped, led, noted = rng.random() < 0.35, rng.random() < 0.2, rng.random() < 0.1
    years = sorted(rng.sample(range(2020, 2036), rng.choice([1, 2, 2, 2, 3])))
    forms = rng.choice([("年", "年"), ("年实际值", "年目标值"), ("年", "年目标"), ("年完成", "年计划")])
    names = [f"{year}{forms[0] if at == 0 and len(years) > 1 else forms[1]}" for at, year in enumerate(years)]
    before = (["类别"] if grouped else []) + (["序号"] if numbered else [])
    middle = [rng.choice(["指标名称", "指标", "主要指标"])] + ([rng.choice(["单位", "计量单位"])] if measured else [])
    after = (["属性"] if attributed else []) + ([rng.choice(["责任单位", "牵头单位"])] if led else [])
    labels = (*before, *middle, *names, *after, *(["备注"] if noted else []))
    above = len(years) > 1 and forms == ("年", "年") and rng.random() < 0.5
    cut = len(before) + len(middle)
    head = (*labels[:cut], "目标值", *labels[cut + len(years) :], *names) if above else labels
    rows: list[Cells] = []
    left = 0
    for at, (name, measure) in enumerate(rng.sample(words.INDICATORS, rng.randint(5, 14))):
        category = ""
        if grouped and left == 0:
            category, left = rng.choice(words.CATEGORIES), rng.randint(2, 4)
        left -= 1
        shown = name if measured or rng.random() < 0.1 else f"{name}（{measure}）"
        first = ([category] if grouped else []) + ([str(at + 1)] if numbered else [])
        last = ([rng.choice(["约束性", "预期性"])] if attributed else []) + ([_units(rng, 1, 3)] if led else [])
        note = [rng.choice(["", "", "累计值"])] if noted else []
        rows.append((*first, shown, *([measure] if measured else []), *_values(rng, len(years)), *last, *note))
    return DrawnTable(head, labels, tuple(rows))


def tasks(rng: random.Random) -> DrawnTable:
    """Draw a table of tasks: title, content or both, one or two unit columns, deadline, merged areas or headings."""
    titled = rng.random() < 0.75
    described = not titled or rng.random() < 0.5
    split, dated, grouped = rng.random() < 0.5, rng.random() < 0.6, rng.random() < 0.3
    numbered = rng.random() < 0.85
    labels = (["领域"] if grouped else []) + (["序号"] if numbered else [])
    labels += [rng.choice(["重点任务", "工作任务", "任务名称"])] if titled else []
    labels += [rng.choice(["主要内容", "工作内容", "具体措施"])] if described else []
    labels += ["牵头单位", "配合单位"] if split else ["责任单位"]
    labels += [rng.choice(["完成时限", "完成时间"])] if dated else []
    rows: list[Cells] = []
    left = 0
    for at in range(rng.randint(4, 10)):
        area = ""
        if grouped and left == 0:
            area, left = (
                rng.choice(["", f"（{'一二三四五'[at % 5]}）"]) + rng.choice(words.CATEGORIES),
                rng.randint(2, 4),
            )
        left -= 1
        row = ([area] if grouped else []) + ([str(at + 1)] if numbered else [])
        row += ([_title(rng)] if titled else []) + ([_content(rng)] if described else [])
        row += [_units(rng, 1, 2), rng.choice([_units(rng, 1, 4), "—"])] if split else [_units(rng, 1, 4)]
        rows.append((*row, *([rng.choice(words.DATES)] if dated else [])))
    groups = ((0, "（一）" + rng.choice(words.CATEGORIES)), (3, "（二）" + rng.choice(words.CATEGORIES)))
    headed = not grouped and rng.random() < 0.2
    return DrawnTable(tuple(labels), tuple(labels), tuple(rows), groups if headed else ())


SCHEMAS: dict[str, Callable[[random.Random], DrawnTable]] = {"indicators": indicators, "tasks": tasks}
