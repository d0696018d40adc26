"""Items inside a paragraph: 一是 … that open it, or that have clauses of their own."""

from extractors.clauses.find import clauses
from extractors.clauses.parts import Clause
from extractors.language.marks.list_marks import inline_marks
from extractors.outline.tree import Node, Passage

LONG = 12
"""Characters of text before its clause that make a paragraph an item of its own, not a line of roles."""
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
    return found if opens or closed > 1 else []


def ordinal_words(node: Node | None, passage: Passage) -> list[Node]:
    """Return the 一是 … of a paragraph, each with its text, as entries below ``node``."""
    marks = inline_marks(passage.text)
    ends = [mark.start for mark in marks[1:]] + [len(passage.text)]
    found = []
    for mark, end in zip(marks, ends, strict=False):
        shifted = mark._replace(start=passage.start + mark.start, end=passage.start + mark.end)
        part = Passage(passage.block, passage.start + mark.end, passage.start + end)
        annex = node is not None and node.annex
        found.append(Node("ordinal_word", mark.ordinal, shifted, [part], parent=node, annex=annex))
    return found
