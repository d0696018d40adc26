"""Signs of facts in running text: role words, list marks, unit names, numbers with a measure – found apart from the extractors.

The account of coverage compares these signs with what the extractors used, so that nothing they passed over stays hidden.
Role words are matched by a spaCy ``Matcher`` on characters, which keeps offsets exact.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractors.language.list_marks import inline_marks, mark_at
from extractors.language.measures import MEASURE
from extractors.lexicon import entries

NUMBER = re.compile(rf"(?<![\d.A-Za-z〔\[第])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<measure>{MEASURE})")
DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")


class Sign(NamedTuple):
    """One sign in a text: ``text[start:end]``."""

    kind: str
    start: int
    end: int


@cache
def _language() -> Language:
    return spacy.blank("zh")


@cache
def _matcher() -> PhraseMatcher:
    words = sorted({word for entry in entries("roles") if entry.get("role") for word in entry["words"]}, key=len)
    matcher = PhraseMatcher(_language().vocab)
    matcher.add("role", [_language().make_doc(word) for word in words])
    return matcher


def annotate(text: str) -> Doc:
    """Return the text as a spaCy Doc of characters whose span group ``signs`` holds its signs, in order."""
    doc = _language().make_doc(text)
    spans = [_span(doc, sign) for sign in (*_roles(doc, text), *_numbers(text), *_marks(text))]
    doc.spans["signs"] = sorted((span for span in spans if span is not None), key=lambda span: (span.start, span.end))
    return doc


def signs(text: str) -> Iterator[Sign]:
    """Yield the signs of a text in order."""
    doc = annotate(text)  # kept alive: a span group does not outlive its Doc
    for span in doc.spans["signs"]:
        yield Sign(span.label_, span.start_char, span.end_char)


def _span(doc: Doc, sign: Sign) -> Span | None:
    return doc.char_span(sign.start, sign.end, label=sign.kind)


WEAK = re.compile(r"[\u4e00-\u9fff“《]")
STRONG = ("牵头", "负责", "主办", "承办", "协办", "会同", "单位", "部门", "：", ":")


def _roles(doc: Doc, text: str) -> Iterator[Sign]:
    end = -1
    for span in spacy.util.filter_spans(_matcher()(doc, as_spans=True)):
        word, behind = text[span.start_char : span.end_char], text[span.end_char : span.end_char + 1]
        if WEAK.match(behind) and not any(part in word + text[span.end_char : span.end_char + 2] for part in STRONG):
            continue  # an ordinary verb with its object: 支持发展共享经济
        if span.start_char >= end:
            yield Sign("role word", span.start_char, span.end_char)
            end = span.end_char


def _numbers(text: str) -> Iterator[Sign]:
    dates = [match.span() for match in DATE.finditer(text)]
    for match in NUMBER.finditer(text):
        if not any(left <= match.start() < right for left, right in dates):
            yield Sign("number", match.start(), match.end())


def _marks(text: str) -> Iterator[Sign]:
    mark = mark_at(text)
    if mark:
        yield Sign("list mark", mark.start, mark.end)
    for inline in inline_marks(text):
        yield Sign("list mark", inline.start, inline.end)


@cache
def name_pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Compile names to one trie-shaped expression that finds the longest of them at each place."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for name in names:
        node = trie
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(_branch(trie) or "(?!)")


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ways = [re.escape(char) + _branch(child) for char, child in sorted(node.items()) if char]
    if not ways:
        return ""
    inner = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{inner})?" if "" in node else inner


def unit_names(text: str, names: Iterable[str]) -> Iterator[Sign]:
    """Yield where units of the plan are named."""
    for match in name_pattern(frozenset(names)).finditer(text):
        if match.group():
            yield Sign("unit name", match.start(), match.end())
