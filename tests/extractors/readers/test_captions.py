"""One rule finds the captions of tables, whatever format they come from."""

from pathlib import Path

import pytest

from extractors.readers import read_document
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.table import table_block, with_captions
from schemas import Block

TSV = "序号\t指标\t目标值\n1\t新增公园\t12个\n2\t新增绿道\t30公里"
PIPES = "| 序号 | 指标 | 目标值 |\n|---|---|---|\n| 1 | 新增公园 | 12个 |\n| 2 | 新增绿道 | 30公里 |"


def grid(id: str, *rows: str) -> Block:
    """Return a table block of rows whose cells are separated by blanks."""
    cells = (GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row.split()))
    return table_block(id, cells, "tabs")


def paragraph(id: str, text: str) -> Block:
    return Block(id=id, kind="paragraph", text=text)


def captions(*blocks: Block) -> list[tuple[str | None, str | None]]:
    return [(block.table.caption, block.table.caption_block) for block in with_captions(blocks) if block.table]


@pytest.mark.parametrize(("name", "table"), [("plan.txt", TSV), ("plan.md", f"# 园林计划\n\n{PIPES}")])
def test_text_and_markdown_find_the_same_caption(tmp_path: Path, name: str, table: str) -> None:
    head, _, rest = table.rpartition("\n\n")
    path = tmp_path / name
    path.write_text(f"{head}\n\n以下任务按年度落实。\n\n表2：园林绿化主要指标\n\n{rest}\n", encoding="utf-8")
    document = read_document(path)
    (table_read,) = [block.table for block in document.blocks if block.table]
    assert table_read.caption == "表2：园林绿化主要指标"
    assert document.block(table_read.caption_block or "").text == "表2：园林绿化主要指标"


def test_a_measure_line_may_come_between() -> None:
    found = captions(paragraph("b1", "表1 主要指标"), paragraph("b2", "单位：亿元"), grid("b3", "序号 指标", "1 产值"))
    assert found == [("表1 主要指标", "b1")]


@pytest.mark.parametrize("text", ["类目", "三、保障措施", "序号"])
def test_a_heading_or_a_stray_header_word_is_no_caption(text: str) -> None:
    assert captions(paragraph("b1", text), grid("b2", "序号 指标", "1 产值")) == [(None, None)]


def test_a_continued_table_shares_the_caption_of_its_first_part() -> None:
    first, second = grid("b2", "序号 2025年", "1 5"), grid("b3", "序号 2030年", "2 8")
    assert captions(paragraph("b1", "表1 主要指标"), first, second) == [("表1 主要指标", "b1")] * 2


def test_another_table_below_does_not_inherit_the_caption() -> None:
    first, second = grid("b2", "序号 指标", "1 产值"), grid("b3", "任务 单位", "建路 甲局")
    assert captions(paragraph("b1", "表1 主要指标"), first, second) == [("表1 主要指标", "b1"), (None, None)]
