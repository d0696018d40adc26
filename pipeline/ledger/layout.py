"""The ledger's workbook: its sheets, their columns, and the hidden sheet that says what it was written for."""

from typing import NamedTuple

FORMAT = "1"
META = "_gangmu"
"""Hidden sheet: what the workbook is, and every row that was written."""
TASKS, INDICATORS, GUIDE = "台账", "指标", "填写说明"
ID = "编号"
"""Hidden column."""
HEAD = 4
"""Row of the column titles; above stand title, quarter with unit, and a line on how to fill in."""
FIRST = HEAD + 1


class Field(NamedTuple):
    """A column. ``name``: attribute of what is shown, or of the entry that is filled in."""

    title: str
    width: float
    name: str
    filled: bool = False


TASK_FIELDS = (
    Field(ID, 3, "id"),
    Field("序号", 7, "marker"),
    Field("任务", 30, "title"),
    Field("任务内容", 44, "text"),
    Field("推进计划", 36, "items"),
    Field("牵头、承担单位", 18, "leads"),
    Field("配合单位", 18, "helps"),
    Field("本年数字目标", 22, "due"),
    Field("完成时限", 12, "deadline"),
    Field("上季状态", 9, "before"),
    Field("状态", 10, "status", True),
    Field("进展情况", 40, "progress", True),
    Field("完成值", 13, "value", True),
    Field("存在问题", 28, "problems", True),
    Field("下一步计划", 28, "next", True),
)
INDICATOR_FIELDS = (
    Field(ID, 3, "id"),
    Field("序号", 7, "marker"),
    Field("指标", 36, "name"),
    Field("计量单位", 10, "measure"),
    Field("责任单位", 24, "leads"),
    Field("目标", 18, "target_text"),
    Field("上季完成值", 11, "before"),
    Field("完成值", 13, "value", True),
    Field("状态", 10, "status", True),
    Field("进展情况", 36, "progress", True),
    Field("存在问题", 28, "problems", True),
)
SHEETS = {
    TASKS: ("task", TASK_FIELDS, ("任务", "任务内容")),
    INDICATORS: ("indicator", INDICATOR_FIELDS, ("指标", "计量单位")),
}
"""By sheet: kind of its rows, columns, and the columns whose texts tell a row apart."""


def squeezed(text: str) -> str:
    """Return a text as it is compared: white space aside."""
    return "".join(text.split())
