"""Read Markdown: headings, pipe tables and front matter; everything else is read like a text dump."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_marks
from extractors.readers.base.cuts import cut_out
from extractors.readers.base.encoding import check_legible, decode
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.limits import Limits
from extractors.readers.base.lines import TextLine
from extractors.readers.base.not_read import passages_not_read
from extractors.readers.base.table import table_block, with_captions
from extractors.readers.dump.assemble import assemble
from extractors.readers.dump.read import split_lines
from extractors.readers.markdown.drawn import drawn_cells, drawn_size
from extractors.readers.markdown.formulas import formula_edits
from extractors.readers.markdown.marks import UNPRINTED, cut_marks, pictures_not_read, struck_text, text_length
from extractors.readers.markdown.tags import tag_edits
from schemas import Block, Document, Remark, Source

HEADING = lazy_pattern(r"(#{1,6})[ \t]+(\S.*?)[ \t]*#*$")
KEY = lazy_pattern(rf"(?:[-*+][ \t]+)?\*\*(?!\d+[.、．]|[（(][{ONE_TO_TEN}\d])[^*\n]{{1,16}}?[:：]?\*\*[ \t]*[:：]?")
YAML_KEY = lazy_pattern(r"[\w-]{1,30}[ \t]*:")
BULLET = lazy_pattern(r"^[-*+](?=[ \t]+[\u4e00-\u9fff“《（【])", re.M)
UNDERLINE = lazy_pattern(r"={3,}$")
"""The line below a heading of the first level."""
RULE = lazy_pattern(r"(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$")
LABEL = lazy_pattern(
    r"(?:(?:政策|文件|通知)?(?:全文|正文|原文)|基本信息|(?:文档|文件)\s*[:：].*|.*\.(?:md|txt|docx?|pdf))$"
)
"""Headings that name the file or its parts, not the document."""
PIPE = lazy_pattern(r"\|?(?:[^|]*\|)+[^|]*$")
DELIMITER = lazy_pattern(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
CELL = lazy_pattern(r"(?:\\\||[^|])+|(?<=\|)(?=\|)")
BREAK = lazy_pattern(r"\s*<br\s*/?>\s*", re.I)


def read_markdown(path: Path, data: bytes, limits: Limits) -> Document:
    """Read a Markdown file; ``segments`` count code points of the decoded file."""
    decoded = decode(data)
    if decoded is None or len(decoded.text) > limits.characters or not decoded.text.strip():
        raise UnreadableError(path.name, "it is not text, or too long", "save it as UTF-8, or raise the limit")
    check_legible(path.name, data, decoded)
    unprinted = list(UNPRINTED.finditer(decoded.text))
    tags = tag_edits(decoded.text, [match.span() for match in unprinted])
    formulas = formula_edits(decoded.text, sorted([*(match.span() for match in unprinted), *tags.unprinted]))
    printed = formulas._replace(signs=formulas.signs | tags.signs).with_signs(decoded.text)
    text, cuts = cut_out(printed, formulas.unprinted)
    text = BULLET.sub("●", text)  # as other files print it; the place stays
    remarks = [
        *struck_text(unprinted, tags.struck),
        *passages_not_read("公式", "Formula", formulas.left),
        *pictures_not_read(text),
    ]
    blocks: list[Block] = []
    ids: dict[str, str] = {}
    for block in _blocks(text, remarks):
        new = cut_marks(block).model_copy(update={"id": f"b{len(blocks) + 1}"})
        if new.text:
            ids[block.id] = new.id
            blocks.append(new)
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="markdown",
        encoding=decoded.encoding,
        length=text_length(text, blocks),
        blocks=cuts.restore(tuple(with_captions(blocks))),
        remarks=tuple(remark.model_copy(update={"block": ids.get(remark.block or "")}) for remark in remarks),
    )


def _blocks(text: str, remarks: list[Remark]) -> Iterator[Block]:
    lines, pages = split_lines(text)
    head, tail = _front_matter_bounds(lines)
    prose: list[TextLine] = []
    index = 0
    for line in lines[:head]:
        yield _head_block(line, text)
    index = head
    while index < tail:
        line = lines[index]
        heading = HEADING.match(line.text)
        drawn = drawn_size(lines, index)
        size = drawn or _table_size(lines, index)
        below = lines[index + 1] if index + 1 < tail else None
        underlined = below is not None and not below.blanks and UNDERLINE.match(below.text)
        if heading or size or underlined or RULE.match(line.text):
            yield from _prose(prose, pages, remarks)
            prose = []
        if heading:
            why = "label" if LABEL.match(heading.group(2)) else ""
            yield _part_block(line, heading.start(2), heading.end(2), why, len(heading.group(1)))
        elif underlined:
            yield _part_block(line, 0, len(line.text), "", 1)
            size = 2
        elif drawn:
            yield table_block("", drawn_cells(lines[index : index + size]), "pipes")
        elif size:
            yield _pipe_table(lines[index : index + size])
        elif RULE.match(line.text):
            yield _part_block(line, 0, len(line.text), "rule")
        else:
            prose.append(line)
        index += size or 1
    yield from _prose(prose, pages, remarks)
    for line in lines[tail:]:
        yield _part_block(line, 0, len(line.text), "front-matter")


def _prose(lines: list[TextLine], pages: Sequence[TextLine], remarks: list[Remark]) -> Iterator[Block]:
    if lines:
        inside = [page for page in pages if lines[0].raw <= page.raw <= lines[-1].raw]
        blocks, found = assemble(lines, inside)
        stretch = f"{lines[0].raw}-"  # each begins to count its blocks anew
        remarks += [remark.model_copy(update={"block": f"{stretch}{remark.block}"}) for remark in found]
        yield from (block.model_copy(update={"id": f"{stretch}{block.id}"}) for block in blocks)


def _front_matter_bounds(lines: Sequence[TextLine]) -> tuple[int, int]:
    """Return where front matter ends and where a tail of the same kind begins (both line indexes)."""
    tail = len(lines)
    while tail and (KEY.match(lines[tail - 1].text) or RULE.match(lines[tail - 1].text)):
        tail -= 1
    if lines and lines[0].text == "---":
        end = next((i for i in range(1, min(len(lines), 80)) if lines[i].text in ("---", "...")), 0)
        if end and all(YAML_KEY.match(line.text) or line.text[0] in "-#[]" for line in lines[1:end]):
            return end + 1, max(tail, end + 1)
    head = keys = 0
    while head < tail:
        line = lines[head].text
        if not (KEY.match(line) or HEADING.match(line) or RULE.match(line)):
            break
        keys += bool(KEY.match(line))
        head += 1
    return (head, max(tail, head)) if keys >= 2 else (0, tail)


def _head_block(line: TextLine, text: str) -> Block:
    """Return a line of front matter as furniture, or as the title if the text below does not repeat it."""
    heading = HEADING.match(line.text)
    if heading and not LABEL.match(heading.group(2)):
        rest = without_marks(text[line.raw + len(line.text) : line.raw + 6000])
        if without_marks(heading.group(2)) not in rest:
            return _part_block(line, heading.start(2), heading.end(2), "", len(heading.group(1)))
    return _part_block(line, 0, len(line.text), "front-matter")


def _part_block(line: TextLine, start: int, end: int, why: str, level: int | None = None) -> Block:
    return Block(
        id="",
        kind="furniture" if why else "paragraph",
        text=line.text[start:end],
        segments=((0, end - start, line.raw + start),),
        level=None if why else level,
        why=why,
    )


def _table_size(lines: Sequence[TextLine], index: int) -> int:
    """Count the lines of the pipe table that begins here; 0 if none does."""
    if index + 1 >= len(lines) or "|" not in lines[index].text or not DELIMITER.match(lines[index + 1].text):
        return 0
    if lines[index + 1].blanks or not PIPE.match(lines[index].text):
        return 0
    end = index + 2
    while end < len(lines) and not lines[end].blanks and "|" in lines[end].text:
        end += 1
    return end - index


def _pipe_table(lines: Sequence[TextLine]) -> Block:
    cells: list[GridCell] = []
    rows = [lines[0], *lines[2:]]
    for row, line in enumerate(rows):
        inner_start = 1 if line.text.startswith("|") else 0
        inner_end = len(line.text) - (1 if line.text.endswith("|") else 0)
        for column, match in enumerate(CELL.finditer(line.text, inner_start, inner_end)):
            cells.append(_pipe_cell(line, row, column, match.start(), match.end()))
    return table_block("", cells, "pipes")


def _pipe_cell(line: TextLine, row: int, column: int, start: int, end: int) -> GridCell:
    text, segments = "", []
    at = start
    for piece in BREAK.split(line.text[start:end]):
        body = piece.strip()
        left = line.text.index(body, at) if body else at
        if text and body:
            text += "\n"
        if body:
            segments.append((len(text), len(body), line.raw + left))
        text += body
        at = left + len(body)
    return GridCell(row, column, text, segments=tuple(segments), header=row == 0)
