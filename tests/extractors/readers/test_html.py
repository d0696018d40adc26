"""Web pages: main text, tables with spans, white space, encodings."""

import os
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.readers import read_document
from schemas import Document

NAVIGATION = "<ul>" + "".join(f'<li><a href="/{n}">栏目{n}的链接文字</a></li>' for n in range(20)) + "</ul>"
PAGE = f"""<!DOCTYPE html><html><head><title>通知</title><style>p{{}}</style></head><body>
<div class="menu">{NAVIGATION}</div>
<h1>关于印发河道整治方案的通知</h1>
<div class="text">
  <p>各街道办事处：</p><p>　　现将方案印发给你们，请认真
  组织实施。</p>
  <h2>一、主要任务</h2>
  <p>1.疏浚河道12 公里。（责任单位：<span>区水务局</span>、区<b>财政局</b>）<br>2.新建泵站3座。</p>
  <p style="display:none">隐藏的文字</p>
  <p>附表：重点指标表</p>
  <table><tr><th rowspan="2">指标</th><th colspan="2">目标值</th></tr><tr><th>2024年</th><th>2025年</th></tr>
  <tr><td>疏浚<br>长度</td><td>5</td><td>12</td></tr></table>
  <p>附件：<a href="a.docx">附件1</a> <a href="b.docx">附件2</a> <a href="c.docx">附件3</a></p>
</div><div class="foot">版权所有</div></body></html>"""


def read(tmp_path: Path, data: bytes, name: str = "page.html") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


def main_texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "paragraph"]


def test_main_text_without_navigation(tmp_path: Path) -> None:
    document = read(tmp_path, PAGE.encode())
    assert main_texts(document) == [
        "关于印发河道整治方案的通知",
        "各街道办事处：",
        "现将方案印发给你们，请认真组织实施。",
        "一、主要任务",
        "1.疏浚河道12 公里。（责任单位：区水务局、区财政局）",
        "2.新建泵站3座。",
        "附表：重点指标表",
        "附件：附件1 附件2 附件3",
    ]
    furniture = {block.text: block.why for block in document.blocks if block.kind == "furniture"}
    assert furniture["版权所有"] == "around-main-text"
    assert not any("隐藏" in block.text for block in document.blocks)


def test_heading_levels_come_from_the_markup(tmp_path: Path) -> None:
    levels = {block.text: block.level for block in read(tmp_path, PAGE.encode()).blocks}
    assert levels["关于印发河道整治方案的通知"] == 1
    assert levels["一、主要任务"] == 2
    assert levels["各街道办事处："] is None


def test_title_printed_again_in_the_main_text_with_other_quotes_is_taken_once(tmp_path: Path) -> None:
    above, below = "关于印发“清水行动”整治方案的通知", '关于印发"清水行动" 整治方案的通知'
    page = PAGE.replace("关于印发河道整治方案的通知", above).replace("<p>各街道", f"<p>{below}</p><p>各街道")
    document = read(tmp_path, page.encode())
    assert main_texts(document)[:2] == [below, "各街道办事处："]
    assert {block.text: block.kind for block in document.blocks}[above] == "furniture"


def test_table_keeps_spans_header_and_caption(tmp_path: Path) -> None:
    block = next(block for block in read(tmp_path, PAGE.encode()).blocks if block.table)
    table = block.table
    assert table is not None
    assert (table.rows, table.columns, table.header_rows, table.caption) == (3, 3, 2, "附表：重点指标表")
    cells = {
        (cell.row, cell.column): (block.text[cell.start : cell.end], cell.row_span, cell.column_span)
        for cell in table.cells
    }
    assert cells[0, 0] == ("指标", 2, 1)
    assert cells[0, 1] == ("目标值", 1, 2)
    assert cells[1, 1] == ("2024年", 1, 1)
    assert cells[2, 0] == ("疏浚\n长度", 1, 1)


def test_evidence_points_to_the_element(tmp_path: Path) -> None:
    block = next(block for block in read(tmp_path, PAGE.encode()).blocks if "疏浚河道" in block.text)
    at = block.text.index("区水务局")
    assert block.evidence(at, at + 4).path == "/html/body/div[2]/p[3]/span"


@pytest.mark.parametrize("encoding", ["gb18030", "gb2312", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declared", ["", '<meta charset="gb2312">', '<meta charset="utf-8">'])
def test_encoding_is_found_whatever_is_declared(tmp_path: Path, encoding: str, declared: str) -> None:
    page = f"<html><head>{declared}</head><body><p>全面推进河道整治工作，建设美丽水乡。</p></body></html>"
    assert main_texts(read(tmp_path, page.encode(encoding))) == ["全面推进河道整治工作，建设美丽水乡。"]


def test_lines_stacked_in_cells_stay_apart(tmp_path: Path) -> None:
    page = """<div><p>主要指标如下，各地遵照执行。</p><table><tr><td>指标</td><td>单位</td><td>2025年</td></tr>
    <tr><td>学前教育
在园人数
毛入园率</td><td>万人
%</td><td>12
95</td></tr></table><br><br><br></div>"""
    block = next(block for block in read(tmp_path, page.encode()).blocks if block.table)
    assert block.text == "指标\t单位\t2025年\n学前教育\n在园人数\n毛入园率\t万人\n%\t12\n95"


def test_layout_tables_are_no_tables(tmp_path: Path) -> None:
    inner = "<table><tr><td><p>第一段正文，说明情况。</p><p>第二段正文。</p></td></tr></table>"
    page = f"<table><tr><td>{inner}</td></tr></table><p></p>"
    document = read(tmp_path, page.encode())
    assert main_texts(document) == ["第一段正文，说明情况。", "第二段正文。"]


def test_page_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="contains no text"):
        read(tmp_path, b"<html><body><div></div><script>var a = 1</script></body></html>")


def test_deep_nesting_ends(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 5000 + "<p>文字</p>" + "</div>" * 5000
    try:
        document = read(tmp_path, page.encode())
    except UnreadableError:
        return
    assert len(document.blocks) <= 1


@pytest.fixture
def shared() -> Path:
    folder = os.environ.get("GANGMU_SHARED")
    if not folder:
        pytest.skip("GANGMU_SHARED names no folder with real documents")
    return Path(folder)


@pytest.mark.parametrize(
    ("name", "paragraphs", "tables"),
    [("education-2010", 200, 2), ("state-council-3", 50, 1), ("state-council-7", 15, 1), ("yiwu-education", 80, 0)],
)
def test_real_pages(shared: Path, name: str, paragraphs: int, tables: int) -> None:
    document = read_document(shared / "corpus" / "html" / f"{name}.html")
    assert len(main_texts(document)) >= paragraphs
    assert sum(1 for block in document.blocks if block.table) == tables
