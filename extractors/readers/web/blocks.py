"""From the elements of a page to blocks: paragraphs at block elements and line breaks, tables, furniture."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks, without_marks
from extractors.readers.base.limits import Limits
from extractors.readers.base.table import table_block, with_captions
from extractors.readers.web.drawn_tables import mark_drawn_tables
from extractors.readers.web.info_box import colon_behind, info_cells, label_of, labels_next, value_elements
from extractors.readers.web.lists import ListNumbers
from extractors.readers.web.main_text import is_data_table, is_shown, main_element, names_duties, text_length
from extractors.readers.web.not_read import parts_not_read
from extractors.readers.web.styles import apply_style_sheets
from extractors.readers.web.tables import table_grid
from extractors.readers.web.text import HEADINGS, ParagraphText, is_inline, keeps_lines
from schemas import Block, PathSpan, Remark
from schemas.document import BlockKind

QUOTED = 16
"""Characters of a table that a remark quotes."""
ANNEX = lazy_pattern(r"附件|附表|\.(?:docx?|wps|pdf|xlsx?|ofd|zip|rar)\b", re.I)


class Paragraph(NamedTuple):
    """Text of one paragraph with the elements it comes from."""

    text: str
    paths: tuple[PathSpan, ...]
    level: int | None


def page_blocks(root: HtmlElement, limits: Limits) -> tuple[tuple[Block, ...], list[Remark]]:
    """Return the page's blocks in document order, and a remark for each table that is not read to its end.

    What is printed around the main text is furniture.
    """
    apply_style_sheets(root)
    mark_drawn_tables(root)
    main = main_element(root)
    outside = [element for element in (_title_outside(root, main),) if element is not None]
    blocks: list[Block] = []
    remarks: list[Remark] = []
    left = limits.filled_cells
    for item, why in _items(root, [main, *outside, *_annexes_outside(root, main)]):
        id = f"b{len(blocks) + 1}"
        if isinstance(item, HtmlElement):
            cells, unread = table_grid(item, limits._replace(filled_cells=left))
            left -= sum(bool(cell.text) for cell in cells)
            block = table_block(id, cells, "markup")
            remarks += [_cells_not_read(item, unread, limits)] if unread else []
            if block.text.strip():
                aside = {"kind": "furniture", "table": None, "why": why}
                blocks.append(block.model_copy(update=aside) if why else block)
        else:
            kind: BlockKind = "furniture" if why else "paragraph"
            level = None if why else item.level
            blocks.append(Block(id=id, kind=kind, text=item.text, paths=item.paths, level=level, why=why))
    return tuple(with_captions(blocks)), [*remarks, *parts_not_read(root, main)]


def _cells_not_read(table: HtmlElement, unread: int, limits: Limits) -> Remark:
    opening = without_blanks(str(table.text_content()))[:QUOTED]
    return Remark(
        code="part-not-read",
        zh=f"以“{opening}”开头的表格占格超过{limits.cells}个，或网页有文字的单元格超过{limits.filled_cells}个，"
        f"该表后{unread}个单元格未读取。",
        en=f"The table that begins “{opening}” covers more than {limits.cells:,} places, or brings the page to more than "
        f"{limits.filled_cells:,} cells with text: its last {unread:,} cells were not read.",
    )


def _title_outside(root: HtmlElement, main: HtmlElement) -> HtmlElement | None:
    """Return the heading before the main element that carries the page's title, where the main text lacks it."""
    opening = without_marks("".join(main.itertext())[:2000])
    best = None
    for element in root.iter():
        if element is main:
            break
        if element.tag in HEADINGS[:3] and is_shown(element):
            text = without_marks("".join(element.itertext()))
            if 6 <= len(text) <= 120 and text not in opening:
                best = element
    return best


def _annexes_outside(root: HtmlElement, main: HtmlElement) -> list[HtmlElement]:
    """Return what is printed beside the main element and contains a table of duties: an annex of the document."""
    around = set(main.iterancestors())
    found: list[HtmlElement] = []
    for table in root.iter("table"):
        if not is_shown(table) or not is_data_table(table) or not names_duties(table):
            continue
        if main is table or main in table.iterancestors():
            continue
        parent = table.getparent()
        element = table if parent is None or parent in around else parent
        if element not in found:
            found.append(element)
    return found


