"""The workbook: 总览, 任务, 责任分工, 责任清单, 指标, 单位, 审核发现, 计划比较, 原文; every fact one click from its source."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.export.comparison_sheet import comparison_sheet
from pipeline.export.fact_sheets import duty_sheet, finding_sheet, indicator_sheet, task_sheet, unit_sheet
from pipeline.export.matrix_sheets import matrix_sheets
from pipeline.export.places import SOURCE, WorkbookPlaces, facts_by_row
from pipeline.store.results import Result
from pipeline.views.cards import plan_card
from pipeline.views.counts import PLAN_COUNTS
from pipeline.views.indexed_plan import IndexedCorpus, index_corpus
from pipeline.views.labels import label
from pipeline.workbook.sheet import FIRST, CellRef, Row, Sheet, SheetCell, SheetColumn, source_link
from pipeline.workbook.style import write_sheets
from schemas.comparison import Comparison

ABOUT = {
    "任务": "全部任务、保障措施与分解事项，含单位、推进计划、数字承诺",
    "责任分工": "单位 × 事项的责任矩阵",
    "责任清单": "每行一个单位在一个事项上的角色，可筛选",
    "指标": "指标与各年数值",
    "单位": "单位及其牵头、配合的事项数",
    "审核发现": "文件自身前后不一之处",
    "计划比较": "前后两份计划的异同",
    "原文": "逐段原文，以及每段读出了什么",
}


def sheets(results: Iterable[Result], comparisons: Iterable[Comparison] = ()) -> tuple[Sheet, ...]:
    """Return the sheets in their order; the overview comes first and leads to each."""
    shelf = index_corpus(results)
    places = WorkbookPlaces(shelf)
    matrices = matrix_sheets(shelf, places)
    whole, single = (matrices, ()) if len(matrices) == 1 else ((), matrices)
    facts = (
        task_sheet(shelf, places),
        *whole,
        duty_sheet(shelf, places),
        indicator_sheet(shelf, places),
        unit_sheet(shelf),
        finding_sheet(shelf, places),
        comparison_sheet(comparisons, places),
        *single,
        source_sheet(shelf, places),
    )
    only = shelf.books[0].name if len(shelf.books) == 1 else None
    return (overview_sheet(shelf, facts), *(_of_one(sheet, only) if only else sheet for sheet in facts))


def _of_one(sheet: Sheet, plan: str) -> Sheet:
    """Return the sheet without its column of plans; its title names the only one."""
    if sheet.columns[0].title != "计划":
        return sheet
    return sheet._replace(
        title=f"{sheet.title} · {plan}",
        columns=sheet.columns[1:],
        rows=tuple(row[1:] for row in sheet.rows),
        fixed=sheet.fixed - 1,
        tail=tuple(row[1:] for row in sheet.tail),
    )


def write_workbook(results: Iterable[Result], comparisons: Iterable[Comparison], path: Path) -> Path:
    """Write the workbook; equal facts give equal bytes."""
    return write_sheets(sheets(results, comparisons), path)


def overview_sheet(shelf: IndexedCorpus, others: Iterable[Sheet]) -> Sheet:
    """Return the plans in numbers, then the contents of the other sheets."""
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("编号", 15),
        SheetColumn("计划", 62),
        SheetColumn("发文机关", 24),
        SheetColumn("发文字号", 20),
        SheetColumn("成文日期", 12, "date"),
    )
    columns += (SheetColumn("期限", 12, "date"), SheetColumn("状态", 11, "sign"))
    columns += tuple(SheetColumn(label(f"count.{key}").zh, 8, "number") for key in PLAN_COUNTS)
    columns += (
        SheetColumn("成为事实", 9, "percent"),
        SheetColumn("未读", 8, "percent"),
        SheetColumn("原文", 6, "link"),
    )
    starts: dict[str, int] = {}
    for row, passage in enumerate(WorkbookPlaces(shelf).passages, FIRST):
        starts.setdefault(passage.plan, row)
    rows: list[Row] = []
    for book in shelf.books:
        card, coverage = plan_card(book), book.plan.coverage
        start = starts.get(card.id)
        rows.append(
            (
                card.id,
                SheetCell(card.title, style="strong"),
                card.issuers or None,
                card.number or None,
                card.issued_on or None,
                card.period or None,
                book.plan.plan.status,
                *card.counts.values(),
                coverage.facts if coverage else None,
                coverage.unread if coverage else None,
                source_link(CellRef(SOURCE, start) if start else None),
            )
        )
    tail: list[Row] = [(), (SheetCell("本簿各表", style="strong"), SheetCell("内容", style="strong"))]
    for sheet in others:
        about = ABOUT.get(sheet.name, sheet.title)
        tail.append((SheetCell(sheet.name, CellRef(sheet.name, 1)), about, f"{sum(1 for _ in sheet.rows)} 行"))
    note = "每一条事实都引自原文：点“¶”或带颜色的文字，便到出处。"
    return Sheet("总览", "纲目 · 总览", note, columns, tuple(rows), fixed=2, tail=tuple(tail), filtered=len(rows) > 1)


def source_sheet(shelf: IndexedCorpus, places: WorkbookPlaces) -> Sheet:
    """Return the documents paragraph by paragraph, each with what was read from it."""
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("计划", 15),
        SheetColumn("段", 8, "sign"),
        SheetColumn("页", 6, "sign"),
        SheetColumn("类", 9, "sign"),
    )
    columns += (SheetColumn("原文", 96), SheetColumn("读出", 22))
    kinds = {"paragraph": "段落", "table": "表格", "furniture": "页面附件"}
    counts, first = facts_by_row(shelf, places)
    rows: list[Row] = []
    for number, passage in enumerate(places.passages, FIRST):
        told = "、".join(f"{name} {count}" for name, count in counts.get(number, {}).items())
        text = SheetCell(passage.text, style="pale" if passage.kind == "furniture" else "")
        read = SheetCell(told or None, first.get(number))
        rows.append((passage.plan, passage.block, passage.page, kinds[passage.kind], text, read))
    note = "表格每行一条，单元格以“│”分隔；“读出”是从该段读成的事实，点击可到任务或指标。"
    return Sheet(SOURCE, "原文", note, columns, tuple(rows), fixed=4)
