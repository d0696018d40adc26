"""Read a Word file (DOCX): the body in order, with tables, text boxes and footnotes; heads and feet as furniture."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.limits import Limits, check_blocks, check_filled_cells
from extractors.readers.base.table import table_block, with_captions
from extractors.readers.office.docx_chunks import chunk_blocks
from extractors.readers.office.docx_numbering import W
from extractors.readers.office.docx_package import R, WordPackage
from extractors.readers.office.docx_remarks import part_not_read, remarks_of
from extractors.readers.office.docx_tables import (
    PlacedCell,
    children,
    nested_tables,
    paragraph_runs,
    placed_cells,
    read_cells,
    rows,
    tables_of_units,
)
from extractors.readers.office.docx_tabs import Item, with_tabbed_tables
from extractors.readers.office.docx_text import ParagraphReader, PrintedParagraph, boxes, notes
from extractors.readers.office.inner_cells import with_inner_cells
from schemas import Block, Document, PathSpan, Remark, Source

Reader = Callable[[Path, bytes, Limits], Document]

TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
"""Text that a drawing bends: a watermark, where it stands in the head of a page."""


def read_docx(path: Path, data: bytes, limits: Limits, read_part: Reader) -> Document:
    """Read a DOCX file. Evidence points to paragraphs and cells: ``p[3]``, ``tbl[1]/tr[2]/tc[4]``.

    ``read_part`` reads a part in another format that Word prints in place.
    """
    package = WordPackage(Archive(path, data, limits))
    body = package.body()
    if body is None:
        raise UnreadableError(path.name, "it contains no text", "open it in Word and save it again")
    check_blocks(path.name, len(body.findall(f"{W}p")) + sum(1 for _ in body.iter(f"{W}tbl")), limits)
    check_filled_cells(path.name, sum(1 for _ in body.iter(f"{W}tc")), limits, "table cells")
    reader = _BodyReader(package, lambda part: read_part(path, part, limits))
    blocks: list[Block] = []
    for item in with_tabbed_tables(reader.items(body, "")):
        id = f"b{len(blocks) + 1}"
        if isinstance(item, Block):
            blocks.append(item.model_copy(update={"id": id}))
        elif isinstance(item, list):
            block = table_block(id, item, "markup")
            if block.text.strip():
                blocks.append(block)
        else:
            piece, place, why = item
            blocks.append(_block(id, piece, place, why))
    if not any(block.kind != "furniture" for block in blocks):
        raise UnreadableError(path.name, "it contains no text", "if it consists of page images, export it as PDF")
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="docx",
        length=printed_length(block.text for block in blocks),
        blocks=tuple(with_captions(blocks)),
        remarks=(*reader.remarks, *remarks_of(body, reader.texts.hidden, reader.texts.struck)),
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

    def __init__(self, package: WordPackage, read_part: Callable[[bytes], Document]) -> None:
        self._package = package
        self._read_part = read_part
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self.texts = ParagraphReader(package.part("styles"), package.part("numbering"))
        self.remarks: list[Remark] = []
        self._before = ""

    def items(self, body: etree._Element, place: str) -> Iterator[Item]:
        """Yield what the body prints, in order, then heads and feet."""
        yield from self._children_of(body, place)
        for name, root in self._package.heads_and_feet():
            for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
                for piece in self.texts.pieces(paragraph):
                    yield piece, f"{name}/p[{number}]", "head-or-foot"
            for text in dict.fromkeys(path.get("string", "") for path in root.iter(TEXT_PATH)):
                if text.strip():
                    yield PrintedParagraph(text, None), f"{name}/textpath", "page-mark"

    def _children_of(self, parent: etree._Element, place: str) -> Iterator[Item]:
        paragraphs = tables = chunks = 0
        for run in paragraph_runs(parent):
            if run[0].tag == f"{W}tbl":
                yield from self._table(run, [f"{place}tbl[{tables + number}]" for number in range(1, len(run) + 1)])
                tables += len(run)
            elif run[0].tag == f"{W}altChunk":
                chunks += 1
                yield from self._chunk(run[0], f"{place}altChunk[{chunks}]")
            else:
                paragraphs += len(run)
                yield from self._paragraph(run, f"{place}p[{paragraphs}]")

    def _paragraph(self, run: list[etree._Element], place: str) -> Iterator[Item]:
        for piece in self.texts.pieces(*run):
            self._before = piece.text
            yield piece, place, ""
        for paragraph in run:
            for number, box in enumerate(boxes(paragraph), 1):
                yield from self._children_of(box, f"{place}/box[{number}]/")
            yield from self._notes_of(paragraph)

    def _notes_of(self, element: etree._Element) -> Iterator[Item]:
        for kind, id in notes(element):
            note = self._note(kind, id)
            for inner in note.iter(f"{W}p") if note is not None else ():
                for piece in self.texts.pieces(inner):
                    yield piece, f"{kind}[{id}]", "note"

    def _note(self, kind: str, id: str) -> etree._Element | None:
        if kind not in self._notes:
            root = self._package.part(kind)
            self._notes[kind] = {} if root is None else {note.get(f"{W}id", ""): note for note in root}
        return self._notes[kind].get(id)

    def _chunk(self, chunk: etree._Element, place: str) -> Iterator[Block]:
        file = self._package.related_file(chunk.get(f"{R}id", ""))
        blocks, problem = chunk_blocks(file, place, self._read_part)
        if problem:
            zh, en = "嵌入的另一格式的部分（{place}）", f"A part in another format ({{place}}; {problem}) was"
            self.remarks.append(part_not_read(self._before, zh, en))
        yield from blocks

    def _table(self, parts: list[etree._Element], places: list[str]) -> Iterator[Item]:
        """Read a table, with the tables that continue it."""
        cells: list[PlacedCell] = []
        for part, place in zip(parts, places, strict=True):
            down = max((cell.grid.row + cell.grid.row_span for cell in cells), default=0)
            cells += [cell.moved_down(down) for cell in placed_cells(part, place)]
        if len({cell.grid.column for cell in cells}) > 1:
            read = read_cells(cells, self.texts)
            arranged = tables_of_units(cells, read)
            for index, table in reversed(arranged.items()):
                path = f"{cells[index].grid.path}/tbl[1]"
                read = with_inner_cells(read, index, read_cells(placed_cells(table, path), self.texts))
            yield read
            for index, cell in enumerate(cells):
                for number, inner in enumerate(nested_tables(cell.element) if index not in arranged else (), 1):
                    yield from self._table([inner], [f"{cell.grid.path}/tbl[{number}]"])
                yield from self._notes_of(cell.element)
            return
        # a table of one column is a frame around text, or around further tables
        for part, place in zip(parts, places, strict=True):
            for row, line in enumerate(rows(part), 1):
                for number, cell_element in enumerate(children(line, "tc"), 1):
                    yield from self._children_of(cell_element, f"{place}/tr[{row}]/tc[{number}]/")
