"""The workbook: 总览, 任务, 责任分工, 责任清单, 指标, 单位, 审核发现, 计划比较, 原文; every fact one click from its source."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path

from pipeline.export.comparison_sheet import comparison_rows, comparison_sheet
from pipeline.export.fact_sheets import (
    IndicatorRow,
    duty_rows,
    duty_sheet,
    finding_rows,
    finding_sheet,
    indicator_rows,
    indicator_sheet,
    task_rows,
    task_sheet,
    unit_sheet,
)
from pipeline.export.matrix_sheets import MATRICES, NAME, Matrices, PlanMatrix
from pipeline.export.places import SOURCE, PlacesOfPlans, PlanPlaces, facts_by_row
from pipeline.store.results import Result
from pipeline.views.cards import plan_card
from pipeline.views.counts import PLAN_COUNTS
from pipeline.views.indexed_plan import IndexedPlan, UnitRegister, index_plan, unit_register
from pipeline.views.labels import label
from pipeline.views.unit_statistics import UnitTally
from pipeline.workbook.sheet import CellRef, Row, Sheet, SheetCell, SheetColumn, source_link
from pipeline.workbook.spool import Spool
from pipeline.workbook.style import parts_of, write_sheets
from schemas import Unit
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


LEFT_OUT = f"计划多于 {MATRICES} 份，不逐份列矩阵；单位的角色都在“责任清单”"
"""Said in the overview where there is no matrix."""


class _Gathered:
    """What the sheets have of the plans, which are gone through once; their rows wait on the disk."""

    def __init__(self, results: Sequence[Result], files: ExitStack, register: UnitRegister | None) -> None:
        """Begin without plans; ``files`` closes the temporary files."""
        self._tally = UnitTally()
        self._register = register
        self.places = PlacesOfPlans(results)
        rows: list[Spool[Row]] = [files.enter_context(Spool()) for _ in range(6)]
        self.overview, self.tasks, self.duties, self.findings, self.compared, self.passages = rows
        self.indicators: Spool[IndicatorRow] = files.enter_context(Spool())
        plans: Spool[PlanMatrix] = files.enter_context(Spool())
        self._named: Mapping[str, Unit] = register.units if register else self._tally.units
        """The units that the plans so far name, or all, by id."""
        self.matrices = Matrices(plans, self._named)
        self.name = ""
        """What the last plan is called."""

    def add(self, result: Result) -> None:
        """Add the rows of a plan."""
        book, places = index_plan(result), self.places.add(result)
        if not self._register:
            self._tally.add(result.plan)
        self.name = book.name
        self.overview.add([_overview_row(book, places)])
        self.tasks.add(task_rows(book, places))
        self.duties.add(duty_rows(book, places, self._named))
        self.indicators.add(indicator_rows(book, places))
        self.findings.add(finding_rows(book, places))
        self.matrices.add(book, places)
        self.passages.add(_source_rows(book, places))

    def compare(self, comparisons: Iterable[Comparison]) -> None:
        """Add the rows of comparisons; after all plans."""
        for found in comparisons:
            self.compared.add(comparison_rows(found, self.places))

    @cached_property
    def indicator_table(self) -> Sheet:
        """Return the sheet of indicators, whose years are found by going through all; after all plans."""
        return indicator_sheet(self.indicators)

    @cached_property
    def units(self) -> Sheet:
        """Return the sheet of units; after all plans."""
        return unit_sheet(self._register or unit_register(self._tally))

    def sheets(self) -> Iterator[tuple[Sheet, int]]:
        """Yield the sheets of facts in their order, each with the number of its rows."""
        whole = self.matrices.is_for_all
        yield task_sheet(self.tasks), len(self.tasks)
        yield from self.matrices.sheets() if whole else ()
        yield duty_sheet(self.duties), len(self.duties)
        yield self.indicator_table, len(self.indicators)
        yield self.units, len(self._named)
        yield finding_sheet(self.findings), len(self.findings)
        yield comparison_sheet(self.compared), len(self.compared)
        yield from () if whole else self.matrices.sheets()
        yield source_sheet(self.passages), len(self.passages)


def sheets(
    results: Sequence[Result], comparisons: Iterable[Comparison] = (), register: UnitRegister | None = None
) -> Generator[Sheet, None, None]:
    """Yield the sheets in their order, see ``write_workbook``; the overview comes first and leads to each."""
    with ExitStack() as files:
        found = _Gathered(results, files, register)
        for result in results:
            found.add(result)
        found.compare(comparisons)
        contents = [_content(sheet, count) for sheet, count in found.sheets()]
        if found.matrices.is_left_out:
            contents.append((NAME, LEFT_OUT, None))
        yield overview_sheet(found.overview, contents)
        for sheet, _ in found.sheets():
            yield _of_one(sheet, found.name) if len(found.overview) == 1 else sheet


def _of_one(sheet: Sheet, plan: str) -> Sheet:
    """Return the sheet without its column of plans; its title names the only one."""
    if sheet.columns[0].title != "计划":
        return sheet
    return sheet._replace(
        title=f"{sheet.title} · {plan}",
        columns=sheet.columns[1:],
        rows=(row[1:] for row in sheet.rows),
        fixed=sheet.fixed - 1,
        tail=tuple(row[1:] for row in sheet.tail),
    )


def write_workbook(
    results: Sequence[Result], comparisons: Iterable[Comparison], path: Path, register: UnitRegister | None = None
) -> Path:
    """Write the workbook; equal facts give equal bytes. Plans are gone through once, and none of them stays in memory.

    ``register``: the units of all plans, of which the ties are not needed; None: they are counted meanwhile.
    """
    with closing(sheets(results, comparisons, register)) as found:
        return write_sheets(found, path)


def overview_sheet(rows: Spool[Row], contents: Iterable[Row]) -> Sheet:
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
    head: Row = (SheetCell("本簿各表", style="strong"), SheetCell("内容", style="strong"))
    note = "每一条事实都引自原文：点“¶”或带颜色的文字，便到出处。"
    tail: tuple[Row, ...] = ((), head, *contents)
    return Sheet("总览", "纲目 · 总览", note, columns, rows, fixed=2, tail=tail, filtered=len(rows) > 1)


def _overview_row(book: IndexedPlan, places: PlanPlaces) -> Row:
    card, coverage = plan_card(book), book.plan.coverage
    return (
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
        source_link(CellRef(SOURCE, places.first.passage) if places.passages else None),
    )


def _content(sheet: Sheet, count: int) -> Row:
    """Return the line of the overview that leads to a sheet."""
    parts = parts_of(count)
    size = f"{count} 行" if parts == 1 else f"{count} 行，分为 {parts} 张表"
    return (SheetCell(sheet.name, CellRef(sheet.name, 1)), ABOUT.get(sheet.name, sheet.title), size)


def source_sheet(rows: Spool[Row]) -> Sheet:
    """Return the sheet of the documents paragraph by paragraph, each with what was read from it."""
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("计划", 15),
        SheetColumn("段", 8, "sign"),
        SheetColumn("页", 6, "sign"),
        SheetColumn("类", 9, "sign"),
    )
    columns += (SheetColumn("原文", 96), SheetColumn("读出", 22))
    note = "表格每行一条，单元格以“│”分隔；“读出”是从该段读成的事实，点击可到任务或指标。"
    return Sheet(SOURCE, "原文", note, columns, rows, fixed=4)


def _source_rows(book: IndexedPlan, places: PlanPlaces) -> Iterator[Row]:
    kinds = {"paragraph": "段落", "table": "表格", "furniture": "页面附件"}
    counts, first = facts_by_row(book, places)
    for number, passage in enumerate(places.passages, places.first.passage):
        told = "、".join(f"{name} {count}" for name, count in counts.get(number, {}).items())
        text = SheetCell(passage.text, style="pale" if passage.kind == "furniture" else "")
        read = SheetCell(told or None, first.get(number))
        yield book.plan.plan.id, passage.block, passage.page, kinds[passage.kind], text, read
