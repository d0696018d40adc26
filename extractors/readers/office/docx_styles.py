"""Styles of Word, and what a paragraph or a run takes from them."""

import re
from typing import NamedTuple

from lxml import etree

from extractors.language.patterns import lazy_pattern
from extractors.readers.office.docx_numbering import W, whole_number

HEADING = lazy_pattern(r"(?:heading|标题)\s*([1-9])$", re.I)
LONGEST_ANCESTRY = 20
"""Styles that a style is based on, at most; a damaged file may name a circle."""


class Style(NamedTuple):
    """What a style says; None: it says nothing itself, and the style that it is based on decides."""

    parent: str | None
    level: int | None
    num: str | None
    depth: int | None
    hidden: bool | None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            self._styles[style.get(f"{W}styleId", "")] = _style(style)

    def level(self, style: str | None) -> int | None:
        """Return the outline level (1 is the highest) of a paragraph style; None: it is no heading."""
        return next((each.level for each in self._ancestry(style) if each.level is not None), None)

    def num(self, style: str | None) -> str | None:
        """Return the id of the list that a style numbers its paragraphs with; None: with none."""
        return next((each.num for each in self._ancestry(style) if each.num is not None), None)

    def depth(self, style: str | None) -> int | None:
        """Return the level of that list, from 0; None if the style names none."""
        return next((each.depth for each in self._ancestry(style) if each.depth is not None), None)

    def hidden(self, style: str | None) -> bool:
        """Return whether a style hides its text."""
        return next((each.hidden for each in self._ancestry(style) if each.hidden is not None), False)

    def names(self, style: str | None) -> list[str]:
        """Return the ids of a style and of those that it is based on, nearest first."""
        found: list[str] = []
        while style and style in self._styles and len(found) < LONGEST_ANCESTRY:
            found.append(style)
            style = self._styles[style].parent
        return found

    def _ancestry(self, style: str | None) -> list[Style]:
        return [self._styles[name] for name in self.names(style)]


def value_of(element: etree._Element | None, name: str) -> str | None:
    """Return the ``w:val`` of a child; None if there is no such child, or it has no value."""
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else found.get(f"{W}val")


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Return whether a property such as ``w:vanish`` is switched on or off; None if it is not mentioned."""
    found = element.find(f"{W}{name}") if element is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in ("0", "false", "off")


def _style(style: etree._Element) -> Style:
    properties = style.find(f"{W}pPr")
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    outline, index = value_of(properties, "outlineLvl"), value_of(numbers, "ilvl")
    named = HEADING.match(value_of(style, "name") or "")
    level = whole_number(outline, -1) + 1 if 0 <= whole_number(outline, -1) < 9 else None
    return Style(
        value_of(style, "basedOn"),
        level if level or not named else int(named.group(1)),
        value_of(numbers, "numId"),
        depth if (depth := whole_number(index, -1)) >= 0 else None,
        is_on(style.find(f"{W}rPr"), "vanish"),
    )
