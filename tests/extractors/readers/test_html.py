"""Web pages: main text, tables with spans, white space, encodings."""

import email.message
import os
from pathlib import Path

import pytest

from extractors import extract_document
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


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


TABLE = "<tr><td>任务</td><td>牵头单位</td></tr><tr><td>种植护岸林</td><td>镇林业站</td></tr>"


def test_the_caption_of_a_table_is_read(tmp_path: Path) -> None:
    document = read(tmp_path, page(f"<p>说明。</p><table><caption>表2 植树任务</caption>{TABLE}</table>"))
    assert main_texts(document) == ["说明。", "表2 植树任务"]
    assert [block.table.caption for block in document.blocks if block.table] == ["表2 植树任务"]


@pytest.mark.parametrize(
    ("markup", "expect"),
    [
        ("<ol><li>植树</li><li>护林</li></ol>", ["1. 植树", "2. 护林"]),
        ('<ol start="4"><li>植树</li><li value="9">护林</li><li>防火</li></ol>', ["4. 植树", "9. 护林", "10. 防火"]),
        ("<ol reversed><li>植树</li><li>护林</li></ol>", ["2. 植树", "1. 护林"]),
        ('<ol type="a"><li>植树</li></ol>', ["a. 植树"]),
        ('<ol style="list-style: cjk-ideographic inside"><li>植树</li><li>护林</li></ol>', ["一、植树", "二、护林"]),
        ('<ol style="list-style:none"><li>植树</li></ol>', ["植树"]),
        ("<ol><li>（一）植树</li><li>（二）护林</li></ol>", ["（一）植树", "（二）护林"]),
        ("<ul><li>植树</li></ul>", ["植树"]),
        (
            "<ol><li><p>植树</p><p>种树。</p></li><li></li><li> <div>护林</div></li></ol>",
            ["1. 植树", "种树。", "3. 护林"],
        ),
    ],
)
def test_numbers_of_ordered_lists_are_those_that_a_browser_prints(
    tmp_path: Path, markup: str, expect: list[str]
) -> None:
    assert main_texts(read(tmp_path, page(f"<div><p>说明。</p>{markup}</div>")))[1:] == expect


@pytest.mark.parametrize(
    "element",
    ["<pre>{}</pre>", '<div style="white-space: pre-wrap">{}</div>', '<p style="white-space:pre-line">{}</p>'],
)
def test_line_breaks_are_kept_where_a_browser_keeps_them(tmp_path: Path, element: str) -> None:
    text = "一、植树\n种植护岸林。\n\n二、护林"
    assert main_texts(read(tmp_path, page(element.format(text)))) == ["一、植树", "种植护岸林。", "二、护林"]


def test_line_breaks_of_the_source_are_no_breaks_elsewhere(tmp_path: Path) -> None:
    markup = '<pre>一、植树<span style="white-space:normal">\n和护林</span></pre>'
    assert main_texts(read(tmp_path, page(markup))) == ["一、植树和护林"]


def test_a_table_in_a_cell_of_a_data_table_is_a_table(tmp_path: Path) -> None:
    inner = "<table><tr><td>地段</td><td>株数</td></tr><tr><td>东岸</td><td>300</td></tr></table>"
    rows = (
        f"<tr><td>任务</td><td>牵头单位</td><td>安排</td></tr><tr><td>植树</td><td>镇林业站</td><td>{inner}</td></tr>"
    )
    document = read(tmp_path, page(f"<p>说明。</p><table>{rows}</table>"))
    tables = [block.text for block in document.blocks if block.table]
    assert tables == ["任务\t牵头单位\t安排\n植树\t镇林业站\t", "地段\t株数\n东岸\t300"]


def test_an_annex_beside_the_main_text_is_read(tmp_path: Path) -> None:
    text = "".join(
        f"<p>{number}.改善第{number}段道路，保障出行安全，年内全部完成并通过验收。</p>" for number in range(1, 30)
    )
    rest = f'<div><p>附件 分工表</p><table>{TABLE}</table></div><div class="foot">版权所有</div>'
    document = read(tmp_path, page(f'<div class="main">{text}</div>{rest}'))
    assert main_texts(document)[-1] == "附件 分工表"
    assert document.blocks[-1].why == "around-main-text"
    assert [block.text for block in document.blocks if block.table] == ["任务\t牵头单位\n种植护岸林\t镇林业站"]


