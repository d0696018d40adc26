"""Clauses on a line of their own that several items share: （1）… （2）… （3）…, and below them all （责任单位：…）."""

from collections.abc import Iterator, Sequence

from extractors.clauses.find import clauses
from extractors.outline.tree import Node, Outline, Passage, walk

FEWEST = 2
"""Lists with a shared clause that a plan has, at least: one alone may be that of its last item."""


def lift_shared_clauses(outline: Outline) -> None:
    """Give the clause below the last item of a list to the entry above the list, whose items inherit it.

    So it is where a plan closes at least two lists in this way, and no other item of it has its clause on a line of its
    own. Changes the outline in place.
    """
    lists = [
        node for node in walk(outline.roots) if len(node.children) > 1 and not any(c.children for c in node.children)
    ]
    if any(_closing(child) for node in lists for child in node.children[:-1]):
        return
    shared = [(node, closing) for node in lists if (closing := _shared(node.children))]
    for node, closing in shared if len(shared) >= FEWEST else ():
        last = node.children[-1]
        del last.passages[len(last.passages) - len(closing) :]
        node.passages += closing


def _shared(items: Sequence[Node]) -> list[Passage]:
    """Return the passages of the clause that closes a list, none of whose items has one within its text."""
    closing = _closing(items[-1])
    text = (passage for item in items for passage in item.passages if passage not in closing)
    return [] if any(_has_units(passage) for passage in text) else closing


def _closing(item: Node) -> list[Passage]:
    """Return the last passages of an item that are nothing but clauses."""
    return list(_from_end(item.passages[1:]))[::-1]


def _from_end(passages: Sequence[Passage]) -> Iterator[Passage]:
    for passage in reversed(passages):
        if not _is_clauses_alone(passage.text):
            return
        yield passage


def _is_clauses_alone(text: str) -> bool:
    """Return whether a text is nothing but clauses: 责任单位：县水利局。另建泵站 says more, and 县财政局：落实资金 is a task."""
    rest, end = "", 0
    for clause in clauses(text):
        if clause.form in ("duty", "prose", "charge"):
            return False
        rest += text[end : clause.start]
        end = max(end, clause.end)
    return end > 0 and not (rest + text[end:]).strip("，,；;。.、 \t\n\u3000")


def _has_units(passage: Passage) -> bool:
    return any(clause.parts for clause in clauses(passage.text))