def _items(root: HtmlElement, wanted: Sequence[HtmlElement]) -> Iterator[tuple[Paragraph | HtmlElement, str]]:
    """Yield paragraphs and data tables in document order, each with the reason that makes it furniture, or "".

    ``wanted``: the elements that hold text of the document, the main element first.
    """
    words = ParagraphText()
    numbers = ListNumbers()
    inside = 0
    reasons: list[str] = []
    # an explicit stack: (element, entering) – pages nest deeper than Python may recurse
    stack: list[tuple[HtmlElement, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        why = reasons[-1] if reasons else ""
        reason = why if inside else "around-main-text"
        if not entering:
            yield from ((paragraph, reason) for paragraph in _end(words, element))
            if element in wanted:
                inside -= 1
            if reasons and element.get("data-links") == "":
                reasons.pop()
                del element.attrib["data-links"]
            for paragraph in _add_text(words, element.tail, element.getparent()):
                yield paragraph, reason
            continue
        if not is_shown(element):
            words.add(element.tail, element.getparent())
            continue
        labelled = element.tag == "dd" and (before := element.getprevious()) is not None and labels_next(before)
        if (not is_inline(element) and not labelled) or element in wanted:
            yield from ((paragraph, reason) for paragraph in _take_paragraphs(words, element.getparent()))
        if element in wanted:
            inside += 1
            reason = why
        box = info_cells(element) if element.tag == "table" else []
        if box or (element.tag == "table" and is_data_table(element)):
            yield from _info_items(words, box, reason) if box else _table_items(words, element, reason)
            inside -= element in wanted
            words.add(element.tail, element.getparent())
            continue
        if inside and not reasons and element not in wanted and _is_link_list(element):
            reasons.append("links")
            element.set("data-links", "")
        words.add_mark(numbers.mark_before(element), element)
        for paragraph in _add_text(words, element.text, element):
            yield paragraph, reason
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))


def _end(words: ParagraphText, element: HtmlElement) -> Iterator[Paragraph]:
    """Yield the paragraphs that the end of an element ends."""
    if element.tag == "li":
        words.drop_mark()
    if labels_next(element):
        words.add(colon_behind(element), element)
    elif not is_inline(element):
        yield from _take_paragraphs(words, element)


def _table_items(
    words: ParagraphText, table: HtmlElement, reason: str
) -> Iterator[tuple[Paragraph | HtmlElement, str]]:
    """Yield the caption of a data table, the table, and the data tables in its cells."""
    caption = table.find("caption")
    if caption is not None and is_shown(caption):
        words.add("".join(caption.itertext()), caption)
        yield from ((paragraph, reason) for paragraph in _take_paragraphs(words, caption))
    yield table, reason
    for inner in table.iter("table"):
        if next(inner.iterancestors("table"), None) is table and is_data_table(inner):
            yield from _table_items(words, inner, reason)


def _info_items(
    words: ParagraphText, pairs: list[tuple[HtmlElement, HtmlElement]], reason: str
) -> Iterator[tuple[Paragraph | HtmlElement, str]]:
    """Yield the entries of an information box as lines of label and value."""
    for label, value in pairs:
        words.add(f"{label_of(label)}：", label)
        for text, element in value_elements(value):
            words.add(text, element)
        yield from ((paragraph, reason) for paragraph in _take_paragraphs(words, value))


def _add_text(words: ParagraphText, text: str | None, element: HtmlElement | None) -> Iterator[Paragraph]:
    """Add a text; yield the paragraphs that end in it where the element keeps the line breaks of its text."""
    lines = text.split("\n") if text and element is not None and keeps_lines(element) else [text]
    for number, line in enumerate(lines):
        if number:
            yield from _take_paragraphs(words, element)
        words.add(line, element)


def _take_paragraphs(words: ParagraphText, element: HtmlElement | None) -> Iterator[Paragraph]:
    level = None
    while element is not None and level is None:
        level = HEADINGS.index(element.tag) + 1 if element.tag in HEADINGS else None
        element = element.getparent()
    for text, paths in words.take():
        yield Paragraph(text, paths, level)


def _is_link_list(element: HtmlElement) -> bool:
    """Return whether an element is a list of links inside the main text: related pages, share buttons; never a list of annexes."""
    if element.tag not in ("ul", "ol", "div", "dl", "section", "aside", "footer"):
        return False
    links = [link for link in element.iter("a") if link.get("href")]
    if not links or any(ANNEX.search(f"{link.get('href')} {''.join(link.itertext())}") for link in links):
        return False
    linked, total = sum(text_length(link) for link in links), text_length(element)
    listed = element.tag in ("ul", "ol") or element.find(".//ul") is not None
    if listed and linked >= 0.5 * total and total < 100 * len(links):
        return True
    return len(links) >= 3 and linked >= 0.7 * total
