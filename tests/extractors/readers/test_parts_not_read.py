"""What a reader passes over is said with its place; what files say in an unusual form is read."""

import datetime
import hashlib
import io
import zipfile
from email.mime.text import MIMEText
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font
from PIL import Image

from extractors.readers import read_document
from extractors.readers.base.archive import STRICT
from extractors.readers.base.limits import standing_limits
from schemas import Document

W = nsdecls("w")


def word(tmp_path: Path, *elements: str, paragraphs: tuple[str, ...] = ("一、灌溉", "疏浚渠道。")) -> Document:
    """Return what is read of a Word file with these paragraphs and then these elements of its body."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    for element in elements:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(element))
    path = tmp_path / "plan.docx"
    made.save(str(path))
    return read_document(path)


def sheet(tmp_path: Path) -> tuple[openpyxl.Workbook, Path]:
    book = openpyxl.Workbook()
    book.active.title = "任务"
    for row in (
        ["序号", "任务", "责任单位", "完成时限"],
        [1, "疏浚渠道", "县水利局", "2027年底"],
        [2, "修补堤坝", "县应急局", "2028年底"],
    ):
        book.active.append(row)
    return book, tmp_path / "plan.xlsx"


def read(book: openpyxl.Workbook, path: Path) -> Document:
    book.save(path)
    return read_document(path)


def remarks(document: Document) -> list[str]:
    assert {remark.code for remark in document.remarks} <= {"part-not-read", "page-not-read"}
    return [remark.zh for remark in document.remarks]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind != "furniture"]


def rewritten(path: Path, change: dict[bytes, bytes], names: dict[str, str] | None = None) -> Path:
    """Rewrite the parts of a zip file."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            for old, new in change.items():
                data = data.replace(old, new)
            target.writestr((names or {}).get(name, name), data)
    return path


def test_a_part_in_another_format_is_said_with_its_place(tmp_path: Path) -> None:
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    made = word(tmp_path, f'<w:altChunk {W} {r} r:id="rId99"/>')
    assert ["疏浚渠道。" in remark and "未读取" in remark for remark in remarks(made)] == [True]


def test_embedded_objects_comments_and_pictures_of_word_are_said(tmp_path: Path) -> None:
    made = word(
        tmp_path,
        f"<w:p {W}><w:r><w:object/></w:r></w:p>",
        f'<w:p {W}><w:r><w:t>附图</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>',
        f"<w:p {W}>{PICTURE}</w:p>",
    )
    assert [any(word in remark for remark in remarks(made)) for word in ("对象", "批注", "图片")] == [True] * 3


PICTURE = (
    '<w:r><w:drawing><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r>'
)


def test_a_word_file_that_is_read_whole_has_no_remark(tmp_path: Path) -> None:
    assert remarks(word(tmp_path)) == []


def test_text_boxes_in_cells_are_lines_of_the_cell(tmp_path: Path) -> None:
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>县林业局</w:t></w:r></w:p></w:txbxContent></w:pict>"
    table = f"<w:tbl {W}><w:tr>{cell('任务')}{cell('责任单位')}</w:tr><w:tr>{cell('疏浚渠道')}{cell('', box)}</w:tr></w:tbl>"
    assert any("疏浚渠道\t县林业局" in text for text in texts(word(tmp_path, table)))


def cell(text: str, more: str = "") -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t>{more}</w:r></w:p></w:tc>"


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('县水利局')}{cell('渠首')}</w:tr><w:tr>{cell('县林业局')}{cell('林带')}</w:tr></w:tbl>"
    table = f"<w:tbl {W}><w:tr>{cell('任务')}{cell('分工')}</w:tr><w:tr>{cell('疏浚')}<w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    tables = [block.text for block in word(tmp_path, table).blocks if block.table]
    assert tables == ["任务\t分工\n疏浚\t", "县水利局\t渠首\n县林业局\t林带"]


def test_paragraphs_joined_by_a_tracked_deletion_are_one(tmp_path: Path) -> None:
    deleted = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    first = f"<w:p {W}>{deleted}<w:r><w:t>责任单位：县水</w:t></w:r></w:p>"
    made = word(tmp_path, first, f"<w:p {W}><w:r><w:t>利局</w:t></w:r></w:p>")
    assert texts(made)[-1] == "责任单位：县水利局"


