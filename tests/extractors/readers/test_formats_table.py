"""The table in docs/formats.md, cell by cell: a small file with the feature, and whether its words are read, told or set aside."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from extractors.errors import UnreadableError
from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from extractors.readers.scan import read as scans
from schemas import Document
from tests.extractors.readers.test_formats_page import rows
from tests.support.pdf_drawing import Drawing
from tests.support.plan_files import ofd_file, ofd_rule, ofd_text

PROBE = "巡查古渡口"
"""The words that carry the feature."""
BODY = ("一、主要任务", "1.修缮古桥。", "2.清理渡口淤泥，恢复通行。")
W = nsdecls("w")


def text(*lines: str) -> bytes:
    return "\n\n".join(lines).encode()


def html(body: str) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in BODY)}{body}</body></html>".encode()


def word(*elements: str, made: Callable[[docx.document.Document], object] = lambda _: None) -> bytes:
    document = docx.Document()
    for line in BODY:
        document.add_paragraph(line)
    for element in elements:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(element))
    made(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def w(inner: str) -> str:
    return f"<w:p {W}>{inner}</w:p>"


def run(text: str, form: str = "") -> str:
    return f"<w:r><w:rPr>{form}</w:rPr><w:t>{text}</w:t></w:r>"


def sheet(made: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (("序号", "任务", "责任单位"), (1, "修缮古桥", "县文旅局"), (2, "清理渡口", "县交通局")):
        page.append(row)
    made(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(made: Callable[[Drawing], object]) -> bytes:
    drawing = Drawing()
    for line, words in enumerate(BODY):
        drawing.text(84, 100 + 20 * line, words)
    made(drawing)
    return drawing.bytes()


def ofd(*objects: str) -> bytes:
    return ofd_file([*(ofd_text(30, 30 + 8 * line, words) for line, words in enumerate(BODY)), *objects])


def ruled(y: float, table: Sequence[Sequence[str]]) -> list[str]:
    """Return the objects of a ruled table of an OFD page."""
    width, height = 40, 8
    found = [
        ofd_text(31 + width * c, y + 2 + height * r, cell) for r, row in enumerate(table) for c, cell in enumerate(row)
    ]
    found += [ofd_rule(30, y + height * r, width * len(table[0]), 0) for r in range(len(table) + 1)]
    return found + [ofd_rule(30 + width * c, y, 0, height * len(table)) for c in range(len(table[0]) + 1)]


def white(drawing: Drawing) -> None:
    drawing.canvas.setFillColorRGB(1, 1, 1)
    drawing.text(84, 300, PROBE)


def struck(drawing: Drawing) -> None:
    drawing.text(84, 300, PROBE)
    drawing.line(84, 306, 84 + 12 * len(PROBE), 306)


def attached(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    document.new_attachment(f"{PROBE}.xlsx").set_data(b"data")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def hidden_row(page: Worksheet) -> None:
    page.append((3, PROBE, "县水利局"))
    page.row_dimensions[4].hidden = True


def struck_cell(page: Worksheet) -> None:
    page.append((3, PROBE, "县水利局"))
    page["B4"].font = Font(strike=True)


def commented(page: Worksheet) -> None:
    page["B2"].comment = Comment(PROBE, "审核")


def pieces(data: bytes, share: float = 0.6) -> bytes:
    return data[: int(len(data) * share)]


def with_part(data: bytes, name: str, content: str) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


TABLE = (("序号", "任务", "责任单位"), ("1", PROBE, "县交通局"))
PIPES = "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 巡查古渡口 | 县交通局 |"
CELLS = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
PICTURE = "<v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>巡查古渡口</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
V = "xmlns:v='urn:schemas-microsoft-com:vml'"
BOXED = f"<w:p {W} {V}><w:r><w:pict>{PICTURE}</w:pict></w:r></w:p>"
CONTENTS = ("目录", "一、主要任务……1", "二、巡查古渡口……2", "一、主要任务", "1.修缮古桥。", "二、保障", "1.落实经费。")

FILES: dict[tuple[str, str], Callable[[], bytes]] = {
    ("list marks", "text"): lambda: text(*BODY, f"3.{PROBE}。"),
    ("list marks", "Markdown"): lambda: text("# 甲方案", *BODY, f"3.{PROBE}。"),
    ("list marks", "HTML, MHT"): lambda: html(f"<p>3.{PROBE}。</p>"),
    ("list marks", "PDF"): lambda: pdf(lambda d: d.text(84, 160, f"3.{PROBE}。")),
    ("list marks", "OFD"): lambda: ofd(ofd_text(30, 54, f"3.{PROBE}。")),
    ("list marks", "DOCX"): lambda: word(w(run(f"3.{PROBE}。"))),
    ("tables", "text"): lambda: text(*BODY) + ("\n\n" + "\n".join("\t".join(row) for row in TABLE)).encode(),
    ("tables", "Markdown"): lambda: text("# 甲方案", *BODY, PIPES),
    ("tables", "HTML, MHT"): lambda: html(f"<table>{CELLS}</table>"),
    ("tables", "PDF"): lambda: pdf(lambda d: d.table(200, (60, 150, 120), TABLE)),
    ("tables", "OFD"): lambda: ofd(*ruled(70, TABLE)),
    ("tables", "DOCX"): lambda: word(made=lambda d: _fill(d.add_table(2, 3))),
    ("tables", "XLSX, CSV"): lambda: sheet(lambda page: page.append((3, PROBE, "县水利局"))),
    ("text boxes", "PDF"): lambda: pdf(lambda d: d.text(400, 300, PROBE)),
    ("text boxes", "OFD"): lambda: ofd(ofd_text(120, 120, PROBE)),
    ("text boxes", "DOCX"): lambda: word(BOXED),
    ("pictures of text", "Markdown"): lambda: text("# 甲方案", *BODY, f"![{PROBE}](a.png)"),
    ("pictures of text", "HTML, MHT"): lambda: html(f"<img src='{PROBE}.png'>"),
    ("watermarks (as furniture)", "PDF"): lambda: pdf(_watermark),
    ("watermarks (as furniture)", "DOCX"): lambda: word(made=_watermark_of_word),
    ("heads, feet, page numbers (as furniture)", "DOCX"): lambda: word(made=_head_of_word),
    ("heads, feet, page numbers (as furniture)", "XLSX, CSV"): lambda: sheet(_head_of_sheet),
    ("hidden text, rows, columns, sheets", "OFD"): lambda: ofd(ofd_text(30, 100, PROBE).replace(*WHITE)),
    ("hidden text, rows, columns, sheets", "HTML, MHT"): lambda: html(f"<p style='display:none'>{PROBE * 3}</p>"),
    ("hidden text, rows, columns, sheets", "PDF"): lambda: pdf(white),
    ("hidden text, rows, columns, sheets", "DOCX"): lambda: word(w(run(PROBE, "<w:vanish/>"))),
    ("hidden text, rows, columns, sheets", "XLSX, CSV"): lambda: sheet(hidden_row),
    ("pages of contents (as furniture)", "text"): lambda: text(*CONTENTS),
    ("pages of contents (as furniture)", "HTML, MHT"): lambda: html("".join(f"<p>{line}</p>" for line in CONTENTS)),
    ("pages of contents (as furniture)", "DOCX"): lambda: word(*(w(run(line)) for line in CONTENTS)),
    ("comments", "Markdown"): lambda: text("# 甲方案", *BODY, f"<!--{PROBE}-->"),
    ("comments", "HTML, MHT"): lambda: html(f"<!--{PROBE}-->"),
    ("comments", "PDF"): lambda: pdf(lambda d: d.canvas.textAnnotation(PROBE, [60, 60, 80, 80], 1)),
    ("comments", "XLSX, CSV"): lambda: sheet(commented),
    ("entries of forms", "DOCX"): lambda: word(f"<w:sdt {W}><w:sdtContent>{w(run(PROBE))}</w:sdtContent></w:sdt>"),
    ("entries of forms", "XLSX, CSV"): lambda: sheet(lambda page: page.append(("", PROBE, ""))),
    ("frames and what a script makes", "HTML, MHT"): lambda: html(f"<iframe src='{PROBE}.html'></iframe>"),
    ("deleted or struck text", "Markdown"): lambda: text("# 甲方案", *BODY, f"~~{PROBE}~~"),
    ("deleted or struck text", "HTML, MHT"): lambda: html(f"<p>3.修路<del>{PROBE}</del>。</p>"),
    ("deleted or struck text", "PDF"): lambda: pdf(struck),
    ("deleted or struck text", "OFD"): lambda: ofd(ofd_text(30, 100, PROBE), ofd_rule(30, 102, 4 * len(PROBE), 0)),
    ("deleted or struck text", "DOCX"): lambda: word(w(run("3.修路") + run(PROBE, "<w:strike/>"))),
    ("deleted or struck text", "XLSX, CSV"): lambda: sheet(struck_cell),
    ("formulas without a value, error values", "XLSX, CSV"): lambda: sheet(
        lambda p: p.append((3, f'="{PROBE}"&A1', ""))
    ),
    ("files cut or damaged in part", "HTML, MHT"): lambda: html("<p>3.修路。</p>").removesuffix(b"</body></html>"),
    ("files cut or damaged in part", "DOCX"): lambda: pieces(word()),
    ("files cut or damaged in part", "XLSX, CSV"): lambda: pieces(sheet(lambda _: None)),
    ("files cut or damaged in part", "OFD"): lambda: pieces(ofd()),
    ("embedded files", "PDF"): lambda: attached(pdf(lambda d: d.page())),
}


WHITE = ("<ofd:TextCode", "<ofd:FillColor Value='255 255 255'/><ofd:TextCode")


def _head_of_sheet(page: Worksheet) -> None:
    page.oddHeader.center.text = f"&14{PROBE}&P"


def _head_of_word(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = PROBE


def _watermark_of_word(document: docx.document.Document) -> None:
    drawn = f"<w:r {W} {V}><w:pict><v:shape><v:textpath string='{PROBE}'/></v:shape></w:pict></w:r>"
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(drawn))


def _fill(table: docx.table.Table) -> None:
    for number, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell


def _watermark(drawing: Drawing) -> None:
    drawing.canvas.saveState()
    drawing.canvas.translate(200, 400)
    drawing.canvas.rotate(45)
    drawing.canvas.setFillGray(0.8)
    drawing.canvas.setFont("STSong-Light", 40)
    drawing.canvas.drawString(0, 0, PROBE)
    drawing.canvas.restoreState()


def verdict(document: Document) -> str:
    """Return what becomes of the words of the feature."""
    blocks = [block for block in document.blocks if PROBE in "".join(block.text.split())]
    if any(block.kind != "furniture" for block in blocks):
        return "read"
    if any(remark.code in ("part-not-read", "page-not-read", "small-picture") for remark in document.remarks):
        return "named"
    return "furniture" if blocks else "left out"


def promised(feature: str, said: str) -> set[str]:
    """Return the verdicts that a cell of the table allows."""
    words = {"named": "named", "refused": "refused", "skipped": "left out", "left out": "left out"}
    found = {meaning for word, meaning in words.items() if word in said}
    if "✓" in said:
        found.add("furniture" if "as furniture" in feature + said else "read")
    return found


@pytest.mark.parametrize(("feature", "format"), FILES, ids=lambda value: str(value))
def test_the_table_says_what_becomes_of_it(monkeypatch: pytest.MonkeyPatch, feature: str, format: str) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    try:
        found = verdict(read_bytes(Path("sample"), FILES[feature, format](), Limits()))
    except UnreadableError:
        found = "refused"
    assert found in promised(feature, rows()[feature][format])


@pytest.mark.parametrize("outside", [(30, -40), (30, 320), (260, 100)])
def test_text_outside_an_ofd_page_is_named(outside: tuple[float, float]) -> None:
    document = read_bytes(Path("sample"), ofd(ofd_text(*outside, PROBE)), Limits())
    assert verdict(document) == "named"


def test_white_text_on_a_coloured_ground_is_read() -> None:
    shade = (
        '<ofd:PathObject Boundary="25 95 60 12" Fill="true" Stroke="false"><ofd:FillColor Value="30 60 120"/>'
        "<ofd:AbbreviatedData>M 0 0 L 60 0 L 60 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    document = read_bytes(Path("sample"), ofd(shade, ofd_text(30, 100, PROBE).replace(*WHITE)), Limits())
    assert verdict(document) == "read"


@pytest.mark.parametrize(("ground", "found"), [(None, "named"), ("00204080", "read")])
def test_white_text_of_a_sheet_is_named_unless_its_cell_is_coloured(ground: str | None, found: str) -> None:
    def white_cell(page: Worksheet) -> None:
        page.append((3, PROBE, "县水利局"))
        page["B4"].font = Font(color="FFFFFFFF")
        if ground:
            page["B4"].fill = PatternFill("solid", fgColor=ground)

    assert verdict(read_bytes(Path("sample"), sheet(white_cell), Limits())) == found