def test_the_first_cell_of_a_row_may_be_marked_as_its_head(tmp_path: Path) -> None:
    rows = "<tr><th>序号</th><th>任务</th></tr><tr><th>1</th><td>植树</td></tr><tr><th>2</th><td>护林</td></tr>"
    (table,) = [
        block.table for block in read(tmp_path, page(f"<p>说明。</p><table>{rows}</table>")).blocks if block.table
    ]
    assert table.header_rows == 1


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_page_saved_by_a_browser_in_one_file(tmp_path: Path, charset: str) -> None:
    saved = email.message.EmailMessage()
    saved["Subject"] = "植树方案"
    saved.set_content("<html><body><p>一、植树</p><p>种植护岸林。</p></body></html>", subtype="html", charset=charset)
    saved.add_related(b"\x89PNG", "image", "png")
    document = read(tmp_path, saved.as_bytes(), "page.mht")
    assert (document.format, main_texts(document)) == ("mht", ["一、植树", "种植护岸林。"])


def test_a_saved_page_without_html_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="contains no HTML"):
        read(tmp_path, b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n")


def test_the_head_of_a_notice_is_found_below_a_long_navigation(tmp_path: Path) -> None:
    navigation = "".join(f"<div><a href='/{number}'>栏目{number}</a></div>" for number in range(90))
    notice = "<p>清河县人民政府</p><p>关于印发清河县植树方案的通知</p><p>清政发〔2024〕3号</p><p>各镇人民政府：</p><p>现印发给你们。</p>"
    text = f"{notice}<p>清河县植树方案</p><p>一、植树</p>" + "<p>种植护岸林，建立管护台账。</p>" * 20
    document = read(tmp_path, page(f'<div class="nav">{navigation}</div><div class="main">{text}</div>'))
    plan, _ = extract_document(document, "page")[0]
    assert (plan.plan.title, plan.plan.number) == ("清河县植树方案", "清政发〔2024〕3号")


def test_struck_text_is_named_and_not_read(tmp_path: Path) -> None:
    struck = "<p>1.疏浚河道<del>8</del>12公里。（责任单位：<span style='text-decoration: line-through'>区住建局</span>区水务局）</p>"
    document = read(tmp_path, f"<html><body>{struck}<p>2.新建泵站3座。</p></body></html>".encode())
    assert main_texts(document) == ["1.疏浚河道12公里。（责任单位：区水务局）", "2.新建泵站3座。"]
    assert [(remark.code, "“8” and 1 more" in remark.en) for remark in document.remarks] == [("part-not-read", True)]


@pytest.mark.parametrize(
    ("markup", "expect"),
    [
        ("<span style='display:block'>植树</span><span style='color:red;display: block'>护林</span>", ["植树", "护林"]),
        ("<p>修建<ruby>圳<rp>(</rp><rt>zhèn</rt><rp>)</rp></ruby>渠<math><mn>3</mn></math>条</p>", ["修建圳渠3条"]),
        ("<p>种植<st1:chmetcnv>12</st1:chmetcnv>亩</p>", ["种植12亩"]),
    ],
)
def test_lines_end_where_a_browser_ends_them(tmp_path: Path, markup: str, expect: list[str]) -> None:
    assert main_texts(read(tmp_path, page(f"<div><p>说明。</p>{markup}</div>")))[1:] == expect


def test_an_information_box_is_read_as_lines(tmp_path: Path) -> None:
    box = (
        "<table><tr><td>索 引 号：</td><td>001-2024</td><td>发文机关</td><td><span>清河县</span>人民政府</td></tr>"
        "<tr><td>发布日期</td><td>2024-04-25</td><td>主题分类</td><td>林业</td></tr></table>"
    )
    notice = "<p>关于印发清河县植树方案的通知</p><p>各镇人民政府：</p><p>现印发给你们。</p><p>清河县人民政府</p><p>2024年3月18日</p>"
    text = f"{notice}<p>清河县植树方案</p><p>一、植树</p>" + "<p>种植护岸林，建立管护台账。</p>" * 5
    document = read(tmp_path, page(f"<div>{box}{text}</div>"))
    assert main_texts(document)[:4] == [
        "索引号：001-2024",
        "发文机关：清河县人民政府",
        "发布日期：2024-04-25",
        "主题分类：林业",
    ]
    plan, _ = extract_document(document, "page")[0]
    assert (plan.plan.title, plan.plan.issuers, str(plan.plan.issued_on)) == (
        "清河县植树方案",
        ("清河县人民政府",),
        "2024-03-18",
    )


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("<iframe src='/f/annex.html'></iframe>", "Embedded page “/f/annex.html” was"),
        ("<iframe src='count.html' width=0 height='0'></iframe><img src='icon_doc.gif'><img src=a.png width=16>", ""),
        ("<p><img src='u/table.png'></p>", "Picture “u/table.png” was"),
        (
            "<div style='display:none'>附件：清河县植树任务分工表</div><b hidden>展开</b>",
            "Hidden text “附件：清河县植树任务分工表” was",
        ),
    ],
)
def test_what_a_page_shows_otherwise_is_named(tmp_path: Path, markup: str, named: str) -> None:
    document = read(tmp_path, page(f"<div><p>一、植树</p><p>种植护岸林。</p>{markup}</div>"))
    assert [remark.en for remark in document.remarks] == ([f"{named} not read."] if named else [])


