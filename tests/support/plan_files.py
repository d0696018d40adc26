"""One small plan, and writers that put it into every format."""

import io
import zipfile
from collections.abc import Sequence
from html import escape

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.support.pdf_drawing import Drawing
from tests.support.undated import undated

TITLE = "某县水环境整治实施方案（2024—2026年）"
OPENING = "为改善全县水环境质量，保障群众用水安全，结合本县实际，制定本方案。"
INDICATORS = [
    ["序号", "指标名称", "单位", "2023年", "2026年"],
    ["1", "河道水质达标率", "%", "85", "95"],
    ["2", "新建污水管网", "公里", "12.5", "40"],
]
HEADINGS = ["一、主要目标", "二、重点任务", "（一）整治河道"]
TASKS = [
    "1.疏浚骨干河道。完成城区三条骨干河道疏浚，恢复行洪断面。（牵头单位：县水务局；配合单位：县财政局、县自然资源局）",
    "2.新建污水管网。建成城东片区污水管网，实现雨污分流。（责任单位：县住建局、县水务局）",
]
ANNEX = [
    ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
    ["1", "疏浚骨干河道", "县水务局", "县财政局", "2025年6月底"],
    ["2", "新建污水管网", "县住建局", "县水务局", "2026年12月底"],
]
CAPTIONS = ["表1 主要指标", "附件：重点任务分解表"]
BODY = (TITLE, OPENING, HEADINGS[0], CAPTIONS[0], INDICATORS, HEADINGS[1], HEADINGS[2], *TASKS, CAPTIONS[1], ANNEX)
Item = str | Sequence[Sequence[str]]


def as_html() -> bytes:
    parts = ["<html><head><meta charset='utf-8'></head><body><div class='text'>"]
    for item in BODY:
        if isinstance(item, str):
            parts.append(f"<p>{item}</p>")
        else:
            rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in item)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return "".join([*parts, "</div></body></html>"]).encode()


def as_markdown() -> bytes:
    parts = []
    for item in BODY:
        if isinstance(item, str):
            parts.append(item)
        else:
            lines = ["| " + " | ".join(row) + " |" for row in item]
            parts.append("\n".join([lines[0], "|" + "---|" * len(item[0]), *lines[1:]]))
    return "\n\n".join(parts).encode()


def as_docx() -> bytes:
    document = docx.Document()
    for item in BODY:
        if isinstance(item, str):
            paragraph = document.add_paragraph(item)
            if item == TITLE:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            continue
        table = document.add_table(rows=len(item), cols=len(item[0]))
        for row, texts in enumerate(item):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return undated(buffer.getvalue())


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1
    for item in BODY:
        if isinstance(item, str):
            sheet.cell(row, 1, item)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
            row += 1
            continue
        for texts in item:
            for column, text in enumerate(texts, 1):
                sheet.cell(row, column, float(text) if text.replace(".", "").isdigit() else text)
            row += 1
        row += 1
    buffer = io.BytesIO()
    book.save(buffer)
    return undated(buffer.getvalue())


def draw() -> Drawing:
    """Draw the plan on one page, ruled tables and all."""
    drawing = Drawing()
    _draw_page(drawing)
    return drawing


def draw_pages(count: int) -> bytes:
    """Draw the plan again and again, one page each."""
    drawing = Drawing()
    for _ in range(count):
        _draw_page(drawing)
        drawing.page()
    return drawing.bytes()


def _draw_page(drawing: Drawing) -> None:
    y = 60.0
    for item in BODY:
        if isinstance(item, str):
            if item == TITLE:
                drawing.text(297 - len(item) * 9, y, item, 18)
                y += 40
            elif item in CAPTIONS:
                drawing.text(297 - len(item) * 6, y, item)
                y += 22
            else:
                y = drawing.paragraph(60, y, item, 39)
        else:
            y = drawing.table(y, [40, 140, 100, 100, 95], item) + 12


def as_pdf() -> bytes:
    return draw().bytes()


def as_ofd() -> bytes:
    """Write the plan as an OFD file with one page; every second text says its places in the “g n d” notation."""
    objects: list[str] = []
    y = 20.0
    for item in BODY:
        if isinstance(item, str):
            for start in range(0, len(item), 40):
                objects.append(ofd_text(20.0 + (8 if start == 0 and item != TITLE else 0), y, item[start : start + 40]))
                y += 6
            continue
        for row in item:
            for column, cell in enumerate(row):
                objects.append(ofd_text(21.0 + column * 34, y, cell))
                objects.append(ofd_rule(20.0 + column * 34, y - 1, 34, 0))
                objects.append(ofd_rule(20.0 + column * 34, y - 1, 0, 7))
            objects.append(ofd_rule(20.0 + len(row) * 34, y - 1, 0, 7))
            y += 7
        objects += [ofd_rule(20.0 + column * 34, y - 1, 34, 0) for column in range(5)]
        y += 4
    return ofd_file(objects)


def ofd_file(*pages: list[str]) -> bytes:
    """Write an OFD file; a page is the list of its objects."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    places = [f"Pages/Page_{index}/Content.xml" for index in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{index}" BaseLoc="{place}"/>' for index, place in enumerate(places, 1))
    files = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        "</ofd:Document>",
    }
    for place, objects in zip(places, pages, strict=True):
        layer = f"<ofd:Layer>{''.join(objects)}</ofd:Layer>"
        files[f"Doc_0/{place}"] = f"<ofd:Page {space}><ofd:Content>{layer}</ofd:Content></ofd:Page>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return undated(buffer.getvalue())


def ofd_text(x: float, y: float, text: str, size: float = 4.0, matrix: str = "", steps: Sequence[float] = ()) -> str:
    """Return a text object with its upper left corner at (x, y) in millimetres; ``matrix`` is its CTM.

    ``steps`` are the widths of the characters; without them a Chinese one is as wide as it is high, others half of that.
    """
    steps = list(steps or [size if ord(char) >= 0x2E80 else size / 2 for char in text])[:-1]
    same = len(set(steps)) == 1 and len(steps) > 2
    delta = f"g {len(steps)} {steps[0]}" if same else " ".join(map(str, steps))
    turn = f' CTM="{matrix}"' if matrix else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 180 6" Size="{size}"{turn}>'
        f'<ofd:TextCode X="0" Y="{size * 0.86}" DeltaX="{delta}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_rule(x: float, y: float, width: float, height: float) -> str:
    """Return a rule from (x, y)."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width + 0.2} {height + 0.2}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd_shade(x: float, y: float, width: float, height: float) -> str:
    """Return a shaded area."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width} {height}" Fill="true" Stroke="false">'
        f'<ofd:FillColor Value="221 230 240"/>'
        f"<ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>"
    )
