"""Tables that a page draws without ``table``, and what its own style sheets hide or change."""

from pathlib import Path

import pytest
from lxml import html as lxml_html

from extractors import extract_document
from extractors.readers import read_bytes, read_document
from extractors.readers.base.limits import Limits
from schemas import Document

HEADER = ["序号", "重点任务", "牵头单位", "配合单位"]
ROWS = [["1", "疏浚沟渠", "县水利局", "县农业农村局"], ["2", "修建水闸", "县水利局", "县财政局"]]


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><p>青禾县灌区改造方案</p><p>一、总体要求</p><p>坚持建管并重。</p>{body}"
        "<p>二、保障措施</p></body></html>"
    )


def read(text: str) -> Document:
    return read_bytes(Path("page.html"), text.encode(), Limits())


def rows(row: str, cell: str, header: str = "") -> str:
    """Return the table as boxes with these attributes."""
    lines = [[(header or cell, text) for text in HEADER], *([(cell, text) for text in texts] for texts in ROWS)]
    return "".join(f"<div {row}>" + "".join(f"<div {a}>{text}</div>" for a, text in line) + "</div>" for line in lines)


FLAT = "".join(f"<div>{text}</div>" for line in (HEADER, *ROWS) for text in line)
TABLES = {
    "css": (f"<div style='display:table'>{rows('style=display:table-row', 'style=display:table-cell')}</div>", ""),
    "sheet": (
        "<div class='t'><div class='g'>" + rows('class="r x"', "class=c") + "</div></div>",
        "<style>/* t */ .t{display:table} .g{display:table-row-group}.r.x, p.r{display:table-row;color:red}\n"
        ".c{display:table-cell}@media print{.c{display:none}}</style>",
    ),
    "roles": (f"<div role=table>{rows('role=row', 'role=cell', 'role=columnheader')}</div>", ""),
    "rows of boxes": (f"<section>{rows('class=row', 'class=col-3')}</section>", ""),
    "grid": (f"<div style='display:grid;grid-template-columns:60px repeat(2, minmax(0, 1fr)) auto'>{FLAT}</div>", ""),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_table_elements(name: str) -> None:
    body, head = TABLES[name]
    text = page(body, head)
    document = read(text)
    (table,) = [block for block in document.blocks if block.table]
    assert table.table is not None
    assert table.table.header_rows == 1
    tree = lxml_html.document_fromstring(text).getroottree()
    cells = [table.text[cell.start : cell.end] for cell in table.table.cells]
    assert cells == [text for line in (HEADER, *ROWS) for text in line]
    assert [tree.xpath(span.path)[0].text for span in table.paths] == cells
    (after,) = [block for block in document.blocks if block.text == "二、保障措施"]
    assert tree.xpath(after.paths[0].path)[0].text == after.text
    plan, _ = extract_document(document, "plan")[0]
    assert [(r.name, r.role) for r in plan.responsibilities] == [
        (row[at], role) for row in ROWS for at, role in ((2, "lead"), (3, "support"))
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<div><div><b>责任单位</b><i>县水利局</i></div><div><b>完成时限</b><i>2026年</i></div></div>",
        "<div><div><b>序号</b><b>任务</b></div><div>1</div></div>",
        "<ul><li><a>首页</a><a>政务</a></li><li><a>新闻</a><a>服务</a></li></ul>",
        "<div style='display:grid;grid-template-columns:1fr 1fr'><p>疏浚沟渠。</p><p>修建水闸。</p></div>",
    ],
)
def test_boxes_that_are_no_table(body: str) -> None:
    assert not [block for block in read(page(body)).blocks if block.table]


def printed(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if block.kind != "furniture")


def test_what_a_style_sheet_hides_is_named() -> None:
    head = "<style>.old, #draft{display:none} .old{color:red} @media screen{.new{display:none}}</style>"
    body = f"<p class='new'>1.疏浚沟渠。</p><p class='old'>2.{'填埋沟渠' * 3}。</p><p id=draft>3.{'拆除水闸' * 3}。</p>"
    document = read(page(body, head))
    assert "疏浚沟渠" in printed(document)
    assert not {"填埋", "拆除"} & {text[2:4] for text in printed(document).split("\n")}
    (remark,) = document.remarks
    assert remark.code == "part-not-read"
    assert "填埋" in remark.zh
    assert "2处" in remark.zh


@pytest.mark.parametrize(
    "body", ["<p class='x' style='display:block'>疏浚沟渠。</p>", f"<div class=x><p>{'疏浚沟渠。' * 20}</p></div>"]
)
def test_what_a_style_sheet_does_not_hide(body: str) -> None:
    document = read(page(body, "<style>.x{display:none}</style>"))
    assert "疏浚沟渠" in printed(document)
    assert document.remarks == ()


