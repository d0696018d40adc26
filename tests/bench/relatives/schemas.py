"""Tables of unusual form: header trees, units under the header, part rows, ranges, merged units, one cell with two roles."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.fit import words

Fact = tuple[str, str, str]
"""(indicator, year, value as printed) or (title of the task, unit or date, role or 时限)."""


class Cell(NamedTuple):
    """A cell with its text, and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


Row = list[Cell | None]
"""None where a cell above or on the left reaches."""


class Table(NamedTuple):
    """A table as it was before anything happened to it."""

    head: list[Row]
    body: list[Row]
    facts: frozenset[Fact]
    caption: str = "主要指标表"


def header(*texts: str) -> list[Row]:
    """Return a header of one row."""
    return [[Cell(text) for text in texts]]


def _series(rng: random.Random, count: int) -> list[str]:
    """Return values of one form that grow."""
    digits = rng.choice([0, 0, 1, 2])
    number = rng.uniform(3, 90) if digits or rng.random() < 0.5 else rng.uniform(100, 9000)
    found = []
    for _ in range(count):
        found.append(rng.choice(["", "", "", "", "≥"]) + f"{number:.{digits}f}")
        number *= rng.uniform(1.05, 1.4)
    return found


def _drawn(rng: random.Random) -> Iterator[tuple[int, str, str, str]]:
    """Yield number, name, measure and attribute of some indicators."""
    chosen = [pair for pair in words.INDICATORS if pair[1] != "-"]
    for at, (name, measure) in enumerate(rng.sample(chosen, rng.randint(6, 10)), 1):
        yield at, name, measure, rng.choice(["约束性", "预期性"])


def _facts(name: str, years: list[str], values: list[str]) -> Iterator[Fact]:
    return ((name, year, value) for year, value in zip(years, values, strict=True))


def three_levels(rng: random.Random) -> Table:
    """指标值 over 现状 and 规划, over years."""
    head: list[Row] = [
        [Cell("序号", 3), Cell("指标名称", 3), Cell("单位", 3), Cell("指标值", 1, 3), None, None, Cell("属性", 3)],
        [None, None, None, Cell("现状", 1, 2), None, Cell("规划"), None],
        [None, None, None, Cell("2024年"), Cell("2025年"), Cell("2030年"), None],
    ]
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, name, measure, attribute in _drawn(rng):
        values = _series(rng, 3)
        body.append([*map(Cell, (str(number), name, measure, *values, attribute))])
        facts |= set(_facts(name, ["2024", "2025", "2030"], values))
    return Table(head, body, frozenset(facts))


def unknown_word(rng: random.Random) -> Table:
    """A column whose header word no lexicon has, between known ones."""
    odd = rng.choice(["统计口径", "填报频次", "台账编码", "取数系统"])
    texts = {"统计口径": "年报", "填报频次": "每季度", "台账编码": "乙类", "取数系统": "共享库"}
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, name, measure, _ in _drawn(rng):
        values = _series(rng, 2)
        body.append([*map(Cell, (str(number), name, measure, texts[odd], *values))])
        facts |= set(_facts(name, ["2025", "2028"], values))
    return Table(header("序号", "指标名称", "单位", odd, "2025年实际值", "2028年目标值"), body, frozenset(facts))


