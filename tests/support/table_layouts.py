"""Tables of own wording, and the ways in which dumps flatten a table into lines. Used by the tests of table recovery."""

import random
from collections.abc import Sequence

from extractors.readers.base.cleaning import width
from extractors.readers.base.lines import TextLine
from extractors.readers.dump.read import split_lines
from extractors.readers.dump_tables.find import TableRegion, find_tables

UNITS = [
    "市民政局",
    "市财政局",
    "市发展改革委",
    "市教育局",
    "市卫生健康委",
    "市人力资源社会保障局",
    "市住房城乡建设局",
    "市交通运输局",
    "市农业农村局",
    "市文化和旅游局",
    "市商务局",
    "市市场监管局",
    "市大数据局",
    "市生态环境局",
    "市水务局",
    "市科技局",
    "市公安局",
    "各县（市、区）人民政府",
    "高新区管委会",
    "市城投集团",
    "市妇联",
    "团市委",
    "滨河大学",
    "云岭镇",
    "东湖街道",
    "市工商联",
    "人民银行江州分行",
    "江州海关",
    "市自然资源和规划局",
    "市政务服务中心",
]
VERBS = ["推进", "加快", "完善", "建立", "优化", "深化", "健全", "开展", "支持", "实施"]
THINGS = [
    "养老服务设施建设",
    "社区食堂布局",
    "公共充电桩网络",
    "城市书房运营机制",
    "中小学午餐配送",
    "老旧小区加装电梯工程",
    "一体化政务服务平台",
    "企业开办便利化改革",
    "农村公路养护体制",
    "家庭医生签约服务",
    "无障碍环境改造",
    "河湖水系连通工程",
    "职业技能培训体系",
    "信用修复一网办理",
    "公交线路优化调整",
    "普惠托育服务供给",
    "应急避难场所建设",
]
AIMS = (
    "，覆盖全部街道和乡镇",
    "，提升服务质量和水平",
    "，力争新增设施30处",
    "，2026年底前完成120个项目",
    "，推动数据共享和业务协同，实现全程网办",
    "，加强日常监管",
    "，制定实施细则并向社会公布",
    "，形成可复制可推广的经验",
)
DEADLINES = ("2026年6月底", "2026年12月底前", "持续推进", "2025年底")
NAMES = [
    "养老床位数",
    "每千人口托位数",
    "公交线路总长度",
    "绿道里程",
    "高新技术企业数",
    "常住人口城镇化率",
    "3岁以下婴幼儿入托率",
]

BEFORE = "一、总体要求\n\n坚持以人民为中心，推动各项工作落地见效。\n\n附件\n\n重点任务清单\n\n"
AFTER = (
    "\n\n二、保障措施\n\n（一）加强组织领导。各地各部门要高度重视，明确责任分工，确保各项任务落到实处。\n\n"
    "（二）强化督促检查。建立台账，定期通报工作进展情况，对推进不力的单位予以通报批评。\n"
)

Grid = tuple[tuple[str, ...], ...]


def _sentence(rng: random.Random, parts: int) -> str:
    return "；".join(rng.choice(VERBS) + rng.choice(THINGS) + rng.choice(AIMS) for _ in range(parts)) + "。"


def _title(rng: random.Random) -> str:
    return rng.choice(VERBS) + rng.choice(THINGS)


def _units(rng: random.Random, least: int, most: int) -> str:
    return "、".join(rng.sample(UNITS, rng.randint(least, most)))


def tasks(rng: random.Random, rows: int) -> tuple[Grid, tuple[int, ...]]:
    """Return a numbered table of tasks with deadlines, and the widths of its columns in half em."""
    body = (
        (str(n), _title(rng), _sentence(rng, rng.randint(1, 3)), _units(rng, 1, 4), rng.choice(DEADLINES))
        for n in range(1, rows + 1)
    )
    return (("序号", "重点任务", "具体举措", "责任单位", "完成时限"), *body), (4, 12, 30, 16, 14)


