"""Items inside a paragraph: 一是 … that open it, or that have clauses of their own; 1. behind a title, where 2. follows below."""

from collections.abc import Iterator, Sequence

from extractors.clauses.find import clauses
from extractors.clauses.parts import Clause
from extractors.language.marks.list_marks import ListMark, inline_marks, mark_at
from extractors.language.patterns import lazy_pattern
from extractors.outline.tree import Node, Passage

LONG = 12
"""Characters of text before its clause that make a paragraph an item of its own, not a line of roles."""
BEHIND_STOP = lazy_pattern(r"(?<=[。；：:！])\s*(?=[\d（(①-⑳])")
IN_SENTENCES = ("prose", "charge")
"""Forms of clauses that are part of a sentence, so that no item ends with them."""
ITEM_STYLES = (
    "named_task",
    "named_measure",
    "named_action",
    "named_project",
    "named_problem",
    "named_case",
    "numbered_case",
    "legal",
    "roman",
    "digit",
    "digit_bracket",
    "dotted",
    "half_bracket",
    "circled",
    "letter",
    "ordinal_word",
    "paragraph",
)


def firm_clauses(text: str) -> list[Clause]:
    """Return the clauses of a text that may make it an item: who does a part of the work does not."""
    return [clause for clause in clauses(text) if clause.form != "charge"]


def inline_items(node: Node, passage: Passage, own: bool) -> list[Node]:
    """Split a paragraph at 一是 …: where the first of them opens it, or where they have clauses of their own."""
    found = ordinal_words(node, passage)
    parts = (clauses(word.passages[0].text) for word in found)
    closed = sum(any(clause.start >= LONG and clause.form not in IN_SENTENCES for clause in part) for part in parts)
    first = found[0].mark if found else None
    opens = own and first is not None and first.start == passage.start and node.style not in ITEM_STYLES
    return found if opens or closed > 1 else _numbered_items(node, passage)


def _numbered_items(node: Node, passage: Passage) -> list[Node]:
    """Return the （1）…（2）… or 4.…5.… of a paragraph, which count up, if two of them at least have clauses of their own."""
    chains: dict[str, list[ListMark]] = {}
    for mark in marks_behind_stops(passage.block.text, passage.start + 1, passage.end):
        chain = chains.setdefault(mark.style, [])
        if not chain or mark.ordinal == chain[-1].ordinal + 1:
            chain.append(mark)
    for chain in chains.values():
        found = _entries(node, passage, chain)
        parts = (clauses(entry.passages[0].text) for entry in found)
        closed = [any(clause.form not in IN_SENTENCES for clause in part) for part in parts]
        if sum(closed) > 1 and closed[0]:
            return found
    return []


def ordinal_words(node: Node | None, passage: Passage) -> list[Node]:
    """Return the 一是 … of a paragraph, each with its text, as entries below ``node``."""
    marks = inline_marks(passage.text)
    at = passage.start
    return _entries(node, passage, [mark._replace(start=at + mark.start, end=at + mark.end) for mark in marks])


def _entries(node: Node | None, passage: Passage, marks: Sequence[ListMark]) -> list[Node]:
    """Return the entries below ``node`` that begin with these marks of a passage, each up to the next."""
    ends = [*(mark.start for mark in marks[1:]), passage.end]
    annex = node is not None and node.annex
    return [
        Node(mark.style, mark.ordinal, mark, [passage._replace(start=mark.end, end=end)], parent=node, annex=annex)
        for mark, end in zip(marks, ends, strict=False)
    ]


def lacking_items(node: Node) -> list[Node]:
    """Return the items before an entry's first child that stand in the entry's own text: （一）优化布局。1.摸底。… above 2.….

    Their numbers count up to that of the child, so that none is missing.
    """
    first = node.children[0] if node.children else None
    if first is None or first.mark is None or (first.ordinal or 0) < 2:
        return []
    places = [
        (at, mark)
        for at, passage in enumerate(node.passages)
        for mark in marks_behind_stops(passage.block.text, passage.start + 1, passage.end)
    ]
    due, chain = first.ordinal or 0, list[tuple[int, ListMark]]()
    for at, mark in reversed(places):
        if mark.style == first.style and mark.ordinal == due - 1:
            chain.insert(0, (at, mark))
            due -= 1
    if not chain or chain[0][0] > 0:
        return []
    found = [Node(first.style, mark.ordinal, mark, [], parent=node, annex=node.annex) for _, mark in chain]
    for number, (at, mark) in enumerate(chain):
        until = chain[number + 1] if number + 1 < len(chain) else None
        passage = node.passages[at]
        end = until[1].start if until and until[0] == at else passage.end
        found[number].passages.append(passage._replace(start=mark.end, end=end))
        found[number].passages += node.passages[at + 1 : until[0] if until else None]
    return found


def marks_behind_stops(text: str, start: int, end: int) -> Iterator[ListMark]:
    """Yield the list marks behind the full stops and colons of ``text[start:end]``."""
    for stop in BEHIND_STOP.finditer(text, start, end):
        if mark := mark_at(text, stop.end()):
            yield mark
