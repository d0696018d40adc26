"""Copies of a document in the formats that offices send: its paragraphs and tables written as an office would.

A copy has what the text of the document says: titles in the middle, paragraphs set in by two characters, a signature on the
right, ruled tables with their merged cells; PDF and OFD add page numbers, and break lines where the page ends.
"""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from html import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from schemas import Block, Document, Table
from tests.support.typeset_pages import Paragraph, Place, RuledTable, as_ofd, as_pdf, as_scan

DATE = re.compile(r"[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
ANNEX = re.compile(r"附\s*[件表]\s*[\d一二三四五六]*[：:]?")
MARKED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|第.{1,3}[章节]|附[件表]|[①-⑳]|——|[#|>*-]")
ENDED = re.compile(r"[。；！？，、]$")
Part = Paragraph | RuledTable
WIDEST = 45
"""Characters of the longest line that is set in the middle."""


def parts_of(document: Document) -> list[Part]:
    """Return what a document says as parts of a page, the metadata above a dump too; page furniture is left out."""
    blocks = [block for block in document.blocks if block.kind != "furniture" or block.why == "front-matter"]
    head, parts = True, list[Part]()
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.table:
            parts.append(_table(block, block.table))
            continue
        if block.kind == "furniture":
            parts.append(Paragraph(block.text, "left"))
            continue
        place = _place(block.text, following, head)
        parts.append(Paragraph(block.text, place))
        head = place == "middle" or bool(ANNEX.fullmatch(block.text) or DATE.fullmatch(block.text))
    return parts


def _table(block: Block, table: Table) -> RuledTable:
    texts = (block.text[cell.start : cell.end] for cell in table.cells)
    return RuledTable(
        [
            (cell.row, cell.column, cell.row_span, cell.column_span, text)
            for cell, text in zip(table.cells, texts, strict=True)
        ]
    )


def _place(text: str, following: Block | None, head: bool) -> Place:
    """Return where a paragraph stands; ``head``: below it a title may stand."""
    if head:
        titled = len(text) <= WIDEST and not MARKED.match(text) and not ENDED.search(text)
        return "set in" if not titled else "left" if text.endswith(("：", ":")) else "middle"
    if DATE.fullmatch(text) or _signs(text, following):
        return "right"
    return "left" if ANNEX.fullmatch(text) else "set in"


def _signs(text: str, following: Block | None) -> bool:
    """Return whether a line is the name above a date."""
    return following is not None and len(text) < 30 and not ENDED.search(text) and bool(DATE.fullmatch(following.text))


def as_html(parts: Sequence[Part]) -> bytes:
    """Write a web page whose main element has one element for each part."""
    styles = {"middle": "text-align:center", "right": "text-align:right", "left": "", "set in": "text-indent:2em"}
    pieces = []
    for part in parts:
        if isinstance(part, Paragraph):
            pieces.append(f'<p style="{styles[part.place]}">{escape(part.text)}</p>')
            continue
        rows: dict[int, str] = defaultdict(str)
        for row, _, height, width, text in sorted(part.cells):
            rows[row] += f'<td rowspan="{height}" colspan="{width}">{escape(text)}</td>'
        pieces.append("<table>" + "".join(f"<tr>{rows[row]}</tr>" for row in range(max(rows) + 1)) + "</table>")
    links = "".join(f'<li><a href="/{index}">栏目{index}</a></li>' for index in range(12))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><ul>{links}</ul><div class='content'>"
        f"{''.join(pieces)}</div><div class='foot'><a href='/'>网站地图</a></div></body></html>"
    ).encode()


def as_docx(parts: Sequence[Part]) -> bytes:
    """Write a Word file with its page number in the foot."""
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    places = {"middle": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    for part in parts:
        if isinstance(part, Paragraph):
            paragraph = document.add_paragraph(part.text)
            paragraph.alignment = places.get(part.place)
            paragraph.paragraph_format.first_line_indent = Pt(32) if part.place == "set in" else None
            continue
        size = (max(row + height for row, _, height, *_ in part.cells), part.columns())
        table = document.add_table(*size)
        for row, column, height, width, text in part.cells:
            table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1)).text = text
        document.add_paragraph()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


COPIES: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
    "ofd": as_ofd,
    "scan": as_scan,
}
"""Writers by the name of the format."""
