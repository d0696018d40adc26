"""Lists of names: whom a text is sent to, who was chosen, who belongs to a group. A name is no work."""

from collections.abc import Sequence
from itertools import groupby, takewhile
from operator import attrgetter

from extractors.language.patterns import lazy_pattern
from extractors.outline.tree import Node, Outline, Passage
from extractors.units.lists import split_units

FEWEST = 2
_SENTENCE = lazy_pattern(r"[，。；]")
_BRACKET = lazy_pattern(r"[（(《“‘【〔\[]")
_STOPS = lazy_pattern(r"[\s。；;，,、：:]+$")


def without_lists_of_names(outline: Outline) -> tuple[Outline, tuple[Passage, ...]]:
    """Take out the lists whose entries are all names of units and nothing else; return the outline left and their passages.

    Changes the entries in place: one that only held names remains as a heading.
    """
    taken: list[Passage] = []
    roots = _others(outline.roots, taken)
    for root in roots:
        _take(root, taken)
    return outline._replace(roots=tuple(roots)), tuple(taken)


def _take(node: Node, taken: list[Passage]) -> None:
    left = _others(node.children, taken)
    bare = _SENTENCE.search(node.passages[0].text) is None if node.passages else True
    node.title_only |= bool(node.children) and not left and bare
    node.children = left
    for child in left:
        _take(child, taken)


def _others(siblings: Sequence[Node], taken: list[Passage]) -> list[Node]:
    """Return the entries that are in no run of names, 1 to the last of its style; the passages of the others go to ``taken``."""
    left: list[Node] = []
    for _, alike in groupby(siblings, attrgetter("style")):
        entries = list(alike)
        run = list(takewhile(_is_names, reversed(entries)))[::-1]
        if len(run) >= FEWEST and run[0].ordinal == 1:
            taken += (passage for entry in run for passage in entry.passages)
            entries = entries[: -len(run)]
        left += entries
    return left


def _is_names(node: Node) -> bool:
    """Return whether an entry is one line of complete names of units."""
    if node.children or len(node.passages) != 1:
        return False
    passage = node.passages[0]
    text, start = passage.block.text, passage.start
    end = start + len(_STOPS.sub("", passage.text))
    # Most entries are sentences, whose first part already is no list of names; a bracket may go on behind it.
    first = _SENTENCE.search(text, start, end)
    if first and not _BRACKET.search(text, start, first.start()) and not _are_names(text, start, first.start()):
        return False
    return _are_names(text, start, end)


def _are_names(text: str, start: int, end: int) -> bool:
    found = split_units(text, start, end)
    return bool(found.mentions) and not found.unread and all(name.complete for name in found.mentions)
