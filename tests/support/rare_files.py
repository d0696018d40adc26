"""The plan of plan_files in rarer forms: mails, RTF, OpenDocument, cards with struck text, PDF files packed with LZW."""

import email.message
import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

import docx
import openpyxl
from openpyxl.styles import Font

from tests.support import plan_files
from tests.support.undated import undated

ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT = "application/vnd.oasis.opendocument.text"
STRUCK = "本项已取消。"
WIDEST = 4_096
"""Codes of LZW."""


def as_mail() -> bytes:
    """Return a mail with the plan as text and as a page, and its annex attached."""
    mail = email.message.EmailMessage()
    mail["Subject"] = plan_files.TITLE
    mail.set_content("\n".join(line for line in plan_files.BODY if isinstance(line, str)), charset="gb18030")
    mail.add_alternative(plan_files.as_html().decode(), subtype="html")
    annex = "\n".join(",".join(row) for row in plan_files.ANNEX)
    mail.add_attachment(annex.encode("gb18030"), "text", "csv", filename="附件.csv")
    return written(mail)


def written(mail: email.message.EmailMessage) -> bytes:
    """Return a mail with the same lines between its parts each time; the library draws them by lot."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=====part{number}=====")
    return mail.as_bytes()


def as_rtf() -> bytes:
    """Return the plan in RTF, its characters as numbers."""

    def numbers(text: str) -> str:
        return "".join(rf"\u{ord(char)}?" for char in text)

    parts = [r"{\rtf1\ansi\ansicpg936\uc1 "]
    for item in plan_files.BODY:
        if isinstance(item, str):
            parts.append(numbers(item) + r"\par ")
            continue
        edges = "".join(rf"\cellx{1800 * (place + 1)}" for place in range(len(item[0])))
        cells = ("".join(rf"\intbl {numbers(cell)}\cell " for cell in row) for row in item)
        parts += (rf"\trowd{edges} {row}\row " for row in cells)
    return ("".join(parts) + "}").encode("ascii")


def as_odt() -> bytes:
    """Return the plan as an OpenDocument text."""
    parts = []
    for item in plan_files.BODY:
        if isinstance(item, str):
            parts.append(f"<text:p>{escape(item)}</text:p>")
            continue
        cells = (
            "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
            for row in item
        )
        columns = f'<table:table-column table:number-columns-repeated="{len(item[0])}"/>'
        rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
        parts.append(f"<table:table>{columns}{rows}</table:table>")
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    body = f"<office:body><office:text>{''.join(parts)}</office:text></office:body>"
    manifest = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", ODT), ("content.xml", "text/xml"))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr(
            "content.xml", f'<office:document-content {names} office:version="1.3">{body}</office:document-content>'
        )
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{ODF}:manifest:1.0">{manifest}</m:manifest>')
    return undated(out.getvalue())


def cards() -> Iterator[list[tuple[str, str]]]:
    """Yield the tasks of the annex as keys and values."""
    head, *rows = plan_files.ANNEX
    for row in rows * 3:
        yield list(zip(head, row, strict=True))


def as_cards() -> bytes:
    """Return a page with a card for each task, and text that is struck or hidden."""
    rows = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>" for card in cards() for key, value in card)
    gone = f"<p><s>{STRUCK}</s><del>{STRUCK}</del><span style='display:none'>{STRUCK}</span></p>"
    plan = plan_files.as_html().decode().replace("</div></body>", f"{gone}<table>{rows}</table></div></body>")
    return plan.encode()


def as_struck_docx() -> bytes:
    """Return a Word file with a card for each task, struck and hidden text, and a note."""
    document = docx.Document(io.BytesIO(plan_files.as_docx()))
    paragraph = document.add_paragraph()
    for mark in ("strike", "double_strike", "hidden"):
        setattr(paragraph.add_run(STRUCK).font, mark, True)
    pairs = [pair for card in cards() for pair in card]
    table = document.add_table(rows=len(pairs), cols=2)
    for row, pair in zip(table.rows, pairs, strict=True):
        for cell, text in zip(row.cells, pair, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def as_struck_xlsx() -> bytes:
    """Return a workbook with struck cells, a hidden row, and number formats that print their own text."""
    book = openpyxl.load_workbook(io.BytesIO(plan_files.as_xlsx()))
    sheet = book.active
    assert sheet is not None
    for number in range(5):
        row = sheet.max_row + 1
        sheet.cell(row, 1, STRUCK).font = Font(strike=number % 2 == 0)
        sheet.cell(row, 2, 1234.5 * number).number_format = '"≥"#,##0.0"万元"'
        sheet.row_dimensions[row].hidden = number == 4
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def as_drawn_text() -> bytes:
    """Return a text whose tables are drawn with signs, its lines quoted as in a mail."""
    parts = []
    for item in plan_files.BODY:
        if isinstance(item, str):
            parts.append(item)
            continue
        line = "─" * 12
        rows = [f"│{'│'.join(row)}│" for row in item]
        parts += [f"┌{'┬'.join([line] * len(item[0]))}┐", f"\n├{'┼'.join([line] * len(item[0]))}┤\n".join(rows)]
        parts.append(f"└{'┴'.join([line] * len(item[0]))}┘")
    return "\n".join("> " + line for part in parts for line in part.split("\n")).encode("utf-16")


def as_lzw_pdf() -> bytes:
    """Return the plan as a PDF whose drawing commands are packed with LZW."""
    return repacked_with_lzw(as_plain_pdf())


def as_plain_pdf() -> bytes:
    """Return the plan as a PDF whose drawing commands are not packed."""
    drawing = plan_files.draw()
    drawing.canvas.setPageCompression(0)
    return drawing.bytes()


def repacked_with_lzw(data: bytes) -> bytes:
    """Return a PDF with its plain streams packed, and blanks behind them, so that all objects stay in their places."""

    def pack(found: re.Match[bytes]) -> bytes:
        packed = lzw(found[1])
        written = b"/Filter /LZWDecode /Length %d\n>>\nstream\n%s\nendstream" % (len(packed), packed)
        return written.ljust(len(found[0]))

    return re.sub(rb"/Length \d+\n>>\nstream\n(.*?)\nendstream", pack, data, flags=re.S)


def lzw(content: bytes, early: int = 1) -> bytes:
    """Return bytes packed with LZW as PDF files have it, the table emptied where it is full.

    ``early``: by how many entries codes grow wider before they have to.
    """
    single = {bytes([byte]): byte for byte in range(256)}
    table, held, bits = dict(single), content[:1], [format(256, "09b")]
    for at in range(1, len(content) + 1):
        longer = held + content[at : at + 1]
        if longer in table and at < len(content):
            held = longer
            continue
        # The reader knows of an entry one code later; 256 and 257 are in no entry.
        width = max(9, (len(table) + 1 + early).bit_length())
        bits.append(format(table[held], f"0{width}b"))
        table[longer] = len(table) + 2
        if len(table) + 2 == WIDEST - 1:
            bits.append(format(256, "012b"))
            table = dict(single)
        held = content[at : at + 1]
    bits.append(format(257, f"0{max(9, (len(table) + 1 + early).bit_length())}b"))
    text = "".join(bits)
    return int(text.ljust(-(-len(text) // 8) * 8, "0"), 2).to_bytes(-(-len(text) // 8), "big")
