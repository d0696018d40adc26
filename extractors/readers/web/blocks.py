"""From the elements of a page to blocks: paragraphs at block elements and line breaks, tables, furniture."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_marks
from extractors.readers.base.limits import Limits
from extractors.readers.base.table import table_block, with_captions
from extractors.readers.web.main_text import is_data_table, is_shown, main_element, text_length
from extractors.readers.web.tables import grid_cells
from extractors.readers.web.text import HEADINGS, INLINE, ParagraphText
from schemas import Block, PathSpan
from schemas.document import BlockKind

ANNEX = lazy_pattern(r"附件|附表|\.(?:docx?|wps|pdf|xlsx?|ofd|zip|rar)\b", re.I)


class Paragraph(NamedTuple):
    """Text of one paragraph with the elements it comes from."""

    text: str
    paths: tuple[PathSpan, ...]
    level: int | None


def page_blocks(root: HtmlElement, limits: Limits) -> tuple[Block, ...]:
    """Return the page's blocks in document order; what stands around the main text is furniture."""
    main = main_element(root)
    title = _title_outside(root, main)
    blocks: list[Block] = []
    for item, why in _items(root, main, title):
        id = f"b{len(blocks) + 1}"
        if isinstance(item, HtmlElement):
            block = table_block(id, grid_cells(item, limits), "markup")
            if block.text.strip():
                aside = {"kind": "furniture", "table": None, "why": why}
                blocks.append(block.model_copy(update=aside) if why else block)
        else:
            kind: BlockKind = "furniture" if why else "paragraph"
            level = None if why else item.level
            blocks.append(Block(id=id, kind=kind, text=item.text, paths=item.paths, level=level, why=why))
    return tuple(with_captions(blocks))


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


def _items(
    root: HtmlElement, main: HtmlElement, title: HtmlElement | None
) -> Iterator[tuple[Paragraph | HtmlElement, str]]:
    """Yield paragraphs and data tables in document order, each with the reason that makes it furniture, or ""."""
    words = ParagraphText(root.getroottree())
    inside = 0
    reasons: list[str] = []
    # an explicit stack: (element, entering) – pages nest deeper than Python may recurse
    stack: list[tuple[HtmlElement, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        why = reasons[-1] if reasons else ""
        reason = why if inside else "around-main-text"
        if not entering:
            if element.tag not in INLINE:
                yield from ((paragraph, reason) for paragraph in _take_paragraphs(words, element))
            if element in (main, title):
                inside -= 1
            if reasons and element.get("data-links") == "":
                reasons.pop()
                del element.attrib["data-links"]
            words.add(element.tail, element.getparent())
            continue
        if not is_shown(element):
            words.add(element.tail, element.getparent())
            continue
        if element.tag not in INLINE or element in (main, title):
            yield from ((paragraph, reason) for paragraph in _take_paragraphs(words, element.getparent()))
        if element in (main, title):
            inside += 1
            reason = why
        if element.tag == "table" and is_data_table(element):
            yield element, reason
            words.add(element.tail, element.getparent())
            continue
        if inside and not reasons and element is not main and _is_link_list(element):
            reasons.append("links")
            element.set("data-links", "")
        words.add(element.text, element)
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))


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