def test_paragraphs_whose_style_hides_them_are_not_read(tmp_path: Path) -> None:
    made = docx.Document()
    style = made.styles.add_style("Hidden", 1)
    style.font.hidden = True
    made.add_paragraph("疏浚渠道。")
    made.add_paragraph("内部说明。", style="Hidden")
    path = tmp_path / "plan.docx"
    made.save(str(path))
    assert texts(read_document(path)) == ["疏浚渠道。"]


def test_strict_files_and_main_parts_of_other_names_are_read(tmp_path: Path) -> None:
    word(tmp_path)
    path = tmp_path / "plan.docx"
    rewritten(path, {b"word/document.xml": b"word/document3.xml"}, {"word/document.xml": "word/document3.xml"})
    assert texts(read_document(path)) == ["一、灌溉", "疏浚渠道。"]
    rewritten(path, {usual: strict for strict, usual in STRICT})
    assert texts(read_document(path)) == ["一、灌溉", "疏浚渠道。"]
    book, path = sheet(tmp_path)
    book.save(path)
    rewritten(path, {usual: strict for strict, usual in STRICT})
    assert "疏浚渠道\t县水利局" in texts(read_document(path))[0]


def test_a_strict_workbook_is_known_by_its_own_bytes(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.save(path)
    rewritten(path, {usual: strict for strict, usual in STRICT})
    assert read_document(path).source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_part_that_is_read_twice_counts_once_against_the_limit(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    assert "疏浚渠道" in texts(read_document(path, standing_limits()._replace(zip_bytes=unpacked)))[0]


def test_formulas_without_a_value_are_said(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.active["D3"] = "=D2"
    assert ["D3" in remark for remark in remarks(read(book, path))] == [True]


def test_hidden_rows_and_columns_are_said_and_not_read(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["D"].hidden = True
    made = read(book, path)
    assert [("第3行" in remark, "D列" in remark) for remark in remarks(made)] == [(True, False), (False, True)]
    assert "修补堤坝" not in texts(made)[0] and "2027" not in texts(made)[0]


def test_struck_text_errors_and_unprinted_text_of_a_sheet_are_said(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.active["C2"] = CellRichText(TextBlock(InlineFont(strike=True), "县林业局、"), "县水利局")
    book.active["D2"].font = Font(strike=True)
    book.active["C3"], book.active["C3"].data_type = "#REF!", "e"
    book.active["D3"].number_format = ";;;"
    made = read(book, path)
    assert texts(made) == ["序号\t任务\t责任单位\t完成时限\n1\t疏浚渠道\t县水利局\n2\t修补堤坝"]
    assert remarks(made) == [
        "工作表“任务”的C3是错误值，未读取。",
        "工作表“任务”的C2、D2有划去的文字，未读取。",
        "工作表“任务”的D3被数字格式隐藏，未读取。",
    ]


def test_tables_beside_each_other_are_two(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    for row, texts_ in enumerate((["指标", "单位", "2027年"], ["受益面积", "亩", 900]), 1):
        for column, text in enumerate(texts_, 6):
            book.active.cell(row, column, text)
    assert texts(read(book, path)) == [
        "序号\t任务\t责任单位\t完成时限\n1\t疏浚渠道\t县水利局\t2027年底\n2\t修补堤坝\t县应急局\t2028年底",
        "指标\t单位\t2027年\n受益面积\t亩\t900",
    ]


def test_comments_and_pictures_of_a_sheet_are_said(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.active["B2"].comment = Comment("先报后建", "甲")
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    book.active.add_image(SheetImage(picture), "F2")
    made = read(book, path)
    assert [any(word in remark for remark in remarks(made)) for word in ("B2", "图片")] == [True, True]


def test_a_formatted_cell_far_below_costs_nothing(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    book.active["C1048576"].font = openpyxl.styles.Font(bold=True)
    assert "修补堤坝" in texts(read(book, path))[0]


def test_dates_are_written_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    for row, form in ((2, 'yyyy"年"m"月"'), (3, 'yyyy"年"')):
        book.active[f"D{row}"] = datetime.date(2027, 6, 1)
        book.active[f"D{row}"].number_format = form
    assert [line.split("\t")[3] for line in texts(read(book, path))[0].split("\n")[1:]] == ["2027年6月", "2027年"]


def test_radicals_and_full_width_digits_are_the_usual_characters(tmp_path: Path) -> None:
    text = "石桥县⽔利⼯作要点（２０２７年）\n\n一、⽬标\n\n１．新建护岸１２公里。\n"
    whole = "石桥县水利工作要点（2027年）一、目标1．新建护岸12公里。"
    for name, data in (
        ("plan.txt", text),
        ("plan.md", f"# {text}"),
        ("plan.html", f"<html><body>{''.join(f'<p>{line}</p>' for line in text.split())}</body></html>"),
    ):
        path = tmp_path / name
        path.write_text(data, encoding="utf-8")
        assert "".join(texts(read_document(path))).replace("# ", "") == whole
    assert "".join(texts(word(tmp_path, paragraphs=tuple(text.split())))) == whole


def test_page_marks_of_converters_are_furniture(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("一、灌溉\n疏浚渠道。\n# Page 12:\n修补堤坝。\n--- Page 13 ---\n植树护岸。\n", encoding="utf-8")
    document = read_document(path)
    assert [block.text for block in document.blocks if block.kind == "furniture"] == ["# Page 12:", "--- Page 13 ---"]
    assert "Page" not in "".join(texts(document))


@pytest.mark.parametrize("mark", ["*— 2 —*", "**— 2 —**", "_第 2 页_", "> — 2 —", "`- 2 -`"])
def test_page_marks_set_in_type_are_furniture(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "plan.md"
    path.write_text(f"# 一、灌溉\n\n1.疏浚渠道。\n\n{mark}\n\n2.修补堤坝。\n", encoding="utf-8")
    assert texts(read_document(path)) == ["一、灌溉", "1.疏浚渠道。", "2.修补堤坝。"]


def test_boxes_over_a_sheet_and_embedded_files_are_said(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    read(book, path)
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>第2项由</a:t></a:r><a:r><a:t>县审计局督导</a:t></a:r></a:p>'
        "</xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
        archive.writestr("xl/embeddings/oleObject1.bin", bytes(8))
    assert remarks(read_document(path)) == [
        "文本框中的文字“第2项由县审计局督导”等1处未读取。",
        "工作簿中有1个嵌入的文件，未读取。",
    ]


def test_pictures_of_markdown_are_said(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    images = "![](images/table_3.jpg)\n\n![](share/icon_w.png)\n\n![图](data:image/png;base64,iVBORw0KGgo=)"
    path.write_text(f"# 一、灌溉\n\n疏浚渠道。\n\n{images}\n", encoding="utf-8")
    assert remarks(read_document(path)) == ["图片“images/table_3.jpg”等2处未读取。"]


def test_chart_sheets_are_said(tmp_path: Path) -> None:
    book, path = sheet(tmp_path)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=2, max_row=3))
    book.create_chartsheet("进度图").add_chart(chart)
    assert remarks(read(book, path)) == ["工作表“进度图”是图表，未读取。"]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("<svg><text>三、县水利局负责巡查渠道</text></svg>", "图形中的文字“三、县水利局负责巡查渠道”"),
        ("<p><a href='art_7_2.html'>下一页</a></p>", "正文的下一页“art_7_2.html”"),
        (f"<textarea>{'巡查渠道。' * 30}</textarea>", "文本框中的文字“巡查渠道。"),
    ],
)
def test_what_a_page_shows_otherwise_is_said(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><div><p>一、灌溉</p><p>疏浚渠道。</p>{part}</div></body></html>", encoding="utf-8")
    (remark,) = remarks(read_document(path))
    assert said in remark


def test_links_to_other_texts_are_no_next_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    links = "<a href='art_8.html'>下一篇</a><a href='javascript:void(0)'>下一页</a><a href='#'>下一页</a>"
    path.write_text(f"<html><body><p>一、灌溉</p><p>疏浚渠道。</p><p>{links}</p></body></html>", encoding="utf-8")
    assert not read_document(path).remarks


def test_a_page_as_a_mail_of_one_part(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    mail = MIMEText("<html><body><p>一、灌溉</p><p>疏浚渠道。</p></body></html>", "html", "gb18030")
    path.write_bytes(mail.as_bytes())
    document = read_document(path)
    assert (document.format, texts(document)) == ("mht", ["一、灌溉", "疏浚渠道。"])


def test_a_page_mark_cuts_no_sentence(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "一、灌溉\n疏浚渠道，\n\n# Page 12:\n加固堤坝。（责任单位：县\n\n# Page 13:\n水利局）\n二、绿化\n确保成活率达到\n92.5%。\n",
        encoding="utf-8",
    )
    texts = [block.text for block in read_document(path).blocks if block.kind == "paragraph"]
    assert texts == ["一、灌溉", "疏浚渠道，加固堤坝。（责任单位：县水利局）", "二、绿化", "确保成活率达到92.5%。"]