def test_a_style_sheet_numbers_a_list() -> None:
    head = "<style>ol.han{list-style-type:cjk-ideographic}</style>"
    text = printed(read(page("<ol class='han'><li>疏浚沟渠</li><li>修建水闸</li></ol>", head)))
    assert "一、疏浚沟渠" in text
    assert "二、修建水闸" in text


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("<p style='color: #FFF'>", "</p>", False),
        ("<p><font color=white>", "</font></p>", False),
        ("<div style='background:#204060'><p style='color:#ffffff'>", "</p></div>", True),
        ("<div class=banner><p style='color:white'>", "</p></div>", True),
        ("<p style='background-color:#fff;color:#333'>", "</p>", True),
    ],
)
def test_white_text_is_read_on_a_ground_only(start: str, end: str, shown: bool) -> None:
    document = read(page(f"<p>1.疏浚沟渠。</p>{start}2.{'填埋沟渠' * 3}。{end}"))
    assert ("填埋" in printed(document)) == shown
    assert len(document.remarks) == (not shown)


def test_the_foot_of_a_table_is_printed_last() -> None:
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in (HEADER, *ROWS))
    table = f"<table><tfoot><tr><td colspan=4>注：按年度更新。</td></tr></tfoot><tbody>{body}</tbody></table>"
    (block,) = [block for block in read(page(table)).blocks if block.table]
    assert block.text.split("\n")[0] == "\t".join(HEADER)
    assert block.text.endswith("注：按年度更新。")


def test_text_that_an_unended_attribute_takes_in_is_named() -> None:
    body = "<p>一、任务</p><p class='>疏浚三条灌溉渠道。</p><p id='a'>修建水闸。</p><p title='<b>修补堤坝的提示文字</b>'>修补堤坝。</p>"
    assert [remark.en for remark in read(page(body)).remarks] == [
        "Text in a tag that does not end “>疏浚三条灌溉渠道。” was not read."
    ]


@pytest.mark.parametrize(
    "page",
    [
        '<html><body><p>一、治水任务</p><p class="x>疏浚三条灌溉渠道并加固堤防。</p></body></html>',
        '<div><p>一、治水任务</p><p data-v="x>疏浚三条灌溉渠道并加固堤防。</p></div><p>二、其他</p><p class="y>',
        '<html><body><p>一、治水任务</p><p title="x>疏浚三条灌溉渠道并加固堤防。</p><p class="y">其他。</p></body></html>',
        "<html><body><p>一、治水任务</p></body></html>\n<a href='http://x.cn/1>疏浚三条灌溉渠道并加固堤防。",
    ],
)
def test_text_behind_a_missing_quotation_mark_is_named(page: str) -> None:
    document = read(page)
    assert any("疏浚三条灌溉渠道并加固堤防" in remark.en for remark in document.remarks)


@pytest.mark.parametrize(
    "page",
    [
        '<html><body><script>if (a<b) { s = "<p class=\'"; }</script><p>疏浚三条灌溉渠道并加固堤防。</p></body></html>',
        '<html><body><p data-tip="<b>疏浚三条灌溉渠道并加固堤防</b>" title=\'a"b\'>疏浚三条灌溉渠道并加固堤防。</p></body></html>',
        "<html><body><!-- <p class=\"x> --><p class=x\" id='y'>疏浚三条灌溉渠道并加固堤防。</p></body></html>",
    ],
)
def test_quotation_marks_that_close_or_open_no_value_are_not_named(page: str) -> None:
    document = read(page)
    assert not [remark.en for remark in document.remarks if "does not end" in remark.en]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\uffff", "\ufffe"])
def test_signs_that_no_element_has_in_its_name_do_not_end_the_reading(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "plan.html"
    cell = f"<o{sign}p><table><tr><td>疏浚河道</td><td>区水务局</td></tr></table></o{sign}p>"
    path.write_text(f"<style>td{{color:red}}</style><p>分工如下：</p>{cell}", encoding="utf-8")
    assert "疏浚河道" in [block.text for block in read_bytes(path, path.read_bytes(), Limits()).blocks]


def test_short_terms_of_a_list_are_labels_of_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    page = (
        "<html><body><h1>青岚县古桥修缮方案</h1><h2>一、修缮古桥</h2><dl>\n<dt>牵头单位</dt>\n<dd>县文旅局、县交通局</dd>\n"
        "<dt>配合单位：</dt><dd><p>县财政局</p></dd>\n<dt>修缮</dt><dt>养护</dt><dd>恢复旧貌的工程。</dd></dl></body></html>"
    )
    path.write_text(page, encoding="utf-8")
    assert [block.text for block in read_document(path).blocks][2:] == [
        "牵头单位：县文旅局、县交通局",
        "配合单位：",
        "县财政局",
        "修缮",
        "养护：恢复旧貌的工程。",
    ]