def grouped(rng: random.Random, rows: int) -> tuple[Grid, tuple[int, ...]]:
    """Return a table of tasks with categories merged over three rows and two unit columns."""
    heads = ("（一）便民服务提升行动", "（二）产业发展行动", "（三）城市更新行动")
    body = (
        (
            heads[n // 3 % 3] if n % 3 == 0 else "",
            str(n + 1),
            _title(rng),
            _sentence(rng, rng.randint(1, 2)),
            _units(rng, 1, 2),
            rng.choice(("—", _units(rng, 1, 4))),
        )
        for n in range(rows)
    )
    return (("任务类别", "序号", "重点任务", "主要内容", "牵头单位", "责任单位"), *body), (10, 4, 12, 32, 14, 18)


def unnumbered(rng: random.Random, rows: int) -> tuple[Grid, tuple[int, ...]]:
    """Return a table of tasks without row numbers."""
    body = (
        (_title(rng), _sentence(rng, rng.randint(1, 2)), _units(rng, 1, 4), rng.choice(DEADLINES)) for _ in range(rows)
    )
    return (("重点任务", "主要措施", "责任单位", "时间节点"), *body), (14, 36, 18, 14)


def indicators(rng: random.Random, rows: int) -> tuple[Grid, tuple[int, ...]]:
    """Return a table of indicators with an own column of measures."""
    body = (
        (
            str(n),
            rng.choice(NAMES),
            rng.choice(("个", "％", "公里", "万人", "—")),
            str(rng.randint(10, 900)),
            rng.choice(("≥", "", "")) + str(rng.randint(100, 1900)),
            rng.choice(("5.5%", "—", "〔15〕")),
            rng.choice(("预期性", "约束性")),
        )
        for n in range(1, rows + 1)
    )
    return (("序号", "指标名称", "单位", "2020年", "2025年", "年均增长", "属性"), *body), (4, 24, 8, 10, 10, 10, 8)


TABLES = {"tasks": tasks, "grouped": grouped, "unnumbered": unnumbered, "indicators": indicators}


def wrap(text: str, room: int) -> list[str]:
    """Break a cell's text into lines of at most ``room`` half em."""
    lines, used = [""], 0
    for char in text:
        size = width(char) or 1
        if used + size > room and lines[-1]:
            lines.append("")
            used = 0
        lines[-1] += char
        used += size
    return [line for line in lines if line]


def fragments(grid: Grid, widths: Sequence[int], rng: random.Random) -> list[str]:
    """One line of a cell a line, nothing between."""
    head, *rows = grid
    return [*head, *(line for row in rows for cell, room in zip(row, widths, strict=True) for line in wrap(cell, room))]


def cells(grid: Grid, widths: Sequence[int], rng: random.Random) -> list[str]:
    """One cell a line, a blank line behind each."""
    return [line for row in grid for cell in row if cell for line in (cell, "")]


def wrapped_cells(grid: Grid, widths: Sequence[int], rng: random.Random) -> list[str]:
    """Cells over several lines, a blank line behind each."""
    head, *rows = grid
    lines = [" ".join(head), ""]
    for row in rows:
        for cell, room in zip(row, widths, strict=True):
            lines += [*wrap(cell, room), ""] if cell else []
    return lines


def rows_on_lines(grid: Grid, widths: Sequence[int], rng: random.Random) -> list[str]:
    """One row a line, a blank between cells."""
    return [" ".join(cell for cell in row if cell) for row in grid]


def neighbours(grid: Grid, widths: Sequence[int], rng: random.Random) -> list[str]:
    """The first line of a cell often stands on the last line of the cell before."""
    head, *rows = grid
    lines = [" ".join(head)]
    for row in rows:
        own: list[str] = []
        for cell, room in zip(row, widths, strict=True):
            first, *rest = wrap(cell, room) or [""]
            if first and own and rng.random() < 0.6:
                own[-1] += " " + first
            elif first:
                own.append(first)
            own += rest
        lines += own
    return lines


def pages(grid: Grid, widths: Sequence[int], rng: random.Random) -> list[str]:
    """Pages with repeated headers; the row at the end of a page is cut at one height through all its cells."""
    head, *rows = grid
    lines, used = [*head], 0
    for row in rows:
        wrapped = [wrap(cell, room) for cell, room in zip(row, widths, strict=True)]
        used += sum(map(len, wrapped))
        if used <= 40:
            lines += [line for cell in wrapped for line in cell]
            continue
        height = max(1, max(map(len, wrapped)) // 2)
        lines += [line for cell in wrapped for line in cell[:height]]
        lines += ["", *head]
        lines += [line for cell in wrapped for line in cell[height:]]
        used = 0
    return lines


LAYOUTS = {
    "fragments": fragments,
    "cells": cells,
    "wrapped_cells": wrapped_cells,
    "rows_on_lines": rows_on_lines,
    "neighbours": neighbours,
    "pages": pages,
}


def read(text: str) -> tuple[tuple[TextLine, ...], tuple[TableRegion, ...]]:
    """Split a text into lines and find its tables."""
    lines, _ = split_lines(text)
    return lines, find_tables(lines)


def rows_of(lines: Sequence[TextLine], region: TableRegion) -> list[list[str]]:
    """Return the texts of a region's cells by row, header included, white space removed; merged cells stand once."""
    grid = [[""] * region.columns for _ in range(region.rows)]
    for cell in region.cells:
        text = "".join(lines[index].text[start:end] for index, start, end in cell.pieces)
        grid[cell.row][cell.column] = "".join(text.split())
    return grid


def misplaced(lines: Sequence[TextLine], region: TableRegion) -> list[tuple[int, int]]:
    """Return the characters (line, place) of a region that are not in exactly one cell or furniture line."""
    counts: dict[tuple[int, int], int] = {}
    for index, start, end in (piece for cell in region.cells for piece in cell.pieces):
        for at in range(start, end):
            counts[index, at] = counts.get((index, at), 0) + 1
    for index in region.furniture:
        for at in range(len(lines[index].text)):
            counts[index, at] = counts.get((index, at), 0) + 1
    wrong = []
    for index in range(region.first, region.last):
        left = region.start if index == region.first else 0
        right = region.end if index == region.last - 1 else len(lines[index].text)
        for at, char in enumerate(lines[index].text):
            if not char.isspace() and counts.get((index, at), 0) != (1 if left <= at < right else 0):
                wrong.append((index, at))
    return wrong
