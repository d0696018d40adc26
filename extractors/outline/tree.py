"""The outline of a plan: list marks become a tree, repaired where a printed mark breaks the sequence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.language.marks.list_marks import ListMark, marks_of
from extractors.outline.paragraphs import (
    ANNEX,
    LONGEST_TITLE,
    NOTE,
    NOTED,
    NOTES,
    TAIL,
    above_tables,
    contents_of,
    marks_without_dot,
    titles_rows,
    with_unit_titles,
)
from schemas import Block

TWINS = {"han": "han_bracket", "han_bracket": "han", "digit": "digit_bracket", "digit_bracket": "digit"}
"""Marks that are mistaken for each other: 二、 where the sequence wants （二）."""
ORDER_FREE = ("box",)


class Passage(NamedTuple):
    """A stretch of one block."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]


@dataclass
class Node:
    """An entry of the outline: its mark, the passages of its own text, and its children.

    The only mutable type of the outline: ``build`` sets the tree up, ``items`` moves text from an entry to the children
    it finds there. From then on no step changes it.
    """

    style: str
    ordinal: int | None
    mark: ListMark | None
    passages: list[Passage]
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    repaired: bool = False
    """The printed mark is that of another level; the sequence says which."""
    annex: bool = False
    rank: int = 0
    title_only: bool = False
    """The first line is the heading of the table below it, whose rows are the work, or of names."""

    @property
    def marker(self) -> str:
        """The mark as printed, white space removed; empty if none is."""
        return self.mark.printed_form(self.passages[0].block.text) if self.mark else ""

    def path(self) -> tuple["Node", ...]:
        """Return the nodes from the highest down to this one."""
        return (*(self.parent.path() if self.parent else ()), self)


class Outline(NamedTuple):
    """The trees of a plan in document order, the passages above the first mark, and those of a table of contents."""

    roots: tuple[Node, ...]
    preamble: tuple[Passage, ...]
    contents: tuple[Passage, ...]
    annex_titles: tuple[Passage, ...]


def build(blocks: Sequence[Block]) -> Outline:
    """Read the outline of paragraphs; tables and their captions stand outside it."""
    marks = marks_of([block.text for block in blocks])
    tree = _Tree(with_unit_titles(blocks, marks), marks)
    contents = contents_of(blocks, marks)
    captions = above_tables(blocks, marks)
    undotted = marks_without_dot(blocks, marks)
    for index, block in enumerate(blocks):
        if block.kind != "paragraph" or not block.text:
            continue
        if index in contents:
            tree.contents.append(Passage(block, 0, len(block.text)))
        elif index not in captions:
            tree.add(index, undotted.get(index))
    return Outline(tuple(tree.roots), tuple(tree.preamble), tuple(tree.contents), tuple(tree.annex_titles))


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes and all below them in document order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


