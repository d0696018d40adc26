"""The sheets of facts: tasks, responsibilities in rows, indicators, units, findings."""

from collections.abc import Iterator

from pipeline.export.places import INDICATORS, TASKS, Places
from pipeline.export.words import (
    heading_path,
    marker_text,
    plan_name,
    relation_name,
    subject_text,
    value_text,
)
from pipeline.views.cards import unit_lines
from pipeline.views.fact_views import beyond_title
from pipeline.views.indexed_plan import IndexedCorpus, IndexedPlan
from pipeline.views.labels import label
from pipeline.views.phrases import HELPING, LEADING, commitment_text, units_text
from pipeline.workbook.sheet import Cell, Column, Row, Sheet, see
from schemas import Task

PLAN = Column("计划", 15)
SEE = Column("出处", 6, "link")


def task_sheet(shelf: IndexedCorpus, places: Places) -> Sheet:
    """Return every task, safeguard and annex row with its units, items, commitments and deadline."""
    columns: tuple[Column, ...] = (
        PLAN,
        Column("序号", 7, "sign"),
        Column("类别", 9, "sign"),
        Column("任务", 30),
        Column("内容", 62),
    )
    columns += (
        Column("牵头、承担单位", 24),
        Column("配合、指导单位", 24),
        Column("推进计划", 44),
        Column("数字承诺", 28),
    )
    columns += (Column("完成时限", 13, "date"), Column("所在标题", 28), SEE)
    rows = tuple(_task(book, task, places) for book in shelf.books for task in book.plan.tasks)
    note = "“分解”为附表中对正文任务的分解事项。点“¶”看原文。"
    return Sheet(TASKS, "任务", note, columns, rows, fixed=4)


def _task(book: IndexedPlan, task: Task, places: Places) -> Row:
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
        Cell(kind, style="" if kind == "任务" else "pale"),
        Cell(task.title, style="strong" if kind == "任务" else ""),
        beyond_title(task) or None,
        units_text(duties, LEADING),
        units_text(duties, HELPING),
        items or None,
        commitments or None,
        task.deadline.text if task.deadline else None,
        heading,
        see(places.source(book.plan.plan.id, task.evidence)),
    )


def duty_sheet(shelf: IndexedCorpus, places: Places) -> Sheet:
    """Return one row a unit and subject, as printed."""
    columns: tuple[Column, ...] = (
        PLAN,
        Column("事项", 40),
        Column("单位", 22),
        Column("原文写法", 20),
        Column("关系", 8, "sign"),
    )
    columns += (Column("原文标签", 16), Column("次序", 6, "number"), Column("备注", 22), SEE)
    rows = tuple(row for book in shelf.books for row in _duties(book, shelf, places))
    note = "每行一个单位在一个事项上的角色，照原文所印；由条款推定的关系见“关系”。可按单位、关系筛选。"
    return Sheet("责任清单", "责任清单", note, columns, rows, fixed=2)


def _duties(book: IndexedPlan, shelf: IndexedCorpus, places: Places) -> Iterator[Row]:
    for duty in book.plan.responsibilities:
        unit = shelf.units.get(duty.unit)
        notes = [f"等{duty.open_text or ''}" if duty.open_ended else "", "由上文承接" if duty.inherited else ""]
        notes.append("按文件自定规则" if duty.rule else "")
        yield (
            plan_name(book),
            subject_text(book, duty.subject),
            unit.name if unit else duty.name,
            duty.name,
            Cell(relation_name(duty.relation), style=duty.relation),
            duty.label or None,
            duty.position,
            "；".join(note for note in notes if note) or None,
            see(places.source(book.plan.plan.id, duty.evidence)),
        )


