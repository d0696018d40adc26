"""Word, Excel and OFD files that expand: repeated elements, spans, merges, references in circles, packed blanks."""

import io
import zipfile
from collections.abc import Mapping

from tests.support.bombs import Bombs

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the archive of the parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Return a part of relations: kind to target."""
    lines = (f'<Relationship Id="r{n}" Type="{OFFICE}/{kind.split()[0]}" Target="{target}"/>' for n, (kind, target) in enumerate(targets.items(), 1))  # fmt: skip
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def types(overrides: Mapping[str, str]) -> str:
    """Return the part that states the type of each part."""
    lines = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{lines}</Types>'


def word(body: str, head: str = "", related: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """Return a Word file with this body; ``styles=…`` and the like are further parts, ``related`` further relations."""
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": types({"/word/document.xml": f"{DOCX}.document.main+xml"} | {f"/{name}": f"{DOCX}.{name[5:-4]}+xml" for name in named}),
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in parts} | dict(related or {})),
            "word/document.xml": f"{head}<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            **named,
        }
    )  # fmt: skip


def p(text: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(row: str, properties: str = "", rows: int = 2, width: int = 2) -> str:
    """Return a table of equal rows; ``properties`` are those of each cell."""
    cell = f"<w:tc><w:tcPr>{properties}</w:tcPr>{p('甲')}</w:tc>"
    return f"<w:tbl>{f'<w:tr>{row}{cell * width}</w:tr>' * rows}</w:tbl>"


def numbering(start: int, kind: str, style: str = "") -> str:
    """Return a numbering part with one list."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1."/></w:lvl>'
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{style or level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'


LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
TITLE = p("某县水环境整治实施方案")


def framed(depth: int, width: int = 1) -> str:
    """Return tables in tables, each in every cell of the one around it."""
    inside = p("甲")
    for _ in range(depth):
        cell = f"<w:tc>{inside}{p('乙')}</w:tc>"
        inside = f"<w:tbl><w:tr>{cell * width}</w:tr></w:tbl>"
    return inside


def boxes(depth: int) -> str:
    """Return text boxes in text boxes, each with its fallback."""
    inside = p("甲")
    for _ in range(depth):
        box = f"<w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict>"
        inside = f"<w:p><w:r>{box}</w:r></w:p>"
    return inside


def fields(depth: int) -> str:
    """Return fields in the instructions of fields."""
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"<w:p>{begin * depth}<w:r><w:t>甲</w:t></w:r>{end * depth}</w:p>"


def sheet(rows: str, after: str = "", before: str = "", head: str = "", strings: str = "", styles: str = "", count: int = 1) -> bytes:  # fmt: skip
    """Return a workbook with equal sheets of these rows."""
    parts: dict[str, str] = {}
    for number in range(1, count + 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"  # fmt: skip
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    related = {f"worksheet {n}": f"worksheets/sheet{n}.xml" for n in range(1, count + 1)}
    kinds = {f"/{name}": f"{XLSX}.worksheet+xml" for name in parts}
    for name, content, kind in (("sharedStrings", strings, "sharedStrings"), ("styles", styles, "styles")):
        if content:
            parts[f"xl/{name}.xml"], related[kind], kinds[f"/xl/{name}.xml"] = content, f"{name}.xml", f"{XLSX}.{name}+xml"  # fmt: skip
    return zipped(
        {
            "[Content_Types].xml": types({"/xl/workbook.xml": f"{XLSX}.sheet.main+xml"} | kinds),
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/_rels/workbook.xml.rels": relations(related),
            "xl/workbook.xml": f"{head}<workbook {MAIN} {R}><sheets>{sheets}</sheets></workbook>",
            **parts,
        }
    )


def cell(place: str, text: str = "甲") -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    """Return a row of cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


HEADED = row(1, cell("A1", "序号"), cell("B1", "任务")) + row(2, cell("A2", "1"), cell("B2", "疏浚河道"))
CIRCLE = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'

WORD: Bombs = {
    "840,000 paragraphs": lambda: word("<w:p/>" * 840_000),
    "840,000 paragraphs of one character": lambda: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 840_000),
    "a paragraph of five million characters": lambda: word(TITLE + p("修" * 5_000_000)),
    "a million runs": lambda: word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 1_000_000 + "</w:p>"),
    "blanks of 600 megabytes": lambda: word(TITLE + " " * 600_000_000),
    "tables 80 deep": lambda: word(framed(80)),
    "tables 2,000 deep": lambda: word(framed(2_000)),
    "tables 16 deep, twice in each": lambda: word(framed(16, 2)),
    "cells before a row: a thousand million": lambda: word(table('<w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>')),
    "a cell over a thousand million columns": lambda: word(table("", '<w:gridSpan w:val="1000000000"/>')),
    "a cell over 60,000 columns, 60,000 times": lambda: word(table("", '<w:gridSpan w:val="60000"/>', rows=60_000, width=1)),
    "cells merged down 100,000 rows": lambda: word(table("", "<w:vMerge/>", rows=100_000)),
    "a table of 500,000 cells": lambda: word(TITLE + table("", rows=1_000, width=500)),
    "letters from 999,999": lambda: word(p("甲", LISTED) * 300, numbering=numbering(999_999, "lowerLetter")),
    "Roman numbers from 99,999,999": lambda: word(p("甲", LISTED) * 300, numbering=numbering(99_999_999, "upperRoman")),
    "Chinese numbers from 2,000,000,000": lambda: word(p("甲", LISTED) * 300, numbering=numbering(2_000_000_000, "chineseCounting")),
    "styles in a circle": lambda: word(p("甲", '<w:pStyle w:val="a"/>'), styles=CIRCLE),
    "a list style that is its own": lambda: word(p("甲", LISTED), numbering=numbering(1, "decimal", '<w:numStyleLink w:val="a"/>'), styles=f'<w:styles {W}><w:style w:type="numbering" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'),
    "fields 20,000 deep": lambda: word(fields(20_000)),
    "text boxes 60 deep": lambda: word(boxes(60)),
    "entities of entities": lambda: word(p("&a11;"), head=LAUGHS),
    "a file that prints itself": lambda: word('<w:altChunk r:id="r1"/>', related={"aFChunk": "/word/document.xml"}),
    "100,000 notes": lambda: word("<w:p>" + "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(100_000)) + "</w:p>", footnotes=f"<w:footnotes {W}>" + "".join(f'<w:footnote w:id="{n}">{p("注")}</w:footnote>' for n in range(100_000)) + "</w:footnotes>"),
    "an attribute of ten megabytes": lambda: word(f'<w:p w:rsidR="{"0" * 10_000_000}"/>'),
}  # fmt: skip
EXCEL: Bombs = {
    "a merge over the sheet": lambda: sheet(HEADED, '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
    "merges of whole columns": lambda: sheet(HEADED, "<mergeCells>" + "".join(f'<mergeCell ref="{c}3:{c}1048576"/>' for c in "ABCDEFGHIJ") + "</mergeCells>"),
    "200,000 merges": lambda: sheet(HEADED, "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, 200_003)) + "</mergeCells>"),
    "a merge over the sheet with a cell at its end": lambda: sheet(HEADED + row(1_048_576, cell("XFD1048576")), '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
    "a cell at the end of the sheet": lambda: sheet(HEADED + row(1_048_576, cell("XFD1048576"))),
    "a styled row at the end": lambda: sheet(HEADED + '<row r="1048576" s="0" customFormat="1"><c r="A1048576" s="0"/></row>'),
    "a million empty rows": lambda: sheet(HEADED + "".join(f'<row r="{n}"/>' for n in range(3, 1_000_003))),
    "3,000 rows of tasks": lambda: sheet(row(1, cell("A1", "序号"), cell("B1", "工作任务"), cell("C1", "责任单位")) + "".join(row(n, cell(f"A{n}", str(n - 1)), cell(f"B{n}", "修建道路"), cell(f"C{n}", "县交通局")) for n in range(2, 3_002))),
    "a row of 16,384 cells, 300 times": lambda: sheet("".join(f'<row r="{n}">' + "<c><v>1</v></c>" * 16_384 + "</row>" for n in range(1, 301))),
    "one string of ten megabytes in 1,000 cells": lambda: sheet("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1_001)), strings=f"<sst {MAIN}><si><t>{'修' * 10_000_000}</t></si></sst>"),
    "two million strings": lambda: sheet(HEADED, strings=f"<sst {MAIN}>" + "<si><t>a</t></si>" * 2_000_000 + "</sst>"),
    "entities of entities": lambda: sheet(row(1, cell("A1", "&a11;")), head=LAUGHS, strings=f"{LAUGHS}<sst {MAIN}><si><t>&a11;</t></si></sst>"),
    "5,000 sheets": lambda: sheet(HEADED, count=5_000),
    "a number format of a megabyte": lambda: sheet('<row r="1"><c r="A1" s="0"><v>1</v></c></row>' * 1, styles=f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="{"0;" * 500_000}"/></numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'),
    "dates beyond all years": lambda: sheet('<row r="1"><c r="A1"><v>1e300</v></c><c r="B1"><v>-1e300</v></c></row>'),
    "hidden columns to the end": lambda: sheet(HEADED, before='<cols><col min="1" max="2000000000" hidden="1"/></cols>'),
}  # fmt: skip
BOMBS: Bombs = {f"docx: {name}": make for name, make in WORD.items()} | {f"xlsx: {name}": make for name, make in EXCEL.items()}  # fmt: skip
