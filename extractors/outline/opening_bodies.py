"""The bodies that an entry opens with, right behind its mark: （三）县水利局6月底前完成加固."""

from collections.abc import Iterator

from extractors.clauses.openings import opening_work
from extractors.clauses.parts import Clause
from extractors.outline.tree import Node, Passage


def opening_clauses(node: Node) -> Iterator[tuple[Passage, Clause]]:
    """Yield who does the work of an entry without another clause, as the sentence behind its mark says.

    Further down it may say who does a part of the work, or what else somebody does; that is no duty of the entry.
    """
    if node.mark is None:
        return
    passage = node.passages[0]
    for found in opening_work(passage.text, max(0, node.mark.end - passage.start)):
        yield passage, Clause(found.start, found.end, "charge", found.parts)
