"""HTML inside Markdown: tags leave the text, what they print stays, and places in the file are kept."""

from pathlib import Path

import pytest

from extractors.readers.base.limits import Limits
from extractors.readers.markdown.read import read_markdown
from schemas import Document


def read(body: str) -> tuple[Document, str]:
    text = f"# 青岚县古桥修缮方案\n\n## 一、重点任务\n\n{body}\n"
    return read_markdown(Path("plan.md"), text.encode(), Limits()), text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (
            "1.修桥。（<u>县文旅局</u>负责，<span style='color:red'>县交通局</span>配合）",
            ["1.修桥。（县文旅局负责，县交通局配合）"],
        ),
        (
            "1.修桥。（牵头单位：县文旅局）<br>2.护桥。（县交通局负责）",
            ["1.修桥。（牵头单位：县文旅局）", "2.护桥。（县交通局负责）"],
        ),
        ("<p>1.修桥三座。</p><p>2.护桥。</p>", ["1.修桥三座。", "2.护桥。"]),
        ("1.修桥&nbsp;三座，完好率&ge;95&#37;，R&D投入增长。", ["1.修桥\xa0三座，完好率≥95%，R&D投入增长。"]),
        ("1.当a<b且c>d时修桥。", ["1.当a<b且c>d时修桥。"]),
        ("1.修桥<font color=red>三</font>座<!-- <b>甲</b> -->。", ["1.修桥三座。"]),
    ],
)
def test_tags_are_not_printed(written: str, printed: list[str]) -> None:
    document, text = read(written)
    assert [block.text.replace(" ", "\xa0") for block in document.blocks][2:] == printed
    for block in document.blocks:
        for at, length, raw in block.segments:
            here, there = block.text[at : at + length], text[raw : raw + length]
            assert all(a == b or b in "&<" for a, b in zip(here, there, strict=True)), (here, there)
    assert document.remarks == ()


def test_a_raised_number_is_the_mark_of_a_note() -> None:
    document, _ = read("1.修桥。（县文旅局<sup>1</sup>、县交通局<sup>[2]</sup>负责）石板面积30m<sup>2</sup>。")
    assert document.blocks[2].text == "1.修桥。（县文旅局¹、县交通局[²]负责）石板面积30m²。".replace("[²]", "²")


def test_struck_text_between_tags_is_named() -> None:
    document, _ = read("1.修桥<del>三座</del>，护桥<s>两座</s>。")
    assert document.blocks[2].text == "1.修桥，护桥。"
    (remark,) = document.remarks
    assert remark.zh == "划去的文字“三座”等2处未读取。"


def test_a_line_break_inside_a_row_stays_in_its_cell() -> None:
    document, _ = read("| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | <b>修桥</b> | 县文旅局<br>县交通局 |")
    (table,) = [block for block in document.blocks if block.table]
    assert table.text.endswith("修桥\t县文旅局\n县交通局")
