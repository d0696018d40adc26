"""Paragraphs of Word: text as it is printed, with tracked insertions and without deletions."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from extractors.language.patterns import lazy_pattern
from extractors.readers.office.docx_numbering import Numbering, W, whole_number
from extractors.readers.web.text import normalize_blanks

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "instrText", "delText", "rt"))
"""Elements whose content is not printed."""
BREAK = "\x0b"
HEADING = lazy_pattern(r"(?:heading|标题)\s*([1-9])$", re.I)
CENTRED = ("center", "centerGroup")


class Style(NamedTuple):
    """What a paragraph style says of its paragraphs; None: it says nothing itself."""

    parent: str | None
    level: int | None
    num: str | None
    depth: int | None
    hidden: bool | None


class PrintedParagraph(NamedTuple):
    """A printed paragraph."""

    text: str
    level: int | None


class ParagraphReader:
    """Reads paragraphs of one document, in order: automatic numbers count."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = _styles(styles)
        self._numbering = Numbering(numbering)
        self._carried = ""

    def pieces(self, paragraph: etree._Element) -> list[PrintedParagraph]:
        """Return the printed paragraphs of a ``w:p``: several where line breaks part it and it is not centred."""
        raw, self._carried = self._carried + "".join(_text(paragraph)), ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:  # a deleted mark joins the paragraph to the next one
            self._carried = raw
            return []
        marker = self._marker(paragraph)  # an empty numbered paragraph counts too
        if not raw.replace(BREAK, "").strip() or self._is_hidden(paragraph):
            return []
        level = self._level(paragraph)
        properties = paragraph.find(f"{W}pPr")
        alignment = _value(properties, "jc")
        if alignment in CENTRED:
            return (
                [PrintedParagraph(text, level)] if (text := normalize_blanks(marker + raw.replace(BREAK, ""))) else []
            )
        parts = [normalize_blanks(part) for part in (marker + raw).split(BREAK)]
        return [PrintedParagraph(part, level) for part in parts if part]

    def _is_hidden(self, paragraph: etree._Element) -> bool:
        """Return whether the style of a paragraph hides its text."""
        return self._style_value(_value(paragraph.find(f"{W}pPr"), "pStyle"), "hidden") == "True"

    def _marker(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = _value(properties, "pStyle")
        num, index = _value(own, "numId"), _value(own, "ilvl")
        if num is None:
            num = self._style_value(style, "num")
        if index is None:
            inherited = self._style_value(style, "depth")
            index = str(inherited) if inherited is not None else "0"
        return self._numbering.marker(num, whole_number(index, -1)) if num and num != "0" else ""

    def _level(self, paragraph: etree._Element) -> int | None:
        properties = paragraph.find(f"{W}pPr")
        own = _value(properties, "outlineLvl")
        if own is not None and (outline := whole_number(own, -1)) >= 0:
            return outline + 1 if outline < 9 else None
        level = self._style_value(_value(properties, "pStyle"), "level")
        return int(level) if level is not None else None

    def _style_value(self, style: str | None, field: str) -> str | None:
        for _ in range(20):
            known = self._styles.get(style) if style else None
            if known is None:
                return None
            value = getattr(known, field)
            if value is not None:
                return str(value)
            style = known.parent
        return None


def _styles(root: etree._Element | None) -> dict[str, Style]:
    found: dict[str, Style] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        properties = style.find(f"{W}pPr")
        numbers = properties.find(f"{W}numPr") if properties is not None else None
        outline, index = _value(properties, "outlineLvl"), _value(numbers, "ilvl")
        named = HEADING.match(_value(style, "name") or "")
        level = whole_number(outline, -1) + 1 if 0 <= whole_number(outline, -1) < 9 else None
        found[style.get(f"{W}styleId", "")] = Style(
            _value(style, "basedOn"),
            level if level or not named else int(named.group(1)),
            _value(numbers, "numId"),
            depth if (depth := whole_number(index, -1)) >= 0 else None,
            _is_on(style.find(f"{W}rPr/{W}vanish")),
        )
    return found


def _is_on(switch: etree._Element | None) -> bool | None:
    """Return whether a property is on; None where nothing is said of it."""
    return None if switch is None else switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _value(element: etree._Element | None, name: str) -> str | None:
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else found.get(f"{W}val")


def _text(element: etree._Element) -> Iterator[str]:
    """Yield the printed pieces of text below an element; text boxes and footnotes are read by themselves."""
    for child in element:
        tag = child.tag
        if tag in GONE or tag == f"{W}txbxContent" or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif tag in (f"{W}br", f"{W}cr"):
            yield "" if child.get(f"{W}type") in ("page", "column") else BREAK
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        elif tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from _text(choice) if choice is not None else ()
        else:
            yield from _text(child)


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes that hang on a paragraph, each once: a fallback says the same again."""
    for box in paragraph.iter(f"{W}txbxContent"):
        parents = list(box.iterancestors())
        if any(parent.tag == f"{MC}Fallback" for parent in parents):
            continue
        if not any(parent.tag in (f"{W}txbxContent", f"{W}del") for parent in parents):
            yield box


def notes(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield ("footnotes" or "endnotes", id) of the notes that a paragraph refers to."""
    for kind in ("footnote", "endnote"):
        for reference in paragraph.iter(f"{W}{kind}Reference"):
            yield f"{kind}s", reference.get(f"{W}id", "")
