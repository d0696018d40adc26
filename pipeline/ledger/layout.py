"""The ledger's workbook: its sheets, their columns, and the hidden sheet that says what it was written for."""

from typing import NamedTuple

FORMAT = "1"
META = "_gangmu"
"""Hidden sheet: what the workbook is, and every row that was written."""
TASKS, INDICATORS, GUIDE = "台账", "指标", "填写说明"
ID = "编号"
"""Hidden column."""
HEAD = 4
"""Row of the column titles. Above it: the title, the quarter with the unit, and a line on how to fill in."""
FIRST = HEAD + 1


class ColumnSpec(NamedTuple):
    """A column. ``name``: attribute of what is shown, or of the entry that is filled in."""

    title: str
    width: float
    name: str
    filled: bool = False


TASK_FIELDS = (
    ColumnSpec(ID, 3, "id"),
    ColumnSpec("序号", 7, "marker"),
    ColumnSpec("任务", 30, "title"),
    ColumnSpec("任务内容", 44, "text"),
    ColumnSpec("推进计划", 36, "items"),
    ColumnSpec("牵头、承担单位", 18, "leads"),
    ColumnSpec("配合单位", 18, "helps"),
    ColumnSpec("本年数字目标", 22, "due"),
    ColumnSpec("完成时限", 12, "deadline"),
    ColumnSpec("上季状态", 9, "before"),
    ColumnSpec("状态", 10, "status", True),
    ColumnSpec("进展情况", 40, "progress", True),
    ColumnSpec("完成值", 13, "value", True),
    ColumnSpec("存在问题", 28, "problems", True),
    ColumnSpec("下一步计划", 28, "next", True),
)
INDICATOR_FIELDS = (
    ColumnSpec(ID, 3, "id"),
    ColumnSpec("序号", 7, "marker"),
    ColumnSpec("指标", 36, "name"),
    ColumnSpec("计量单位", 10, "measure"),
    ColumnSpec("责任单位", 24, "leads"),
    ColumnSpec("目标", 18, "target_text"),
    ColumnSpec("上季完成值", 11, "before"),
    ColumnSpec("完成值", 13, "value", True),
    ColumnSpec("状态", 10, "status", True),
    ColumnSpec("进展情况", 36, "progress", True),
    ColumnSpec("存在问题", 28, "problems", True),
)
SHEETS = {
    TASKS: ("task", TASK_FIELDS, ("任务", "任务内容")),
    INDICATORS: ("indicator", INDICATOR_FIELDS, ("指标", "计量单位")),
}
"""By sheet: kind of its rows, columns, and the columns whose texts identify a row."""


def without_space(text: str) -> str:
    """Return a text without white space, as texts are compared."""
    return "".join(text.split())
