"""Word files as other programs write them: parts under any name, strict OOXML, lists, and what is not printed."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from extractors import extract_document
from extractors.errors import UnreadableError
from extractors.readers import read_document
from schemas import Document

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(text: str, properties: str = "", inside: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r>{inside}</w:p>"


def listed(text: str, num: int, level: int | None = 0) -> str:
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return paragraph(text, f'<w:numPr>{depth}<w:numId w:val="{num}"/></w:numPr>')


def table(*rows: list[str]) -> str:
    """Return a table of cells that are XML or text."""
    cells = [[cell if cell.startswith("<") else paragraph(cell) for cell in row] for row in rows]
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in cells)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def word(
    tmp_path: Path,
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    main: str = "word/document.xml",
    strict: bool = False,
) -> Document:
    """Read a Word file of this body; ``parts`` are further parts, by the last word of their relation and their name."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind.split(":")[0]}" Target="{kind.split(":")[1]}"/>'
        for n, kind in enumerate(parts or {})
    )
    names = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}" xmlns:m="{MATH}"'
    folder, _, name = main.rpartition("/")
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/{main}" ContentType="{TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="m" Type="{RELATIONS}/officeDocument" '
        f'Target="/{main}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        main: f"<w:document {names}><w:body>{body}</w:body></w:document>",
    }
    for kind, content in (parts or {}).items():
        files[f"{folder}/{kind.split(':')[1]}"] = (
            content.replace(">", f" {names}>", 1) if isinstance(content, str) and content.startswith("<w:") else content
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(part, _strict(data) if strict else data)
    path = tmp_path / "plan.docx"
    path.write_bytes(buffer.getvalue())
    return read_document(path)


def _strict(data: bytes) -> bytes:
    data = data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    return data.replace(RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "WORD/Document.xml", "text/main.xml"])
def test_the_main_part_is_found_by_its_relation(tmp_path: Path, main: str, strict: bool) -> None:
    document = word(
        tmp_path, paragraph("一、修复岸线") + table(["任务", "单位"], ["植树", "镇林业站"]), main=main, strict=strict
    )
    assert texts(document) == ["一、修复岸线", "任务\t单位\n植树\t镇林业站"]


def test_a_missing_main_part_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{TYPE}"/></Types>')
    with pytest.raises(UnreadableError, match=r"word/document\.xml is missing"):
        read_document(path)


def test_parts_of_other_formats_are_read_in_place(tmp_path: Path) -> None:
    page = "<html><body><p>2.清理库区。</p><table><tr><td>任务</td><td>单位</td></tr><tr><td>巡库</td><td>镇水利站</td></tr></table></body></html>"
    body = paragraph("1.加固大坝。") + '<w:altChunk r:id="r0"/>' + paragraph("3.值守。")
    document = word(tmp_path, body, {"aFChunk:chunk.html": page})
    assert texts(document) == ["1.加固大坝。", "2.清理库区。", "任务\t单位\n巡库\t镇水利站", "3.值守。"]
    assert (document.blocks[1].paths[0].path or "").startswith("altChunk[1]/")
    assert document.remarks == ()


@pytest.mark.parametrize("parts", [{"aFChunk:chunk.bin": b"\x00\x01\x02\x03" * 50}, {}])
def test_a_part_that_is_not_read_is_named(tmp_path: Path, parts: dict[str, bytes]) -> None:
    document = word(tmp_path, paragraph("1.加固大坝。") + '<w:altChunk r:id="r0"/>', parts)
    assert [(remark.code, "after “1.加固大坝。”" in remark.en) for remark in document.remarks] == [
        ("part-not-read", True)
    ]


BOX = "<w:r><w:pict><w:txbxContent>" + paragraph("镇财政所") + "</w:txbxContent></w:pict></w:r>"


def test_a_text_box_on_a_cell_is_text_of_the_cell(tmp_path: Path) -> None:
    cell = "<w:p>" + BOX + "</w:p>"
    document = word(tmp_path, table(["任务", "配合单位"], ["修渠", cell]))
    assert texts(document) == ["任务\t配合单位\n修渠\t镇财政所"]


def test_a_text_box_in_a_text_box_is_read_once(tmp_path: Path) -> None:
    outer = "<w:r><w:pict><w:txbxContent>" + paragraph("外框", inside=BOX) + "</w:txbxContent></w:pict></w:r>"
    assert texts(word(tmp_path, paragraph("正文", inside=outer))) == ["正文", "外框", "镇财政所"]


def test_a_note_on_a_cell_follows_the_table(tmp_path: Path) -> None:
    cell = paragraph("覆盖率", inside='<w:r><w:footnoteReference w:id="4"/></w:r>')
    note = f'<w:footnotes><w:footnote w:id="4">{paragraph("按户计算。")}</w:footnote></w:footnotes>'
    document = word(tmp_path, table(["指标", "2026年"], [cell, "90"]), {"footnotes:footnotes.xml": note})
    assert texts(document) == ["指标\t2026年\n覆盖率\t90", "按户计算。"]


