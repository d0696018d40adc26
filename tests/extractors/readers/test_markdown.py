"""Markdown: front matter aside, headings with level, pipe tables, and segments that point into the file."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.readers import read_document
from schemas import Document

FILE = """# 某县水利方案（2024—2026年）

**发布日期**: 2024年1月
**来源**: https://example.org/a_b

---

## 正文

某县水利方案

为做好**水利**工作，制定本方案。

### 一、主要任务

1\\. 建设水库`2`座，见[清单](https://example.org/(1).html)。

| 指标 | 2026年 |
|:---|---:|
| **水库**<br>座数 | 2 |
|  | 30 |

---

**更新时间**: 2024-02-01
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "plan.md"
    path.write_text(FILE, encoding="utf-8")
    return read_document(path)


def test_front_matter_is_furniture(document: Document) -> None:
    assert document.format == "markdown"
    aside = [block.text for block in document.blocks if block.why == "front-matter"]
    assert aside[:3] == ["**发布日期**: 2024年1月", "**来源**: https://example.org/a_b", "---"]
    assert aside[-1] == "**更新时间**: 2024-02-01"


def test_a_title_that_only_the_head_prints_is_kept(document: Document) -> None:
    assert (document.blocks[0].text, document.blocks[0].level) == ("某县水利方案（2024—2026年）", 1)


def test_body_without_marks(document: Document) -> None:
    texts = [block.text for block in document.blocks if block.kind == "paragraph"]
    assert texts[1:] == ["某县水利方案", "为做好水利工作，制定本方案。", "一、主要任务", "1.建设水库2座，见清单。"]


def test_pipe_table(document: Document) -> None:
    block = next(block for block in document.blocks if block.table)
    assert block.table is not None
    assert (block.table.rows, block.table.columns, block.table.header_rows) == (3, 2, 1)
    assert block.text == "指标\t2026年\n水库\n座数\t2\n\t30"


def test_segments_copy_the_file(document: Document) -> None:
    for block in document.blocks:
        covered = 0
        for start, length, raw in block.segments:
            assert block.text[start : start + length] == FILE[raw : raw + length]
            covered += length
        assert covered == sum(1 for char in block.text if char not in "\t\n" or not block.table)


def test_cells_end_where_their_text_ends(document: Document) -> None:
    block = next(block for block in document.blocks if block.table)
    assert block.table is not None
    assert [block.text[cell.start : cell.end] for cell in block.table.cells] == [
        "指标", "2026年", "水库\n座数", "2", "", "30",
    ]  # fmt: skip


def test_a_second_header_row_belongs_to_the_header(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "| 指标 | 单位 | 指标值 | |\n| --- | --- | --- | --- |\n| | | 2026年 | 2028年 |\n| 绿道 | 公里 | 10 | 20 |\n",
        encoding="utf-8",
    )
    table = next(block.table for block in read_document(path).blocks if block.table)
    assert table.header_rows == 2


FRONT = """---
标题: 云川区人民政府关于印发《云川区水务“十五五”规划》的通知
文号: 云府发〔2026〕8号
发布单位: 云川区人民政府
---

> 本页由程序整理，以发布机关公布的版本为准。

# 云川区人民政府关于印发《云川区水务“十五五”规划》的通知

各镇人民政府：

《云川区水务“十五五”规划》已经区政府同意，现印发给你们，请认真执行。

2026年7月8日

云川区水务“十五五”规划

一、主要任务

（一）加固堤防。（责任单位：区水务局）
"""


def test_what_a_page_says_of_a_notice_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(FRONT, encoding="utf-8")
    (pair,) = extract(path)
    header = pair[0].plan
    assert (header.number, header.issuers, header.issued_on) == ("云府发〔2026〕8号", ("云川区人民政府",), "2026-07-08")
    assert [task.title for task in pair[0].tasks] == ["加固堤防"]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("1.修缮古桥~~3座~~5座。", "1.修缮古桥5座。"),
        ("1.修缮古桥<!-- 旧任务 -->5座。", "1.修缮古桥5座。"),
        ("```\n1.修缮古桥5座。\n```", "1.修缮古桥5座。"),
        ("1\\. 修缮古桥5座。", "1.修缮古桥5座。"),
        ("- [x] 1. 修缮古桥5座。", "1.修缮古桥5座。"),
        ("- [ ] 修缮古桥5座。", "●修缮古桥5座。"),
        ("* 修缮古桥5座。", "●修缮古桥5座。"),
    ],
)
def test_what_markdown_does_not_print(tmp_path: Path, line: str, printed: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(f"# 一、任务\n\n{line}\n\n2.疏通水圳。\n", encoding="utf-8")
    document = read_document(path)
    assert [block.text for block in document.blocks] == ["一、任务", printed, "2.疏通水圳。"]
    source = path.read_text(encoding="utf-8")
    quoted = "".join(source[left:right] for left, right in document.blocks[1].raw(0, len(printed)))
    assert quoted.lstrip("-* ") == printed.lstrip("●")
    assert [remark.en for remark in document.remarks] == (
        ["Struck-through text “3座” was not read."] if "~~" in line else []
    )


@pytest.mark.parametrize(
    "mark",
    ["1\\. 疏通水圳。", "- [ ] 疏通水圳。", "见[方案](https://example.org/a)。", "方案\n===", "修缮古桥$12$座。"],
)
def test_markdown_is_known_by_any_of_its_marks(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"青禾县方案\n\n{mark}\n", encoding="utf-8")
    assert read_document(path).format == "markdown"


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("$12$座", "12座"),
        ("$\\geq 95\\%$", "≥95%"),
        ("$3.5\\,\\text{万}\\mathrm{m}^{2}$", "3.5万m2"),
        ("$60\\sim 70$条", "60~70条"),
        ("每座$120万元", "每座$120万元"),
    ],
)
def test_formulas_that_are_numbers(tmp_path: Path, formula: str, printed: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(f"# 方案\n\n1.修缮古桥{formula}。\n\n2.疏通水圳。\n", encoding="utf-8")
    document = read_document(path)
    assert [block.text for block in document.blocks][1] == f"1.修缮古桥{printed}。"
    assert not document.remarks


def test_formulas_that_are_more_than_numbers_stay_and_are_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# 方案\n\n1.修缮古桥$1.2\\times 10^{4}$米。\n", encoding="utf-8")
    document = read_document(path)
    assert document.blocks[1].text == "1.修缮古桥$1.2\\times10^{4}$米。"
    assert [remark.code for remark in document.remarks] == ["part-not-read"]


def test_a_line_over_equals_signs_is_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("青禾县方案\n======\n\n一、任务\n\n1.疏通水圳。\n", encoding="utf-8")
    assert [(block.level, block.text) for block in read_document(path).blocks][:2] == [
        (1, "青禾县方案"),
        (None, "一、任务"),
    ]


def test_notes_of_markdown_are_notes(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# 一、任务\n\n1.修缮古桥5[^1]座。\n\n[^1]: 含廊桥。\n", encoding="utf-8")
    blocks = read_document(path).blocks
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("paragraph", "1.修缮古桥5座。"),
        ("furniture", "[1]含廊桥。"),
    ]


def test_tables_in_html_between_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    table = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修缮古桥</td></tr></table>"
    path.write_text(f"一、任务\n（一）修缮古桥。\n（二）疏通水圳。\n\n{table}\n", encoding="utf-8")
    assert [block.text for block in read_document(path).blocks] == [
        "一、任务",
        "（一）修缮古桥。",
        "（二）疏通水圳。",
        "序号\t任务\n1\t修缮古桥",
    ]


DRAWN = {
    "boxes": "┌──┬────┬────┐\n│序号│重点任务│牵头单位│\n├──┼────┼────┤\n│1│疏浚│县水利局│\n│ │沟渠│        │\n"
    "├──┼────┼────┤\n│2│修建水闸│县财政局│\n└──┴────┴────┘",
    "one line a row": "╔══╦════╦════╗\n║序号║重点任务║牵头单位║\n╠══╬════╬════╣\n║1║疏浚沟渠║县水利局║\n║2║修建水闸║县财政局║\n╚══╩════╩════╝",
    "signs": "+------+----------+----------+\n| 序号 | 重点任务 | 牵头单位 |\n+======+==========+==========+\n"
    "| 1 | 疏浚沟渠 | 县水利局 |\n+------+----------+----------+\n| 2 | 修建水闸 | 县财政局 |\n+------+----------+----------+",
    "pipes": "| 序号 | 重点任务 | 牵头单位 |\n|:-:|-|-|\n| 1 | 疏浚<br>沟渠 | 县水利局<br> |\n| 2 | 修建水闸<br> | 县财政局 |",
}


@pytest.mark.parametrize("name", DRAWN)
def test_tables_drawn_with_characters(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = f"青岚县灌区改造实施方案\n\n一、重点任务\n\n坚持建管并重。\n\n{DRAWN[name]}\n\n二、保障措施\n"
    path.write_text(text, encoding="utf-8")
    ((plan, read),) = extract(path)
    assert [task.title for task in plan.tasks] == ["疏浚沟渠", "修建水闸"]
    assert [r.name for r in plan.responsibilities] == ["县水利局", "县财政局"]
    (table,) = [block for block in read.blocks if block.table]
    assert all(table.text[at : at + length] == text[raw : raw + length] for at, length, raw in table.segments)
    assert plan.coverage is not None
    assert plan.coverage.unread == 0


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("*修缮*古桥", "修缮古桥"),
        ("做好*水利*、*交通*工作", "做好水利、交通工作"),
        ("县水利局*、县教育局*", "县水利局*、县教育局*"),
        ("注：带*的为牵头单位", "注：带*的为牵头单位"),
        ("县水利局*", "县水利局*"),
        ("（*为约束性指标）", "（*为约束性指标）"),
        ("面积3*4米", "面积3*4米"),
    ],
)
def test_a_star_without_another_is_printed(tmp_path: Path, written: str, printed: str) -> None:
    (tmp_path / "plan.md").write_text(f"# 某市方案\n\n{written}。\n", encoding="utf-8")
    block, *_ = read_document(tmp_path / "plan.md").blocks[1:]
    assert block.text == f"{printed}。"
