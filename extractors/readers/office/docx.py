"""Read a Word file (DOCX): the body in order, with tables, text boxes and footnotes; heads and feet as furniture."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive
from extractors.readers.base.limits import Limits
from extractors.readers.base.table import GridCell, table_block, with_captions
from extractors.readers.office.docx_numbering import W
from extractors.readers.office.docx_parts import main_part, parts_not_read
from extractors.readers.office.docx_tables import children, inner_tables, placed_cells, read_cells, rows
from extractors.readers.office.docx_text import ParagraphReader, PrintedParagraph, boxes, notes
from schemas import Block, Document, PathSpan, Source

INSIDE = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
"""Wrappers around paragraphs and tables."""


def read_docx(path: Path, data: bytes, limits: Limits) -> Document:
    """Read a DOCX file. Evidence points to paragraphs and cells: ``p[3]``, ``tbl[1]/tr[2]/tc[4]``."""
    archive = Archive(path, data, limits)
    body = archive.xml(main_part(archive)).find(f"{W}body")
    if body is None:
        raise UnreadableError(path.name, "it contains no text", "open it in Word and save it again")
    reader = _BodyReader(archive, limits)
    blocks: list[Block] = []
    for item in reader.items(body, ""):
        id = f"b{len(blocks) + 1}"
        if isinstance(item, list):
            block = table_block(id, item, "markup")
            if block.text.strip():
                blocks.append(block)
        else:
            piece, place, why = item
            blocks.append(_block(id, piece, place, why))
    remarks = tuple(parts_not_read(body))
    if not any(block.kind != "furniture" for block in blocks):
        reason = "it contains no text" + (" outside parts of other formats" if remarks else "")
        raise UnreadableError(path.name, reason, "open it in Word, save it again, or export it as PDF")
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="docx",
        length=sum(1 for block in blocks for char in block.text if not char.isspace()),
        blocks=tuple(with_captions(blocks)),
        remarks=remarks,
    )


def _block(id: str, piece: PrintedParagraph, place: str, why: str) -> Block:
    return Block(
        id=id,
        kind="furniture" if why else "paragraph",
        text=piece.text,
        paths=(PathSpan(start=0, end=len(piece.text), path=place),),
        level=None if why else piece.level,
        why=why,
    )


class _BodyReader:
    """Walks the parts of one document."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._texts = ParagraphReader(archive.find("word/styles.xml"), archive.find("word/numbering.xml"))
        self._notes: dict[str, dict[str, etree._Element]] = {}

    def items(self, body: etree._Element, place: str) -> Iterator[list[GridCell] | tuple[PrintedParagraph, str, str]]:
        """Yield paragraphs (text, place, reason) and tables (cells) of the body, then heads and feet."""
        yield from self._children_of(body, place)
        for name in sorted(self._archive.names):
            part = name.removeprefix("word/")
            if part.startswith(("header", "footer")) and part.endswith(".xml"):
                for number, paragraph in enumerate(self._archive.xml(name).iter(f"{W}p"), 1):
                    for piece in self._texts.pieces(paragraph):
                        yield piece, f"{part.removesuffix('.xml')}/p[{number}]", "head-or-foot"

    def _children_of(
        self, parent: etree._Element, place: str
    ) -> Iterator[list[GridCell] | tuple[PrintedParagraph, str, str]]:
        paragraphs = tables = 0
        stack = [iter(parent)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag == f"{W}p":
                paragraphs += 1
                yield from self._paragraph(child, f"{place}p[{paragraphs}]")
            elif child.tag == f"{W}tbl":
                tables += 1
                yield from self._table(child, f"{place}tbl[{tables}]")
            elif child.tag in INSIDE:
                stack.append(iter(child))

    def _paragraph(
        self, paragraph: etree._Element, place: str
    ) -> Iterator[list[GridCell] | tuple[PrintedParagraph, str, str]]:
        for piece in self._texts.pieces(paragraph):
            yield piece, place, ""
        for number, box in enumerate(boxes(paragraph), 1):
            yield from self._children_of(box, f"{place}/box[{number}]/")
        yield from self._notes_of(paragraph)

    def _notes_of(self, element: etree._Element) -> Iterator[tuple[PrintedParagraph, str, str]]:
        for kind, id in notes(element):
            note = self._note(kind, id)
            if note is not None:
                for inner in note.iter(f"{W}p"):
                    for piece in self._texts.pieces(inner):
                        yield piece, f"{kind}[{id}]", ""

    def _note(self, kind: str, id: str) -> etree._Element | None:
        if kind not in self._notes:
            root = self._archive.find(f"word/{kind}.xml")
            found = {} if root is None else {note.get(f"{W}id", ""): note for note in root}
            self._notes[kind] = found
        return self._notes[kind].get(id)

    def _table(self, table: etree._Element, place: str) -> Iterator[list[GridCell] | tuple[PrintedParagraph, str, str]]:
        cells = placed_cells(table, place, self._limits)
        if len({cell.grid.column for cell in cells}) > 1:
            yield read_cells(cells, self._texts)
            for number, inner in enumerate(inner_tables(table), 1):
                yield from self._table(inner, f"{place}/tbl[{number}]")
            yield from self._notes_of(table)
            return
        # a table of one column is a frame around text, or around further tables
        for row, line in enumerate(rows(table), 1):
            for number, cell in enumerate(children(line, "tc"), 1):
                yield from self._children_of(cell, f"{place}/tr[{row}]/tc[{number}]/")
