"""Automatic numbers of Word: markers such as 一、 and （一） are often not in the paragraph's text at all."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from extractors.readers.base.written_numbers import written_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Level(NamedTuple):
    """One level of a list."""

    format: str
    text: str
    start: int
    restart: int
    """The level (from 0) at which this one begins anew: its own number or any lower one."""
    legal: bool
    """Write the numbers of all levels in digits (正规形式编号): 1.1 also below 一、."""
    style: str | None
    """Paragraph style whose paragraphs are on this level; None if the paragraph says its level itself."""


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None, list_styles: Callable[[str], str | None] = lambda _: None) -> None:
        """Read numbering.xml; None: the file has none. ``list_styles`` gives the list of a list style by its id."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstracts = {item.get(f"{W}abstractNumId", ""): _levels(item) for item in root.iter(f"{W}abstractNum")}
        linked = {item.get(f"{W}abstractNumId", ""): _linked_style(item) for item in root.iter(f"{W}abstractNum")}
        abstract_of = {num.get(f"{W}numId", ""): _abstract_of(num) for num in root.iter(f"{W}num")}
        for num in root.iter(f"{W}num"):
            key = num.get(f"{W}numId", "")
            abstract = abstract_of[key]
            if style := linked.get(abstract):  # the levels are those of the list that the list style names
                abstract = abstract_of.get(list_styles(style) or "", abstract)
            self._abstract[key] = abstract
            levels = dict(abstracts.get(self._abstract[key], {}))
            for override in num.iter(f"{W}lvlOverride"):
                self._override(key, levels, override)
            self._levels[key] = levels

    def _override(self, key: str, levels: dict[int, Level], override: etree._Element) -> None:
        index = whole_number(override.get(f"{W}ilvl"), 0)
        level = override.find(f"{W}lvl")
        if level is not None:
            levels[index] = _level(level)
        start = override.find(f"{W}startOverride")
        if start is not None and index in levels:
            levels[index] = levels[index]._replace(start=whole_number(start.get(f"{W}val"), 1))
            self._abstract[key] = f"{key} counts separately"

    def level_of_style(self, num: str, styles: Sequence[str]) -> int:
        """Return the level of a list that is linked to one of these paragraph styles; 0 where none is."""
        levels = self._levels.get(num, {})
        return next((index for style in styles for index, level in levels.items() if level.style == style), 0)

    def marker(self, num: str, index: int) -> str:
        """Count the list on and return the marker printed before the paragraph; empty for bullets and unknown lists."""
        levels = self._levels.get(num)
        if levels is None or index not in levels:
            return ""
        counts = self._counts[self._abstract[num]]
        counts[index] = counts.get(index, levels[index].start - 1) + 1
        for lower in [key for key in counts if key > index and levels.get(key, levels[index]).restart != 0]:
            del counts[lower]
        level = levels[index]
        if level.format in ("bullet", "none"):
            return ""

        def value(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            of = levels.get(at, level)
            return written_number(counts.get(at, of.start), "decimal" if level.legal else of.format)

        return re.sub(r"%([1-9])", value, level.text)


def _levels(item: etree._Element) -> dict[int, Level]:
    return {whole_number(level.get(f"{W}ilvl"), 0): _level(level) for level in item.iterchildren(f"{W}lvl")}


def _level(level: etree._Element) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    return Level(
        value("numFmt", "decimal"), value("lvlText", ""), whole_number(value("start", "1"), 1),
        whole_number(value("lvlRestart", "-1"), -1), value("isLgl", "0" if level.find(f"{W}isLgl") is None else "1") not in ("0", "false"),
        value("pStyle", "") or None,
    )  # fmt: skip


def _abstract_of(num: etree._Element) -> str:
    link = num.find(f"{W}abstractNumId")
    return link.get(f"{W}val", "") if link is not None else ""


def _linked_style(abstract: etree._Element) -> str | None:
    """Return the list style that holds the levels of a list; None if the list has levels of its own."""
    link = abstract.find(f"{W}numStyleLink")
    return None if link is None or _levels(abstract) else link.get(f"{W}val")


def whole_number(text: str | None, default: int) -> int:
    """Return an attribute as a number; the default where it is none, or has more than six digits."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default
