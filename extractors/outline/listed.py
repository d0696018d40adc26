"""Entries that a sentence lists and nobody has to do: 有下列情形之一的，不予补贴：（一）…（二）…."""

import re
from collections.abc import Iterator, Sequence

from extractors.clauses.find import clauses
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.outline.tree import Node, Outline, Passage, walk

LISTS = lazy_pattern(
    rf"""
    (?: 以下 | 下列 | 如下 )
    [^。；：:]{{0,15}}? (?: {any_of("phrases", "listed")} )   # 存在以下情形的
    [^。；：:]{{0,25}} [:：]\s*$                              # 耕地不予补贴：
    """,
    re.X,
)


CLAUSE = lazy_pattern(r"\s*[（(][^（）()]*[）)]\s*。?\s*")
"""A line that is nothing but a clause in brackets."""


def fold_listed(outline: Outline) -> tuple[Passage, ...]:
    """Make what a sentence lists part of the text of the entry that holds the sentence; return the text moved so.

    Changes the outline in place. Entries of which one names who is to do it are left as they are.
    """
    moved: list[Passage] = []
    for node in [*walk(outline.roots)]:
        if not _lists(node):
            continue
        siblings = node.parent.children if node.parent else []
        place = next((place for place, sibling in enumerate(siblings) if sibling is node), len(siblings))
        listed = node.children or _first_in_sequence(siblings[place + 1 :])
        if _has_responsibility(listed):
            continue
        taken = [*_passages(listed)]
        node.passages += taken
        moved += taken
        if listed is node.children:
            node.children = []
        else:
            del siblings[place + 1 : place + 1 + len(listed)]
    return tuple(moved)


def _first_in_sequence(siblings: Sequence[Node]) -> list[Node]:
    """Return the siblings at the beginning that count up from 1 in one style."""
    found: list[Node] = []
    for due, node in enumerate(siblings, 1):
        if node.ordinal != due or node.style != siblings[0].style:
            break
        found.append(node)
    return found


def _lists(node: Node) -> bool:
    return LISTS.search(node.passages[-1].text) is not None


def _has_responsibility(nodes: Sequence[Node]) -> bool:
    entries = [*walk(nodes)]
    closing = entries[-1].passages[1:] if entries else []  # who has to do all of it, on a line below the list
    below = {id(passage) for passage in closing if CLAUSE.fullmatch(passage.text)}
    texts = (passage.text for node in entries for passage in node.passages if id(passage) not in below)
    return any(clause.parts for text in texts for clause in clauses(text))


def _passages(listed: Sequence[Node]) -> Iterator[Passage]:
    """Yield the text of entries, marks included."""
    for entry in walk(listed):
        first, *others = entry.passages
        yield Passage(first.block, entry.mark.start if entry.mark else first.start, first.end)
        yield from others
