"""Items of the outline with their ids and their places in the tree."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.outline.items import Item
from extractors.outline.tree import Node, Outline, Passage


class Placed(NamedTuple):
    """An item with its id, and the ids of the heading and the item above it."""

    item: Item
    id: str
    heading: str | None
    parent: str | None


class Reading(NamedTuple):
    """The plan's outline with ids: what other steps ask for the owner of a passage. No output of its own."""

    outline: Outline
    placed: tuple[Placed, ...]
    listed: tuple[Passage, ...] = ()
    """Entries that a sentence only lists, such as conditions; they stand in the text of the entry with the sentence."""
    explains: bool = False
    """The document is about a plan and commits nobody to what it says."""

    def text_starts(self) -> dict[str, int]:
        """Return by block where its text begins behind the list mark that opens it: 5岁 in 5.5岁以下儿童死亡率."""
        nodes = (placed.item.node for placed in self.placed)
        return {node.passages[0].block.id: node.mark.end for node in nodes if node.mark and not node.mark.start}

    def owner(self, block: str, at: int) -> str | None:
        """Return the id of the heading or task whose text holds character ``at`` of a block."""
        for placed in self.placed:
            for passage in placed.item.node.passages:
                if passage.block.id == block and passage.start <= at < passage.end:
                    return placed.id
        return None


def place(plan: str, found: Sequence[Item]) -> tuple[Placed, ...]:
    """Give every item its id: the bare ordinal where it is unique among the tasks, else the path of ordinals."""
    keys = [_simple(item) for item in found]
    counts = Counter(key for key, item in zip(keys, found, strict=True) if not item.heading)
    clash = {item.section for key, item in zip(keys, found, strict=True) if not item.heading and counts[key] > 1}
    used: Counter[str] = Counter()
    placed: list[Placed] = []
    places: dict[int, dict[int, int]] = {}
    for item, key in zip(found, keys, strict=True):
        above = placed[item.parent] if item.parent is not None else None
        if item.heading:
            id = f"heading/{_path(item.node, places)}"
        elif item.section in clash or key.endswith("/"):
            id = f"{_kind(item)}/{_path(item.node, places)}"
        else:
            id = key
        used[id] += 1
        id = f"{plan}/{id}" if used[id] == 1 else f"{plan}/{id}--{used[id]}"
        heading = above.id if above and above.item.heading else above.heading if above else None
        parent = above.id if above and not above.item.heading else None
        placed.append(Placed(item, id, heading, parent))
    return tuple(placed)


def _kind(item: Item) -> str:
    return "safeguard" if item.section == "safeguard" else "task"


def _simple(item: Item) -> str:
    ordinal = item.node.ordinal
    return f"{_kind(item)}/{'' if ordinal is None else ordinal}"


def _path(node: Node, places: dict[int, dict[int, int]]) -> str:
    """Return the ordinals from the highest entry down; an entry without mark counts by its place: ``p2``."""
    steps = []
    for entry in node.path():
        if entry.ordinal is not None:
            steps.append(str(entry.ordinal))
        else:
            steps.append(f"p{_place_among_siblings(entry, places)}")
    return ".".join(steps)


def _place_among_siblings(entry: Node, places: dict[int, dict[int, int]]) -> int:
    """Return which child of its parent an entry is; ``places`` remembers it for all children of a parent."""
    if entry.parent is None:
        return 1
    if id(entry.parent) not in places:
        places[id(entry.parent)] = {id(child): at for at, child in enumerate(entry.parent.children, 1)}
    return places[id(entry.parent)][id(entry)]
