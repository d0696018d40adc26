"""Write the workbook that units fill in: what the plan asks of them, and empty columns with checks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.ledger.entry import STATUSES, LedgerEntry
from pipeline.ledger.layout import FIRST, FORMAT, GUIDE, HEAD, ID, INDICATORS, META, SHEETS, TASKS, ColumnSpec
from pipeline.ledger.quarter import Quarter
from pipeline.ledger.subjects import TrackedIndicator, TrackedTask, tracked_indicators, tracked_tasks
from pipeline.views.plan_names import plan_name
from pipeline.workbook.cells import put_text, save
from pipeline.workbook.looks import FACE, HAIR, INK, PALE, TEAL
from pipeline.workbook.style import LINE_HEIGHT, TALLEST, line_count
from schemas import Plan, Unit

_HAIR = Side(style="hair", color=HAIR)
GRID = Border(bottom=_HAIR, right=_HAIR, left=_HAIR, top=_HAIR)
TO_FILL = PatternFill("solid", fgColor="FFFFF9E5")
HEAD_FILL, HEAD_TO_FILL = PatternFill("solid", fgColor=TEAL), PatternFill("solid", fgColor="FF9A6A00")
LONGEST = 2000
"""Characters that a unit may write into a cell."""
GUIDE_LINES = (
    "只填黄色各列；其余各列是计划原文，请勿改动。",
    f"“状态”请从下拉列表中选：{'、'.join(STATUSES)}。",
    "“完成值”填截至本季末的累计数，只填数字，不带计量单位；文字目标可填文字。",
    "没有进展的任务可以留空；留空不会改动以前填过的内容。",
    "可以筛选、排序、移动整行；请勿合并单元格、删改表头、拆分工作表，也不要另存为启用宏的格式。",
    "隐藏的“编号”列用来认出每项任务，请勿删除。",
    "填好后保存为 .xlsx，交汇总人用 gangmu ledger read 读入。",
)


class Asked(NamedTuple):
    """What one workbook is for. ``unit`` is None for the one that serves all units."""

    plan: Plan
    quarter: Quarter
    unit: Unit | None = None

    @property
    def tasks(self) -> tuple[TrackedTask, ...]:
        """Return the tasks that name the unit; all tasks if the workbook is for all units."""
        rows = tracked_tasks(self.plan, self.quarter.year)
        return tuple(row for row in rows if self.unit is None or self.unit.id in row.units)

    @property
    def indicators(self) -> tuple[TrackedIndicator, ...]:
        """Return the indicators with a target to come that name the unit; all if the workbook is for all units."""
        lines = tracked_indicators(self.plan, self.quarter.year)
        return tuple(line for line in lines if self.unit is None or self.unit.id in line.units)


def write_ledger(asked: Asked, path: Path, before: Mapping[tuple[str, str, str | None], LedgerEntry]) -> Path:
    """Write the workbook. ``before``: the valid entries of the last quarter with any. Equal content gives equal bytes."""
    book = Workbook()
    book.remove(book.active)
    title = plan_name(asked.plan.plan)
    known = {(kind, id): entry for (kind, id, _), entry in before.items()}
    written: list[tuple[str, str, str]] = []
    asked_rows: dict[str, Sequence[TrackedTask | TrackedIndicator]] = {TASKS: asked.tasks, INDICATORS: asked.indicators}
    for name, rows in asked_rows.items():
        kind, fields, _ = SHEETS[name]
        page = book.create_sheet(name)
        _title(page, title, asked)
        held = [{field.name: getattr(row, field.name, "") for field in fields} for row in rows]
        for values, row in zip(held, rows, strict=True):
            past = known.get((kind, row.id))
            values["before"] = (past.status if kind == "task" else past.value) if past else ""
            written.append((kind, row.id, row.quote))
        _table(page, fields, held)
        _validate(page, fields, len(held))
    _guide(book.create_sheet(GUIDE))
    _meta(book.create_sheet(META), asked, written)
    book.properties.title, book.properties.creator = f"{title} {asked.quarter.label}跟踪台账", "gangmu"
    return save(book, path)


def _title(page: Worksheet, title: str, asked: Asked) -> None:
    who = asked.unit.name if asked.unit else "全部单位"
    lines: tuple[tuple[str, int, bool, str], ...] = (
        (title, 14, True, TEAL),
        (f"{asked.quarter.label}跟踪台账 · {who}", 11, True, INK),
    )
    lines += (("请填写黄色各列；“状态”从下拉列表中选。填法见“填写说明”。", 9, False, PALE),)
    for number, (text, size, bold, colour) in enumerate(lines, 1):
        cell = page.cell(number, 2)
        put_text(cell, text)
        cell.font = Font(name=FACE, size=size, bold=bold, color=colour)
        page.row_dimensions[number].height = size + 10


def _table(page: Worksheet, fields: tuple[ColumnSpec, ...], rows: Iterable[Mapping[str, Any]]) -> None:
    page.sheet_view.showGridLines = False
    for column, field in enumerate(fields, 1):
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = field.width
        page.column_dimensions[letter].hidden = field.title == ID
        head = page.cell(HEAD, column)
        put_text(head, field.title)
        head.font = Font(name=FACE, size=10, bold=True, color="FFFFFFFF")
        head.fill = HEAD_TO_FILL if field.filled else HEAD_FILL
        head.alignment, head.border = Alignment(horizontal="center", vertical="center", wrap_text=True), GRID
    page.row_dimensions[HEAD].height = 28
    last = HEAD
    for last, row in enumerate(rows, FIRST):
        lines = 2
        for column, field in enumerate(fields, 1):
            cell = page.cell(last, column)
            text = "" if field.filled else str(row.get(field.name) or "")
            if text:
                put_text(cell, text)
                lines = max(lines, 1 if field.title == ID else line_count(text, field.width))
            cell.font, cell.border = Font(name=FACE, size=9.5, color=INK), GRID
            centred = field.name in ("marker", "status", "before", "deadline", "measure")
            cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="top", wrap_text=True)
            if field.filled:
                cell.fill = TO_FILL
        page.row_dimensions[last].height = min(lines * LINE_HEIGHT + 6, TALLEST)
    _frame(page, fields, last)


def _frame(page: Worksheet, fields: tuple[ColumnSpec, ...], last: int) -> None:
    width = get_column_letter(len(fields))
    page.freeze_panes = f"D{FIRST}"
    page.auto_filter.ref = f"A{HEAD}:{width}{last}"
    page.print_title_rows = f"{HEAD}:{HEAD}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A3
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.oddFooter.right.text = "第 &P 页 / 共 &N 页"


def _validate(page: Worksheet, fields: tuple[ColumnSpec, ...], rows: int) -> None:
    """Check what is filled in: a list of states, and lengths. Rows that a person may add below are checked as well."""
    for column, field in enumerate(fields, 1):
        if not field.filled:
            continue
        if field.name == "status":
            check = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True)
            check.error, check.errorTitle = f"请从列表中选：{'、'.join(STATUSES)}", "状态"
        else:
            check = DataValidation(
                type="textLength", operator="lessThanOrEqual", formula1=str(LONGEST), allow_blank=True
            )
            check.error, check.errorTitle = f"最多 {LONGEST} 字", field.title
        check.showErrorMessage = check.showInputMessage = True
        if field.name == "value":
            check.prompt, check.promptTitle = "截至本季末的累计数，不带计量单位", "完成值"
        letter = get_column_letter(column)
        check.add(f"{letter}{FIRST}:{letter}{FIRST + max(rows, 1) + 49}")
        page.add_data_validation(check)


def _guide(page: Worksheet) -> None:
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width = 100
    for number, text in enumerate((GUIDE, *GUIDE_LINES), 1):
        cell = page.cell(number, 1)
        put_text(cell, text if number == 1 else f"{number - 1}. {text}")
        cell.font = Font(
            name=FACE, size=14 if number == 1 else 10.5, bold=number == 1, color=TEAL if number == 1 else INK
        )
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="center"), Border()
        page.row_dimensions[number].height = 30 if number == 1 else 24


def _meta(page: Worksheet, asked: Asked, written: Iterable[tuple[str, str, str]]) -> None:
    """Write what the workbook is for, and each row's kind, id and text, for the day when it is read back."""
    header = asked.plan.plan
    facts = (
        ("format", FORMAT),
        ("plan", header.id),
        ("quarter", str(asked.quarter)),
        ("unit", asked.unit.id if asked.unit else ""),
        ("source", header.source.sha256),
    )
    for number, row in enumerate((*facts, *written), 1):
        for column, text in enumerate(row, 1):
            put_text(page.cell(number, column), text)
    page.sheet_state = "veryHidden"


def asked_of_each(plan: Plan, quarter: Quarter) -> Iterator[Asked]:
    """Yield a workbook for each unit that leads a task, has one assigned, or is named for an indicator."""
    units = {unit.id: unit for unit in plan.units}
    named = [row.main_units for row in tracked_tasks(plan, quarter.year)]
    named += [line.units for line in tracked_indicators(plan, quarter.year)]
    wanted = frozenset().union(*named)
    yield from (Asked(plan, quarter, units[id]) for id in units if id in wanted)
