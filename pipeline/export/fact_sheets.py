"""The sheets of facts: tasks, responsibilities in rows, indicators, units, findings."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.export.places import INDICATORS, TASKS, PlanPlaces
from pipeline.export.words import (
    heading_path,
    marker_text,
    plan_name,
    relation_name,
    subject_text,
    value_text,
)
from pipeline.views.cards import unit_lines
from pipeline.views.counts import UNIT_COUNTS
from pipeline.views.fact_views import beyond_title
from pipeline.views.indexed_plan import IndexedPlan, UnitRegister
from pipeline.views.labels import label
from pipeline.views.phrases import HELPING, LEADING, commitment_text, units_text
from pipeline.workbook.sheet import Row, Sheet, SheetCell, SheetColumn, Value, source_link
from pipeline.workbook.spool import Spool
from schemas import Indicator, Task, Unit

PLAN = SheetColumn("计划", 15)
SEE = SheetColumn("出处", 6, "link")
DOUBT = SheetColumn("存疑", 22)
"""Why a fact may be read wrong."""


def task_sheet(rows: Spool[Row]) -> Sheet:
    """Return the sheet of every task, safeguard and annex row with its units, items, commitments and deadline."""
    columns: tuple[SheetColumn, ...] = (
        PLAN,
        SheetColumn("序号", 7, "sign"),
        SheetColumn("类别", 9, "sign"),
        SheetColumn("任务", 30),
        SheetColumn("内容", 62),
    )
    columns += (
        SheetColumn("牵头、承担单位", 24),
        SheetColumn("配合、指导单位", 24),
        SheetColumn("推进计划", 44),
        SheetColumn("数字承诺", 28),
    )
    columns += (SheetColumn("完成时限", 13, "date"), SheetColumn("所在标题", 28), DOUBT, SEE)
    note = "“分解”为附表中对正文任务的分解事项。点“¶”看原文。"
    return Sheet(TASKS, "任务", note, columns, rows, fixed=4)


def task_rows(book: IndexedPlan, places: PlanPlaces) -> Iterator[Row]:
    """Yield the rows of a plan in ``task_sheet``."""
    return (_task(book, task, places) for task in book.plan.tasks)


def _task(book: IndexedPlan, task: Task, places: PlanPlaces) -> Row:
    kind = "分解" if task.details else "保障措施" if task.kind == "safeguard" else "任务"
    duties = book.duties_of.get(task.id, ())
    items = "\n".join(f"{item.marker}. {item.text}" if item.marker else item.text for item in task.plan_items)
    commitments = "\n".join(commitment_text(entry) for entry in book.plan.commitments if entry.subject == task.id)
    heading = heading_path(book, task.heading)
    if task.details:
        heading = f"分解自 {subject_text(book, task.details)}"
    return (
        plan_name(book),
        marker_text(book, task.id),
        SheetCell(kind, style="" if kind == "任务" else "pale"),
        SheetCell(task.title, style="strong" if kind == "任务" else ""),
        beyond_title(task) or None,
        units_text(duties, LEADING),
        units_text(duties, HELPING),
        items or None,
        commitments or None,
        task.deadline.text if task.deadline else None,
        heading,
        _doubt(task),
        source_link(places.source(task.evidence)),
    )


def _doubt(fact: Task | Indicator) -> str | None:
    return fact.doubt.zh if fact.doubt else None


def duty_sheet(rows: Spool[Row]) -> Sheet:
    """Return the sheet of one row a unit and subject, as printed."""
    columns: tuple[SheetColumn, ...] = (
        PLAN,
        SheetColumn("事项", 40),
        SheetColumn("单位", 22),
        SheetColumn("原文写法", 20),
        SheetColumn("关系", 8, "sign"),
    )
    columns += (SheetColumn("原文标签", 16), SheetColumn("次序", 6, "number"), SheetColumn("备注", 22), SEE)
    note = "每行一个单位在一个事项上的角色，照原文所印；由条款推定的关系见“关系”。可按单位、关系筛选。"
    return Sheet("责任清单", "责任清单", note, columns, rows, fixed=2)


def duty_rows(book: IndexedPlan, places: PlanPlaces, units: Mapping[str, Unit]) -> Iterator[Row]:
    """Yield the rows of a plan in ``duty_sheet``. ``units``: by id, as this plan and those before it name them first."""
    for duty in book.plan.responsibilities:
        unit = units.get(duty.unit)
        notes = [f"等{duty.open_text or ''}" if duty.open_ended else "", "由上文承接" if duty.inherited else ""]
        notes.append("按文件自定规则" if duty.rule else "")
        notes.append(f"存疑：{duty.doubt.zh}" if duty.doubt else "")
        yield (
            plan_name(book),
            subject_text(book, duty.subject),
            unit.name if unit else duty.name,
            duty.name,
            SheetCell(relation_name(duty.relation), style=duty.relation),
            duty.label or None,
            duty.position,
            "；".join(note for note in notes if note) or None,
            source_link(places.source(duty.evidence)),
        )


class IndicatorRow(NamedTuple):
    """An indicator before the years of the columns are known. ``values``: text or number, and whether it was reached already."""

    head: Row
    values: Mapping[int | None, tuple[Value, bool]]
    end: Row


def indicator_sheet(entries: Spool[IndicatorRow]) -> Sheet:
    """Return the indicators with one column per year; values already reached have a grey background."""
    printed: set[int | None] = set()
    for entry in entries:
        printed |= entry.values.keys()
    years: list[int | None] = [*sorted(year for year in printed if year is not None)]
    years += [None] if None in printed else []
    columns: tuple[SheetColumn, ...] = (
        PLAN,
        SheetColumn("序号", 7, "sign"),
        SheetColumn("类别", 14),
        SheetColumn("指标", 34),
        SheetColumn("计量单位", 10, "sign"),
    )
    columns += tuple(SheetColumn(f"{year}年" if year else "未标年份", 11, "number") for year in years)
    columns += (
        SheetColumn("增速", 12),
        SheetColumn("属性", 9, "sign"),
        SheetColumn("责任单位", 24),
        SheetColumn("备注", 22),
        DOUBT,
        SEE,
    )
    rows = ((*entry.head, *(_value(entry, year) for year in years), *entry.end) for entry in entries)
    note = "灰底为已完成值或基期值，其余为计划值、目标值；文字目标照录原文。"
    return Sheet(INDICATORS, "指标", note, columns, rows, fixed=4)


def _value(entry: IndicatorRow, year: int | None) -> SheetCell:
    value, known = entry.values.get(year, (None, False))
    return SheetCell(value, style="known" if known else "")


def indicator_rows(book: IndexedPlan, places: PlanPlaces) -> Iterator[IndicatorRow]:
    """Yield the indicators of a plan."""
    for entry in book.plan.indicators:
        years = dict.fromkeys(value.year for value in entry.values if value.kind != "growth_rate")
        growth = "；".join(value.raw for value in entry.values if value.kind == "growth_rate")
        yield IndicatorRow(
            (plan_name(book), entry.marker, entry.category, SheetCell(entry.name, style="strong"), entry.measure),
            {year: value_text(entry, year) for year in years},
            (
                growth or None,
                entry.attribute,
                units_text(book.duties_of.get(entry.id, ()), LEADING + HELPING),
                entry.note,
                _doubt(entry),
                source_link(places.source(entry.evidence)),
            ),
        )


def unit_sheet(register: UnitRegister) -> Sheet:
    """Return all units with what they carry, those that lead most first."""
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("单位", 26),
        SheetColumn("其他写法", 30),
        SheetColumn("类别", 11, "sign"),
        SheetColumn("层级", 9, "sign"),
    )
    columns += (SheetColumn("所属地区", 12, "sign"),)
    columns += tuple(SheetColumn(label(f"count.{key}").zh, 9, "number") for key in UNIT_COUNTS)
    note = "数的是事项（任务、标题、指标），同一事项只数一次；只在分解表中写明的，计入所分解的任务。"
    return Sheet("单位", "单位", note, columns, _unit_rows(register), fixed=1)


def _unit_rows(register: UnitRegister) -> Iterator[Row]:
    by_page = {register.unit_page(id): unit for id, unit in register.units.items()}
    for line in unit_lines(register):
        unit = by_page[line.href]
        level = label(f"level.{unit.level}").zh if unit.level else None
        yield (
            SheetCell(unit.name, style="strong"),
            "、".join(unit.aliases) or None,
            label(f"unit_kind.{unit.kind}").zh,
            level,
            unit.jurisdiction,
            *(getattr(line.statistics, key) for key in UNIT_COUNTS),
        )


def finding_sheet(rows: Spool[Row]) -> Sheet:
    """Return the sheet of the audit's findings with the passages of both sides."""
    columns: tuple[SheetColumn, ...] = (
        PLAN,
        SheetColumn("轻重", 8, "sign"),
        SheetColumn("判断", 12, "sign"),
        SheetColumn("说明", 56),
        SheetColumn("所涉事项", 36),
    )
    columns += (SheetColumn("原文甲", 40), SheetColumn("甲处", 6, "link"))
    columns += (
        SheetColumn("原文乙", 40),
        SheetColumn("乙处", 6, "link"),
        SheetColumn("已知的理由", 22),
        SheetColumn("代码", 22),
    )
    note = "文件自身前后不一之处，两边原文并列；点“¶”看出处。"
    return Sheet("审核发现", "审核发现", note, columns, rows, fixed=1)


def finding_rows(book: IndexedPlan, places: PlanPlaces) -> Iterator[Row]:
    """Yield the rows of a plan in ``finding_sheet``."""
    for found in book.plan.findings:
        sides: list[SheetCell] = []
        for side in found.sides[:2]:
            sides += [SheetCell(" ".join(side.quote.split())[:300]), source_link(places.source(side))]
        subjects = "\n".join(subject_text(book, subject) for subject in found.subjects)
        yield (
            plan_name(book),
            SheetCell(label(f"severity.{found.severity}").zh, style=found.severity),
            label(f"verdict.{found.verdict}").zh,
            found.message.zh,
            subjects or None,
            *(sides + [SheetCell(None)] * 4)[:4],
            found.acknowledged,
            SheetCell(found.code, style="pale"),
        )
