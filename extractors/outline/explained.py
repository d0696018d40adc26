"""The outline of a document that explains or reports a plan: its entries are headings, whatever they say."""

from extractors.outline.items import Item
from extractors.outline.titles import title_of
from extractors.outline.tree import Node, Outline


def explained_items(outline: Outline) -> tuple[Item, ...]:
    """Return the entries in document order, all of them headings."""
    found: list[Item] = []
    for root in outline.roots:
        _add(root, None, found)
    return tuple(found)


def _add(node: Node, parent: int | None, found: list[Item]) -> None:
    title, span = title_of(node)
    index = len(found)
    found.append(Item(node, "context", True, parent, title, span, ()))
    for child in node.children:
        _add(child, index, found)