def indicator_sheet(shelf: IndexedCorpus, places: Places) -> Sheet:
    """Return the indicators with a column a year; what was achieved already stands on grey."""
    entries = [(book, entry) for book in shelf.books for entry in book.plan.indicators]
    printed = {value.year for _, entry in entries for value in entry.values if value.kind != "growth_rate"}
    years: list[int | None] = [*sorted(year for year in printed if year is not None)]
    years += [None] if None in printed else []
    columns: tuple[Column, ...] = (
        PLAN,
        Column("序号", 7, "sign"),
        Column("类别", 14),
        Column("指标", 34),
        Column("计量单位", 10, "sign"),
    )
    columns += tuple(Column(f"{year}年" if year else "未标年份", 11, "number") for year in years)
    columns += (Column("增速", 12), Column("属性", 9, "sign"), Column("责任单位", 24), Column("备注", 22), SEE)
    rows = []
    for book, entry in entries:
        values = [value_text(entry, year) for year in years]
        growth = "；".join(value.raw for value in entry.values if value.kind == "growth_rate")
        rows.append(
            (
                plan_name(book),
                entry.marker,
                entry.category,
                Cell(entry.name, style="strong"),
                entry.measure,
                *(Cell(value, style="known" if known else "") for value, known in values),
                growth or None,
                entry.attribute,
                units_text(book.duties_of.get(entry.id, ()), LEADING + HELPING),
                entry.note,
                see(places.source(book.plan.plan.id, entry.evidence)),
            )
        )
    note = "灰底为已完成值或基期值，其余为计划值、目标值；文字目标照录原文。"
    return Sheet(INDICATORS, "指标", note, columns, tuple(rows), fixed=4)


def unit_sheet(shelf: IndexedCorpus) -> Sheet:
    """Return all units with what they carry, those that lead most first."""
    columns: tuple[Column, ...] = (
        Column("单位", 26),
        Column("其他写法", 30),
        Column("类别", 11, "sign"),
        Column("层级", 9, "sign"),
    )
    columns += (Column("所属地区", 12, "sign"), Column("计划数", 8, "number"))
    columns += tuple(Column(relation_name(name), 8, "number") for name in (*LEADING, *HELPING))
    columns += (Column("据分解表牵头", 10, "number"), Column("据分解表配合", 10, "number"))
    columns += (Column("协作单位数", 9, "number"), Column("中介度", 9, "measure"))
    by_page = {shelf.unit_page(id): unit for id, unit in shelf.units.items()}
    rows = []
    for line in unit_lines(shelf):
        unit, counted = by_page[line.href], line.measures
        relations = (getattr(counted, name) for name in (*LEADING, *HELPING))
        level = label(f"level.{unit.level}").zh if unit.level else None
        rows.append(
            (
                Cell(unit.name, style="strong"),
                "、".join(unit.aliases) or None,
                label(f"unit_kind.{unit.kind}").zh,
                level,
                unit.jurisdiction,
                counted.plans,
                *relations,
                counted.leads_by_annex,
                counted.supports_by_annex,
                counted.co_workers,
                counted.betweenness,
            )
        )
    note = "数的是事项（任务、标题、指标），同一事项只数一次；中介度为 0 至 1，越高越居于协作网络的要冲。"
    return Sheet("单位", "单位", note, columns, tuple(rows), fixed=1)


def finding_sheet(shelf: IndexedCorpus, places: Places) -> Sheet:
    """Return the audit's findings with the passages of both sides."""
    columns: tuple[Column, ...] = (
        PLAN,
        Column("轻重", 8, "sign"),
        Column("判断", 12, "sign"),
        Column("说明", 56),
        Column("所涉事项", 36),
    )
    columns += (Column("原文甲", 40), Column("甲处", 6, "link"))
    columns += (Column("原文乙", 40), Column("乙处", 6, "link"), Column("已知的理由", 22), Column("代码", 22))
    rows = []
    for book in shelf.books:
        for found in book.plan.findings:
            sides: list[Cell] = []
            for side in found.sides[:2]:
                sides += [Cell(" ".join(side.quote.split())[:300]), see(places.source(book.plan.plan.id, side))]
            subjects = "\n".join(subject_text(book, subject) for subject in found.subjects)
            rows.append(
                (
                    plan_name(book),
                    Cell(label(f"severity.{found.severity}").zh, style=found.severity),
                    label(f"verdict.{found.verdict}").zh,
                    found.message.zh,
                    subjects or None,
                    *(sides + [Cell(None)] * 4)[:4],
                    found.acknowledged,
                    Cell(found.code, style="pale"),
                )
            )
    return Sheet(
        "审核发现", "审核发现", "文件自身前后不一之处，两边原文并列；点“¶”看出处。", columns, tuple(rows), fixed=1
    )