def test_a_frame_beside_a_long_text_is_no_part_of_it(tmp_path: Path) -> None:
    text = "<p>一、植树</p>" + "<p>种植护岸林，建立管护台账，逐月通报进度。</p>" * 60
    frame = "<iframe src='/list.html' width='235' height='900'></iframe>"
    codes = [
        [remark.code for remark in read(tmp_path, page(f"<div>{inside}</div><div>{beside}</div>")).remarks]
        for inside, beside in ((text, frame), (text + frame, ""), ("<p>一、植树</p>", frame))
    ]
    assert codes == [["frame-beside-text"], ["part-not-read"], ["part-not-read"]]


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY ></HTML>"])
def test_a_page_put_together_from_two_is_read_to_its_end(tmp_path: Path, end: str) -> None:
    page = f"<html><body><p>一、疏浚河道。</p>{end}<div><p>二、新建泵站。</p><table><tr><td>三</td></tr></table></div></body></html>"
    assert [block.text for block in read(tmp_path, page.encode()).blocks] == ["一、疏浚河道。", "二、新建泵站。", "三"]


def test_text_of_a_table_outside_its_cells_is_named(tmp_path: Path) -> None:
    row = "<tr><td>疏浚河道</td><td>区水务局</td></tr>"
    page = f"<p>方案</p><table>{row}</x><p>本表由区水务局会同区财政局编制。</p><tr>各单位按月报送进展情况。<td>新建泵站</td><td>区财政局</td></tr>{row}</table>"
    (remark,) = read(tmp_path, page.encode()).remarks
    assert "“本表由区水务局会同区财政局编制。”等2处" in remark.zh or "“各单位按月报送进展情况。”等2处" in remark.zh
    assert not read(tmp_path, f"<p>方案</p><table>{row}{row}</table>".encode()).remarks


def test_a_page_without_its_text_is_named(tmp_path: Path) -> None:
    for data in (
        PAGE.encode()[:-400],
        b"<html><body><p>\xe8\xaf\xb7\xe7\xa8\x8d\xe5\x80\x99<script>go()</script></p></body></html>",
    ):
        assert [remark.code for remark in read(tmp_path, data).remarks if "Hidden" not in remark.en] == [
            "part-not-read"
        ]
    assert not read(tmp_path, PAGE.encode()).remarks


def test_the_frame_with_the_text_and_the_attachments_of_a_mail(tmp_path: Path) -> None:
    saved = email.message.EmailMessage()
    saved["Subject"] = "植树方案"
    saved.set_content("<html><body><p>通知</p></body></html>", subtype="html")
    long = "<html><body><p>一、植树</p>" + "<p>种植护岸林，建立管护台账。</p>" * 9 + "</body></html>"
    saved.add_attachment(long, subtype="html", disposition="inline")
    saved.add_attachment(b"PK", "application", "zip", filename="附件.zip")
    document = read(tmp_path, saved.as_bytes(), "page.eml")
    assert main_texts(document)[0] == "一、植树"
    assert [remark.en for remark in document.remarks] == ["The attachment “附件.zip” of the mail was not read."]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_mail_without_a_page_is_read_as_text(tmp_path: Path, charset: str) -> None:
    mail = email.message.EmailMessage()
    mail["Subject"] = "植树方案"
    mail.set_content("一、植树\n1.种植护岸林。\n", charset=charset)
    mail.add_attachment(b"PK", "application", "zip", filename="附件.zip")
    document = read(tmp_path, mail.as_bytes(), "mail.eml")
    assert main_texts(document) == ["一、植树", "1.种植护岸林。"]
    assert [remark.en for remark in document.remarks] == ["The attachment “附件.zip” of the mail was not read."]
