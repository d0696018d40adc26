"""Word, Excel and OFD: what their files say without printing it, and what they print without saying it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.errors import UnreadableError
from extractors.readers import read_document
from extractors.readers.base.written_numbers import han, written_number
from extractors.readers.ofd.values import deltas
from extractors.readers.office.number_formats import display_text
from schemas import Document
from tests.support import plan_files as plan_fixture

NUMBERING = f"""<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num></w:numbering>"""


def word(tmp_path: Path, fill: Callable[[docx.document.Document], None]) -> Document:
    document = docx.Document()
    fill(document)
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return read_document(path)


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "paragraph"]


def test_automatic_numbers_of_word(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        part = document.part.numbering_part
        for child in parse_xml(NUMBERING):
            part.element.append(child)
        for level, text in [
            (0, "总体要求"),
            (1, "指导思想"),
            (1, "工作原则"),
            (0, "主要任务"),
            (1, "治水"),
            (2, "清淤"),
            (2, "截污"),
        ]:
            paragraph = document.add_paragraph(text)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
            )

    assert prose(word(tmp_path, fill)) == [
        "一、总体要求", "（一）指导思想", "（二）工作原则", "二、主要任务", "（一）治水", "1.清淤", "2.截污",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "format", "expect"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (105, "japaneseCounting", "一百〇五"),
        (12, "chineseLegalSimplified", "拾贰"), (3, "ideographTraditional", "丙"), (28, "lowerLetter", "bb"),
        (49, "upperRoman", "XLIX"), (3, "decimalEnclosedCircle", "③"), (7, "decimalZero", "07"), (5, "unknown", "5"),
        (780, "lowerLetter", "z" * 30), (781, "lowerLetter", "781"), (999_999, "upperLetter", "999999"),
        (10**9, "lowerRoman", "1000000000"),
    ],
)  # fmt: skip
def test_number_formats(number: int, format: str, expect: str) -> None:
    assert written_number(number, format) == expect


def test_chinese_numerals() -> None:
    assert [han(n) for n in (1, 11, 20, 101, 110, 1010)] == ["一", "十一", "二十", "一百〇一", "一百一十", "一千〇一十"]


def test_tracked_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("责任单位：")
        for tag, inner in (("ins", "<w:t>县水务局</w:t>"), ("del", "<w:delText>县建设局</w:delText>")):
            paragraph._p.append(
                parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a"><w:r>{inner}</w:r></w:{tag}>')
            )

    assert prose(word(tmp_path, fill)) == ["责任单位：县水务局"]


def test_merged_cells_headings_and_paths_of_word(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("重点任务", level=2)
        table = document.add_table(rows=4, cols=3)
        for row, texts in enumerate(
            [("类别", "任务", "任务"), ("治水", "清淤", "1"), ("治水", "截污", "2"), ("治气", "扬尘", "3")]
        ):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2)).text = "任务"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "治水"

    document = word(tmp_path, fill)
    assert (document.blocks[0].text, document.blocks[0].level) == ("重点任务", 2)
    block = document.blocks[1]
    assert block.table is not None
    spans = {block.text[c.start : c.end]: (c.row_span, c.column_span) for c in block.table.cells}
    assert (spans["治水"], spans["任务"], spans["治气"]) == ((2, 1), (1, 2), (1, 1))
    assert block.evidence(block.text.index("扬尘"), block.text.index("扬尘") + 2).path == "tbl[1]/tr[4]/tc[2]"


def test_text_boxes_and_footnotes_follow_their_paragraph(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("正文。")
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:textbox><w:txbxContent>'
                "<w:p><w:r><w:t>专栏1 重点工程</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
            )
        )
        document.add_paragraph("结语。")

    assert prose(word(tmp_path, fill)) == ["正文。", "专栏1 重点工程", "结语。"]


@pytest.mark.parametrize(
    ("value", "format", "expect"),
    [
        (0.125, "0.0%", "12.5%"),
        (300.0, "General", "300"),
        (12.5, "0.00", "12.50"),
        (None, "General", ""),
        (7, "0", "7"),
        (95, '"≥"0', "≥95"),
        (0.955, '"≥"0.0%', "≥95.5%"),
        (40, '0"以上"', "40以上"),
        (32150.5, "#,##0.00", "32,150.50"),
        (41000, "#,##0", "41,000"),
        (0, "#,##0", "0"),
        (12.5, '_ * #,##0.0_ ;_ * -#,##0.0_ ;_ * "-"??_ ;_ @_ ', "12.5"),
        (0, '_ * #,##0.0_ ;_ * -#,##0.0_ ;_ * "-"??_ ;_ @_ ', "-"),
        (-5.2, "0.0_);(0.0)", "-5.2"),
        (-4, "0;[红色]0", "-4"),
        (95, '[>=90]"≥"0;0', "≥95"),
        (80, '[>=90]"≥"0;0', "80"),
        (410000, '0!.0,"万"', "41.0万"),
        (2025, '0"年"', "2025年"),
        (12.5, "# ?/?", "12.5"),
        (12.50, "0.##", "12.5"),
        (12.0, "0.##", "12"),
        (410000000000, "General", "410000000000"),
        (45, "[$¥-804]#,##0", "¥45"),
        (7, ";;;", ""),
        ("备注", ";;;", ""),
        ("三", '"第"@"章"', "第三章"),
        ("区财政局_x000D_\n区水利局", "@", "区财政局\n区水利局"),
    ],
)
def test_values_as_a_sheet_shows_them(value: object, format: str, expect: str) -> None:
    assert display_text(value, format) == expect


def test_merged_ranges_titles_and_hidden_sheets_of_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "附表1"
    sheet["A1"] = "重点任务分解表"
    sheet.merge_cells("A1:C1")
    for row, texts in enumerate(
        [("类别", "任务", "责任单位"), ("治水", "清淤", "县水务局"), (None, "截污", "县住建局")], 2
    ):
        for column, text in enumerate(texts, 1):
            sheet.cell(row, column, text)
    sheet.merge_cells("A3:A4")
    book.create_sheet("草稿").sheet_state = "hidden"
    path = tmp_path / "plan.xlsx"
    book.save(path)
    document = read_document(path)
    assert prose(document) == ["重点任务分解表"]
    block = document.blocks[1]
    assert block.table is not None
    assert block.table.caption == "重点任务分解表"
    assert [(c.row, c.column, c.row_span) for c in block.table.cells if c.row_span > 1] == [(1, 0, 2)]
    at = block.text.index("县住建局")
    assert block.evidence(at, at + 4).path == "附表1!C4"
    assert [remark.code for remark in document.remarks] == ["part-not-read"]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("3 3 3.5", [3, 3, 3.5]),
        ("g 3 4.2", [4.2] * 3),
        ("2 g 2 4 1", [2, 4, 4, 1]),
        ("g 9999999 1", [1.0] * 5),
        ("g 2", []),
        ("", []),
    ],
)
def test_deltas_of_ofd(text: str, expect: list[float]) -> None:
    assert deltas(text, 5)[: len(expect)] == expect


def test_ofd_page_gives_boxes_in_points(tmp_path: Path) -> None:
    path = tmp_path / "plan.ofd"
    path.write_bytes(plan_fixture.as_ofd())
    document = read_document(path)
    assert (round(document.pages[0].width), round(document.pages[0].height)) == (595, 842)
    page, left, top, right, _ = document.blocks[0].boxes(0, 1)[0]
    assert (page, round(left), round(right - left)) == (1, round(20 * 72 / 25.4), round(4 * 72 / 25.4))
    assert round(top) == round(20 * 72 / 25.4)


def test_templates_annotations_and_attachments_of_ofd(tmp_path: Path) -> None:
    def text(words: str, y: int) -> str:
        return f'<TextObject Boundary="20 {y} 150 8" Size="4"><TextCode X="0" Y="4">{words}</TextCode></TextObject>'

    files = {
        "OFD.xml": "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
        '<TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></CommonData><Pages><Page ID="1" BaseLoc="Pages/P.xml"/></Pages>'
        "<Annotations>Annots/A.xml</Annotations><Attachments>Attachs/A.xml</Attachments></Document>",
        "Doc_0/Tpls/T.xml": f"<Page><Content><Layer>{text('某县人民政府文件', 30)}</Layer></Content></Page>",
        "Doc_0/Pages/P.xml": f'<Page><Template TemplateID="9"/><Content><Layer><PageBlock>{text("各乡镇：", 60)}</PageBlock>'
        f'<TextObject Boundary="20 80 90 9" Size="2" CTM="2 0 0 2 0 0"><TextCode X="0" Y="2" DeltaX="g 2 2">'
        "放大的</TextCode></TextObject></Layer></Content></Page>",
        "Doc_0/Annots/A.xml": '<Annotations><Page PageID="1"><FileLoc>P1.xml</FileLoc></Page></Annotations>',
        "Doc_0/Annots/P1.xml": f"<PageAnnot><Annot><Appearance>{text('已阅', 5)}</Appearance></Annot></PageAnnot>",
        "Doc_0/Attachs/A.xml": '<Attachments><Attachment Name="附表.xlsx"/></Attachments>',
    }
    path = tmp_path / "plan.ofd"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    document = read_document(path)
    assert prose(document) == ["某县人民政府文件", "各乡镇：", "放大的"]
    assert [(block.text, block.why) for block in document.blocks if block.kind == "furniture"] == [
        ("已阅", "annotation")
    ]
    assert [remark.code for remark in document.remarks] == ["part-not-read"]
    enlarged = next(block for block in document.blocks if block.text == "放大的")
    assert round(enlarged.size or 0, 1) == round(4 * 72 / 25.4, 1)


def test_encrypted_ofd_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.ofd"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
        archive.writestr("Encryptions.xml", "<Encryptions/>")
    with pytest.raises(UnreadableError, match="encrypted"):
        read_document(path)


def test_zip_bombs_and_entities_are_refused(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 20_000_000)
    entities = io.BytesIO()
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY l0 "ha">{lol}]><d>&l8;</d>')
    for data in (bomb, entities):
        path = tmp_path / "plan.docx"
        path.write_bytes(data.getvalue())
        with pytest.raises(UnreadableError):
            read_document(path)
