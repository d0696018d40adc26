"""The style sheets inside a page, as far as they decide what is printed: written to the elements that they apply to."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from extractors.language.patterns import lazy_pattern
from extractors.readers.web.main_text import is_hidden, text_length

PROPERTIES = frozenset(
    ("display", "visibility", "white-space", "text-decoration", "list-style-type", "grid-template-columns")
)
REMARK = lazy_pattern(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|<!--|-->")
BRACES = lazy_pattern(r"[{}]")
SIMPLE = lazy_pattern(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
"""A selector of a tag, of classes and of an id; those that name more than one element are skipped."""
LONGEST, MOST = 200_000, 300
"""Characters of style sheets, and rules, that are looked at."""


class StyleRule(NamedTuple):
    """One selector with the properties that it sets."""

    tag: str
    classes: frozenset[str]
    id: str
    properties: dict[str, str]
    rank: tuple[int, int, int, int]
    """The order in which rules apply: by id, classes and tag, then as written."""

    def key(self) -> str:
        """Return the id, class or tag that each element has to which the rule applies."""
        return f"#{self.id}" if self.id else f".{min(self.classes)}" if self.classes else self.tag

    def applies(self, element: HtmlElement, classes: frozenset[str]) -> bool:
        """Return whether the selector selects an element of these classes."""
        return self.tag in ("", element.tag) and self.classes <= classes and self.id in ("", element.get("id"))


def apply_style_sheets(root: HtmlElement) -> None:
    """Write what the page's own style sheets set to the ``style`` attributes; what these already set remains."""
    by_key: dict[str, list[StyleRule]] = defaultdict(list)
    for rule in _rules(root):
        by_key[rule.key()].append(rule)
    if not by_key:
        return
    hiding: list[tuple[HtmlElement, str]] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        classes = frozenset((element.get("class") or "").split())
        keys = (f"#{element.get('id')}", element.tag, *(f".{name}" for name in classes))
        rules = [rule for key in keys for rule in by_key.get(key, ()) if rule.applies(element, classes)]
        own = element.get("style") or ""
        if further := _further_declarations(rules, own):
            element.set("style", f"{further};{own}")
            if is_hidden(element):
                hiding.append((element, own))
    # what a script shows again is no hidden text: a page does not hide most of its text
    if 2 * sum(text_length(element) for element, _ in hiding) > text_length(root):
        for element, own in hiding:
            element.set("style", own)


def _rules(root: HtmlElement) -> Iterator[StyleRule]:
    sheets = [sheet.text or "" for sheet in root.iter("style") if (sheet.get("media") or "all") in ("all", "screen")]
    text = REMARK.sub("", "\n".join(sheets)[:LONGEST])
    for number, (selectors, block) in enumerate(islice(_blocks(text), MOST)):
        properties = _declarations(block)
        for selector in selectors.split(",") if properties else ():
            simple = SIMPLE.fullmatch(selector.strip())
            if simple and simple[0]:
                ids = re.findall(r"#([\w-]+)", simple[2])
                classes = frozenset(re.findall(r"\.([\w-]+)", simple[2]))
                rank = (len(ids), len(classes), bool(simple[1]), number)
                yield StyleRule((simple[1] or "").lower(), classes, ids[0] if ids else "", properties, rank)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations; rules for other media, for animations and fonts are left out."""
    depth = start = opened = 0
    selectors = ""
    for brace in BRACES.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth == 1 and brace[0] == "{":
            selectors, opened = text[start : brace.start()].rpartition(";")[2], brace.end()
        elif depth <= 0:
            if not selectors.lstrip().startswith("@"):
                yield selectors, text[opened : brace.start()]
            depth, start = 0, brace.end()


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip()
        for name, _, value in pairs
        if name.strip().lower() in PROPERTIES
    }


def _further_declarations(rules: list[StyleRule], own: str) -> str:
    """Return the declarations that apply beside those of an element's own ``style``."""
    stated = _declarations(own) if rules else {}
    wanted: dict[str, str] = {}
    for rule in sorted(rules, key=lambda rule: rule.rank):
        wanted |= rule.properties
    return ";".join(f"{name}:{value}" for name, value in wanted.items() if name not in stated)
