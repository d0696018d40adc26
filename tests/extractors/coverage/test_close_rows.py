"""Facts of a row that could be read in another way nearly as well carry doubt."""

from pathlib import Path

from extractors import extract
from extractors.coverage.doubts.close_rows import mark_close_rows

TEXT = """云溪市绿色发展实施方案（2026—2030年）
为推动绿色发展，制定本方案。
一、主要指标
序号
指标名称
单位
2025年
2030年
1
社区书屋
个
20
34
2
步道长度
公里
48
61
"""


def test_a_close_row_carries_doubt(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    ((plan, document),) = extract(path)
    (block,) = [block for block in document.blocks if block.table]
    assert block.table is not None
    close = block.model_copy(update={"table": block.table.model_copy(update={"close_rows": (2,)})})
    assert [indicator.doubt is None for indicator in mark_close_rows(plan, {block.id: block}).indicators] == [
        True,
        True,
    ]
    doubted = mark_close_rows(plan, {block.id: close}).indicators
    assert [(indicator.name, indicator.doubt is None) for indicator in doubted] == [
        ("社区书屋", True),
        ("步道长度", False),
    ]
