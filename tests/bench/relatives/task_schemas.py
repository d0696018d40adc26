"""Tables of work of many forms: duties of units, projects, ledgers, leaders before units, steps by year, totals, remarks."""

import random
from collections.abc import Callable

from tests.bench.relatives.schemas import Cell, Fact, Row, Table, header, titles
from tests.fit import words

_PLACES = (
    "云岭镇人民政府",
    "东湖街道办事处",
    "西塘街道办事处",
    "石桥镇人民政府",
    "滨河新城管委会",
    "各镇人民政府、各街道办事处",
)
_PERSONS = ("赵明远", "钱建国", "孙小红", "李志强", "周文", "吴晓燕")


def _row(*texts: str) -> Row:
    return [Cell(text) for text in texts]


def _sentence(rng: random.Random) -> str:
    return "，".join(rng.sample(words.AIMS, 2)) + "。"


def unit_duties(rng: random.Random) -> Table:
    """Each member unit and what it answers for."""
    names = rng.choice([("成员单位", "职责分工"), ("部门", "主要职责"), ("责任单位", "工作职责")])
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, unit in enumerate(rng.sample(words.UNITS, 6), 1):
        duty = f"负责{rng.choice(words.THINGS)}，{rng.choice(words.AIMS)}。"
        body.append(_row(str(number), unit, duty))
        facts.add((duty, unit, "responsible"))
    return Table(header("序号", *names), body, frozenset(facts), "成员单位职责分工表")


def projects(rng: random.Random, total: bool = False) -> Table:
    """Projects with investment and years of building."""
    named = rng.choice(["总投资（万元）", "计划投资（万元）", "估算投资（万元）"])
    years = rng.choice(["建设年限", "建设周期", "起止年限"])
    kind = years if years == "建设周期" else "时限"
    body: list[Row] = []
    facts: set[Fact] = set()
    money = 0
    for number, thing in enumerate(rng.sample(words.THINGS, 6), 1):
        title, unit = f"{thing}项目", rng.choice(words.UNITS)
        cost = rng.randint(120, 9800)
        span = f"{rng.randint(2024, 2026)}—{rng.randint(2027, 2029)}年"
        body.append(_row(str(number), title, _sentence(rng), str(cost), span, unit))
        facts |= {(title, unit, "responsible"), (title, str(cost), named), (title, span, kind)}
        money += cost
    if total:
        body.append([Cell("合计", 1, 3), None, None, Cell(str(money)), Cell(""), Cell("")])
    head = header(
        "序号", "项目名称", rng.choice(["建设内容", "建设内容及规模", "主要建设内容"]), named, years, "责任单位"
    )
    return Table(head, body, frozenset(facts), "重点项目清单")


def totalled_projects(rng: random.Random) -> Table:
    """Projects with a total below them, which is no project."""
    return projects(rng, total=True)


def ledger(rng: random.Random) -> Table:
    """A ledger whose lead and support share one cell, and its progress."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng, 6), 1):
        lead, other = rng.sample(words.UNITS, 2)
        date = rng.choice(words.DATES)
        form = rng.choice(["{0}牵头，{1}配合", "{0}（牵头）、{1}（配合）", "牵头单位：{0}；配合单位：{1}"])
        body.append(_row(str(number), title, form.format(lead, other), date, rng.choice(["正在推进", "已完成", "—"])))
        facts |= {(title, lead, "lead"), (title, other, "support"), (title, date, "时限")}
    return Table(header("编号", "工作事项", "责任单位", "完成时限", "进展情况"), body, frozenset(facts), "工作台账")


def leaders(rng: random.Random) -> Table:
    """A leader before the units that answer."""
    label = rng.choice(["包保领导", "责任领导", "分管领导"])
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng, 6), 1):
        unit, person, date = rng.choice(words.UNITS), rng.choice(_PERSONS), rng.choice(words.DATES)
        body.append(_row(str(number), title, person, unit, date))
        facts |= {(title, unit, "responsible"), (title, person, label), (title, date, "时限")}
    return Table(header("序号", "重点任务", label, "责任单位", "完成时限"), body, frozenset(facts), "重点任务清单")


def leaders_alone(rng: random.Random) -> Table:
    """Persons where no unit is named."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng, 6), 1):
        person, date = rng.choice(_PERSONS), rng.choice(words.DATES)
        body.append(_row(str(number), title, _sentence(rng), person, date))
        facts |= {(title, person, "责任人"), (title, date, "时限")}
    head = header("序号", "任务名称", "工作内容", "责任人", "完成时限")
    return Table(head, body, frozenset(facts), "任务清单")


def places(rng: random.Random) -> Table:
    """Towns and districts as units, with the departments that guide them."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for title in titles(rng, 6):
        place, unit = rng.choice(_PLACES), rng.choice(words.UNITS[:10])
        body.append(_row(title, place, unit))
        facts |= {(title, name, "responsible") for name in place.split("、")}
        facts.add((title, unit, "lead"))
    return Table(header("工作任务", "责任单位", "牵头部门"), body, frozenset(facts), "任务分工表")


def remarks(rng: random.Random) -> Table:
    """Areas merged over their tasks, and remarks that are mostly empty."""
    body: list[Row] = []
    facts: set[Fact] = set()
    left = 0
    works = titles(rng)
    for number, title in enumerate(works, 1):
        area = None
        if not left:
            left = min(rng.randint(2, 3), len(works) - number + 1)
            area = Cell(rng.choice(words.CATEGORIES), left)
        left -= 1
        unit, note = rng.choice(words.UNITS), rng.choice(["", "", "新增事项"])
        body.append([area, *_row(str(number), title, unit, note)])
        facts.add((title, unit, "responsible"))
    return Table(header("领域", "序号", "主要任务", "责任部门", "备注"), body, frozenset(facts), "任务分解表")


def policies(rng: random.Random) -> Table:
    """Measures with the units that carry them out, and till when."""
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng, 6), 1):
        lead, *others = rng.sample(words.UNITS, rng.choice([2, 3]))
        date = rng.choice(words.DATES)
        body.append(_row(str(number), title, lead, "、".join(others), date))
        facts |= {(title, lead, "lead"), (title, date, "时限"), *((title, other, "support") for other in others)}
    head = header("序号", rng.choice(["具体举措", "政策措施"]), "主责单位", "协同单位", "时间节点")
    return Table(head, body, frozenset(facts), "政策措施清单")


def two_level_units(rng: random.Random) -> Table:
    """责任分工 over 牵头单位 and 配合单位."""
    head: list[Row] = [
        [Cell("序号", 2), Cell("重点工作", 2), Cell("责任分工", 1, 2), None, Cell("完成时限", 2)],
        [None, None, Cell("牵头单位"), Cell("配合单位"), None],
    ]
    body: list[Row] = []
    facts: set[Fact] = set()
    for number, title in enumerate(titles(rng, 6), 1):
        lead, other, date = *rng.sample(words.UNITS, 2), rng.choice(words.DATES)
        body.append(_row(str(number), title, lead, other, date))
        facts |= {(title, lead, "lead"), (title, other, "support"), (title, date, "时限")}
    return Table(head, body, frozenset(facts), "重点工作分工表")


SCHEMAS: dict[str, Callable[[random.Random], Table]] = {
    "unit-duties": unit_duties,
    "projects": projects,
    "totals": totalled_projects,
    "ledger": ledger,
    "leaders": leaders,
    "leaders-alone": leaders_alone,
    "places": places,
    "remarks": remarks,
    "policies": policies,
    "two-level": two_level_units,
}