def ranges(rng: random.Random) -> Table:
    """Ranges, values of two figures, dates and words as values."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, name, measure, attribute in _drawn(rng):
        low = rng.randint(20, 60)
        values = rng.choice(
            [
                [str(low), f"{low + 3}—{low + 9}"],
                [f"{low}/{low + 30}", f"{low + 4}/{low + 38}"],
                ["—", f"20{rng.randint(26, 29)}年底建成"],
                ["持续改善", "达到国家要求"],
                [str(low), str(low + 11)],
                [f"{low}.5", f"{low + 8}.5左右"],
            ]
        )
        body.append([*map(Cell, (str(number), name, measure, *values, attribute))])
        facts |= {fact for fact in _facts(name, ["2025", "2029"], values) if fact[2] != "—"}
    return Table(header("序号", "指标", "计量单位", "2025年", "2029年", "属性"), body, frozenset(facts))


def part_rows(rng: random.Random) -> Table:
    """其中 rows below their whole, a total and a remark at the end."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, name, measure, _ in _drawn(rng):
        values = [str(rng.randint(200, 900)), str(rng.randint(901, 3000))]
        body.append([*map(Cell, (str(number), name, measure, *values))])
        facts |= set(_facts(name, ["2025", "2030"], values))
        if rng.random() < 0.4:
            part = rng.choice(["农村地区", "中心城区", "公办机构"])
            some = [str(int(value) // 3) for value in values]
            body.append([*map(Cell, ("", f"其中：{part}", measure, *some))])
            facts |= set(_facts(part, ["2025", "2030"], some))
    return Table(header("序号", "指标名称", "单位", "2025年", "2030年"), body, frozenset(facts))


def measures_in_a_row(rng: random.Random) -> Table:
    """A row of measures right below the header."""
    head: list[Row] = [
        [Cell("指标名称", 2), Cell("2025年完成"), Cell("2026年计划"), Cell("属性", 2)],
        [None, Cell("（万元）"), Cell("（万元）"), None],
    ]
    body: list[Row] = []
    facts: set[Fact] = set()
    for _, name, _, attribute in _drawn(rng):
        values = _series(rng, 2)
        body.append([*map(Cell, (name, *values, attribute))])
        facts |= set(_facts(name, ["2025", "2026"], values))
    return Table(head, body, frozenset(facts))


def digits_in_names(rng: random.Random) -> Table:
    """Names that begin or end with a digit, and values beside them."""
    odd = [
        ("5G用户普及率", "%"), ("3岁以下托位数", "个"), ("65岁以上老人体检率", "%"), ("12岁以下儿童免疫接种率", "%"),
        ("30分钟通勤人口比重", "%"), ("高峰时段PM2.5浓度", "微克/立方米"), ("4A级以上景区", "家"), ("15分钟生活圈覆盖率", "%"),
    ]  # fmt: skip
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, (name, measure) in enumerate(rng.sample(odd, 7), 1):
        values = _series(rng, 2)
        body.append([*map(Cell, (str(number), name, measure, *values, "预期性"))])
        facts |= set(_facts(name, ["2025", "2030"], values))
    return Table(header("序号", "指标名称", "单位", "2025年基期值", "2030年目标值", "指标属性"), body, frozenset(facts))


def titles(rng: random.Random, count: int = 7) -> list[str]:
    """Return titles of tasks, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[rng.choice(words.VERBS) + rng.choice(words.THINGS)] = None
    return list(found)


def merged_leads(rng: random.Random) -> Table:
    """Lead cells that cover several rows."""
    body: list[Row] = []
    facts: set[Fact] = set()
    left, lead = 0, ""
    works = titles(rng)
    for number, title in enumerate(works, 1):
        cell = None
        if not left:
            lead = rng.choice([unit for unit in words.UNITS if unit != lead])
            left = min(rng.randint(1, 3), len(works) - number + 1)
            cell = Cell(lead, left)
        left -= 1
        date, helper = rng.choice(words.DATES), rng.choice([unit for unit in words.UNITS if unit != lead])
        body.append([Cell(str(number)), Cell(title), cell, Cell(helper), Cell(date)])
        facts |= {(title, lead, "lead"), (title, helper, "support"), (title, date, "时限")}
    return Table(header("序号", "重点任务", "牵头单位", "配合单位", "完成时限"), body, frozenset(facts), "任务分工表")


def roles_in_one_cell(rng: random.Random) -> Table:
    """A牵头，B、C配合 in one cell."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng), 1):
        lead, *others = rng.sample(words.UNITS, rng.choice([2, 3]))
        body.append([*map(Cell, (str(number), title, f"{lead}牵头，{'、'.join(others)}配合", rng.choice(words.DATES)))])
        facts |= {(title, lead, "lead"), *((title, other, "support") for other in others)}
        facts.add((title, body[-1][3].text if body[-1][3] else "", "时限"))
    return Table(header("序号", "工作任务", "责任分工", "完成时间"), body, frozenset(facts), "任务分工表")


def aims_and_persons(rng: random.Random) -> Table:
    """Title and content columns, a person, numbers within the sentences."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng), 1):
        unit, date = rng.choice(words.UNITS), rng.choice(words.DATES)
        content = (
            f"{rng.choice(words.AIMS)}，{rng.choice(words.AIMS)}；力争{2025 + number % 4}年底前完成{number}{number}处。"
        )
        person = rng.choice("赵钱孙李周吴") + rng.choice(["明", "建国", "小红", "志强"])
        body.append([*map(Cell, (str(number), title, content, unit, person, date))])
        facts |= {(title, unit, "responsible"), (title, date, "时限"), (title, person, "责任人")}
    return Table(
        header("序号", "任务名称", "工作内容", "责任单位", "责任人", "完成时限"), body, frozenset(facts), "任务清单"
    )


SCHEMAS: dict[str, Callable[[random.Random], Table]] = {
    "three-levels": three_levels,
    "unknown-word": unknown_word,
    "ranges": ranges,
    "part-rows": part_rows,
    "measure-row": measures_in_a_row,
    "digit-names": digits_in_names,
    "merged-leads": merged_leads,
    "one-cell": roles_in_one_cell,
    "persons": aims_and_persons,
}