def test_a_table_inside_a_cell_is_a_table(tmp_path: Path) -> None:
    inner = table(["分工", "单位"], ["管网", "镇建设办"]) + paragraph("")
    document = word(tmp_path, table(["任务", "安排"], ["改厕", inner]))
    assert texts(document) == ["任务\t安排\n改厕\t", "分工\t单位\n管网\t镇建设办"]
    assert document.blocks[1].paths[-1].path == "tbl[1]/tr[2]/tc[2]/tbl[1]/tr[2]/tc[2]"


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    deleted = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    body = paragraph("责任单位：镇农业", deleted) + paragraph("农村办") + paragraph("2.修路")
    assert texts(word(tmp_path, body)) == ["责任单位：镇农业农村办", "2.修路"]
    assert texts(word(tmp_path, paragraph("末段", deleted))) == ["末段"]


def level(index: int, format: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


LEVELS = (
    level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>") + level(2, "decimal", "（%3）")
)


def numbering(*abstracts: str) -> str:
    """Return numbering.xml: list n has the n-th of these definitions."""
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(abstracts) + 1)
    )
    defined = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(abstracts, 1)
    )
    return f"<w:numbering>{defined}{lists}</w:numbering>"


def test_legal_numbers_are_digits_on_all_levels(tmp_path: Path) -> None:
    body = listed("总则", 1) + listed("任务", 1) + listed("修渠", 1, 1) + listed("修路", 1, 1)
    document = word(tmp_path, body, {"numbering:numbering.xml": numbering(LEVELS)})
    assert texts(document) == ["一、总则", "二、任务", "2.1修渠", "2.2修路"]


def test_an_empty_numbered_paragraph_counts(tmp_path: Path) -> None:
    body = listed("总则", 1) + listed("", 1) + listed("任务", 1)
    document = word(tmp_path, body, {"numbering:numbering.xml": numbering(LEVELS)})
    assert texts(document) == ["一、总则", "三、任务"]


def test_a_list_takes_its_levels_from_a_list_style(tmp_path: Path) -> None:
    styles = '<w:styles><w:style w:type="numbering" w:styleId="Plan"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    lists = numbering('<w:styleLink w:val="Plan"/>' + LEVELS, '<w:numStyleLink w:val="Plan"/>')
    body = listed("总则", 2) + listed("任务", 2) + listed("修渠", 2, 1)
    document = word(tmp_path, body, {"numbering:numbering.xml": lists, "styles:styles.xml": styles})
    assert texts(document) == ["一、总则", "二、任务", "2.1修渠"]


def test_the_level_of_a_list_follows_the_paragraph_style(tmp_path: Path) -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Top"/>')
    levels += level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Sub"/>')
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{name}">{number}</w:style>' for name in ("Top", "Sub"))
    parts = {"numbering:numbering.xml": numbering(levels), "styles:styles.xml": f"<w:styles>{styles}</w:styles>"}
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in [("任务", "Top"), ("修渠", "Sub"), ("修路", "Sub")]
    )
    assert texts(word(tmp_path, body, parts)) == ["一、任务", "（一）修渠", "（二）修路"]


def test_hidden_text_is_said_and_not_read(tmp_path: Path) -> None:
    styles = (
        '<w:styles><w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Note"/></w:style></w:styles>'
    )
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>（公开）</w:t></w:r>'
    body = paragraph("1.修渠。") + paragraph("只供内部", '<w:pStyle w:val="Child"/>', shown)
    document = word(tmp_path, body, {"styles:styles.xml": styles})
    assert texts(document) == ["1.修渠。", "（公开）"]
    assert [remark.zh for remark in document.remarks] == ["隐藏文字“只供内部”未读取。"]


def test_what_is_no_text_is_named_with_its_place(tmp_path: Path) -> None:
    picture = '<w:r><x:pic xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:r>'
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = paragraph("1.修渠。") + paragraph("2.修路。", inside=picture)
    body += table(["a", "b"], [paragraph("c", inside=picture), paragraph("d", inside=comment)])
    document = word(tmp_path, body)
    assert [remark.en for remark in document.remarks] == [
        "2 pictures (the first after “2.修路。”) were not read.",
        "1 comment (after “d”) was not read.",
    ]
    plan, _ = extract_document(document, "plan")[0]
    assert [finding.code for finding in plan.findings].count("part-not-read") == 2


def test_a_formula_keeps_its_letters(tmp_path: Path) -> None:
    formula = "<m:oMath><m:r><m:t>R=a/b</m:t></m:r></m:oMath>"
    assert texts(word(tmp_path, paragraph("计算公式为", inside=formula))) == ["计算公式为R=a/b"]


def test_a_package_in_one_xml_file_is_read_as_the_word_file_that_it_holds(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("一、修缮古桥")
    made.add_table(1, 2).cell(0, 1).text = "县文旅局"
    made.save(str(tmp_path / "plan.docx"))
    parts = []
    with zipfile.ZipFile(tmp_path / "plan.docx") as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                kind = "document.main" if name == "word/document.xml" else "part"
                content = f"<pkg:xmlData>{data.decode().partition('?>')[2]}</pkg:xmlData>"
                type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
                parts.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="{type}">{content}</pkg:part>')
    binary = base64.b64encode(b"picture").decode()
    parts.append(f'<pkg:part pkg:name="/word/media/a.bin"><pkg:binaryData>{binary}</pkg:binaryData></pkg:part>')
    path = tmp_path / "plan.xml"
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    path.write_text(f'{head}<pkg:package xmlns:pkg="{space}">{"".join(parts)}</pkg:package>', encoding="utf-8")
    document, original = read_document(path), read_document(tmp_path / "plan.docx")
    assert document.blocks == original.blocks and document.format == "docx"
    assert (
        document.source.file == "plan.xml" and document.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    )