class _Tree:
    """The state of the scan: the open nodes from the highest down, and what each style stood below when last seen."""

    def __init__(self, blocks: Sequence[Block], marks: Sequence[ListMark | None]) -> None:
        self._blocks = blocks
        self._marks = marks
        self.roots: list[Node] = []
        self.preamble: list[Passage] = []
        self.contents: list[Passage] = []
        self.annex_titles: list[Passage] = []
        self._open: list[Node] = []
        self._below: dict[str, str | None] = {}
        self._last: dict[str, int] = {}
        self._annex = False
        self._notes = False

    def add(self, index: int, undotted: ListMark | None) -> None:
        """Put the paragraph at an index in its place. ``undotted``: its mark, where the dot is not printed."""
        block = self._blocks[index]
        passage = Passage(block, 0, len(block.text))
        if ANNEX.match(block.text) or TAIL.match(block.text):
            self._open, self._notes = [], False
            if ANNEX.match(block.text):
                self._annex = True
                self.annex_titles.append(passage)
            return
        mark = self._marks[index] or undotted
        self._notes = (self._notes and (mark is None or mark.style in NOTED)) or bool(NOTES.match(block.text))
        if self._notes or NOTE.match(block.text):
            self.preamble.append(passage)
        elif mark and mark.style != "ordinal_word":
            self._place(mark, passage._replace(start=mark.end), index)
        elif block.level is not None and len(block.text) <= LONGEST_TITLE and not mark:
            self._push(Node(f"h{block.level}", None, None, [passage], rank=block.level), self._above(block.level))
        elif self._open:
            self._open[-1].passages.append(passage)
        else:
            self.preamble.append(passage)

    def _above(self, rank: int) -> int:
        """Return how many open nodes stay above a node of this rank that the sequence does not place."""
        count = len(self._open)
        while count and self._open[count - 1].rank >= rank:
            count -= 1
        return count

    def _place(self, mark: ListMark, passage: Passage, index: int) -> None:
        style, repaired = mark.style, False
        keep = self._slot(style, mark.ordinal)
        counts_on = self._last.get(style) == mark.ordinal - 1  # numbering that runs on through sections
        twin = TWINS.get(style)
        if keep is None and twin and not counts_on and self._continues(twin, mark.ordinal, index):
            style, repaired = twin, True
            keep = self._slot(style, mark.ordinal)
        if keep is None and counts_on:
            keep = self._box_depth()
        if keep is None:
            keep = self._depth(style, mark)
        titles = titles_rows(self._blocks, index, passage.text)
        node = Node(style, mark.ordinal, mark, [passage], repaired=repaired, rank=mark.rank, title_only=titles)
        self._push(node, keep)

    def _continues(self, style: str, ordinal: int, index: int) -> bool:
        """Return whether the mark of the paragraph, read as one of this style, continues an open sequence exactly.

        It does not if the next mark begins a list of this style: after （1）（2） a 3. that has its own （1） is no （3）.
        Nor if the list of the printed style goes on after it: the second of （三）（三）（五） is a slip of （四）, not of 三、.
        """
        if self._slot(style, ordinal, exactly=True) is None:
            return False
        following = next(self._marks_after(index), None)
        if following is not None and (following.style, following.ordinal) == (style, 1):
            return False
        printed = TWINS[style]
        own = next((node for node in reversed(self._open) if node.style == printed), None)
        before = own.ordinal if own else self._last.get(printed)
        if before is None:
            return True
        decides = next((mark for mark in self._marks_after(index) if mark.style in (style, printed)), None)
        if decides is None:
            return own is None or ordinal not in (before, 1 + _place_in_list(own))
        if decides.style == style:
            return decides.ordinal == ordinal + 1
        return decides.ordinal in (1, before + 1)  # the printed list lacks no number without this mark

    def _marks_after(self, index: int) -> Iterator[ListMark]:
        """Yield the marks of the paragraphs after this one, up to the next annex."""
        for place in range(index + 1, len(self._blocks)):
            block, mark = self._blocks[place], self._marks[place]
            if block.kind == "paragraph" and ANNEX.match(block.text):
                return
            if block.kind == "paragraph" and mark:
                yield mark

    def _slot(self, style: str, ordinal: int, exactly: bool = False) -> int | None:
        """Return the depth at which a mark continues a sequence that is open; None if it continues none."""
        for depth in range(len(self._open) - 1, -1, -1):
            node = self._open[depth]
            if node.style != style or node.ordinal is None:
                continue
            if any(above.style in ORDER_FREE for above in self._open[depth + 1 :]) and ordinal != node.ordinal + 1:
                return None  # a list inside a box restarts without closing what stands around it
            if ordinal == node.ordinal + 1:
                return depth
            if exactly:
                return None
            twin = TWINS.get(style)
            if any(n.style == twin and n.ordinal is not None and n.ordinal + 1 == ordinal for n in self._open):
                return None
            return depth
        return None

    def _depth(self, style: str, mark: ListMark) -> int:
        """Return the depth at which a mark opens a list of its own: by rank, but where a document orders its styles otherwise."""
        ranked = self._above(mark.rank)
        parent = self._below.get(style, "")
        if style not in self._below:
            top = self._open[-1] if self._open else None
            titled = top is not None and len(top.passages) == 1 and len(top.passages[0].text) <= LONGEST_TITLE
            return len(self._open) if mark.ordinal == 1 and titled else ranked
        for depth in range(len(self._open), 0, -1):
            if self._open[depth - 1].style == parent and self._open[depth - 1].rank >= mark.rank:
                return depth
        return ranked

    def _box_depth(self) -> int | None:
        """Return the depth of the open box: what counts on from before it is below what the box is below. None if none is open."""
        return next((depth for depth, node in enumerate(self._open) if node.style in ORDER_FREE), None)

    def _push(self, node: Node, keep: int) -> None:
        self._open = self._open[:keep]
        node.annex = self._annex
        if self._open:
            node.parent = self._open[-1]
            node.parent.children.append(node)
        else:
            self.roots.append(node)
        if node.ordinal is not None:
            self._last[node.style] = node.ordinal
        self._below[node.style] = node.parent.style if node.parent else None
        self._open.append(node)


def _place_in_list(node: Node) -> int:
    """Return which entry of its list a node is, whatever number is printed."""
    return sum(other.style == node.style for other in node.parent.children) if node.parent else 1
