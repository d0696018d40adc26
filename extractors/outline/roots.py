"""The entries at the top of an outline: headings, or a list of tasks."""

from collections.abc import Sequence

from extractors.outline.tree import Node


class Roots:
    """How many entries the top has, and which of them have none below; counted once, because each entry asks."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self._count = len(roots)
        self._leaves = {id(root) for root in roots if not root.children}

    def add_child_of(self, node: Node) -> None:
        """Note that the text of an entry turned out to hold entries."""
        self._leaves.discard(id(node))

    @property
    def are_a_list(self) -> bool:
        """Return whether there are several entries, most of them with none below."""
        return len(self._leaves) * 2 > self._count > 2
