"""Which entries of the outline are headings and which are items: what is to be done, or safeguards it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.clauses.find import clauses
from extractors.clauses.parts import Clause
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.lexicon import entries
from extractors.outline.labels_alone import clauses_below_labels
from extractors.outline.opening_bodies import opening_clauses
from extractors.outline.ordinal_words import (
    IN_SENTENCES,
    ITEM_STYLES,
    LONG,
    firm_clauses,
    inline_items,
    lacking_items,
    ordinal_words,
)
from extractors.outline.roots import Roots
from extractors.outline.sections import Section, section_of
from extractors.outline.titles import TITLE, title_of
from extractors.outline.tree import Node, Outline, Passage

PLAIN_SAFEGUARDS = ("保障措施", "组织保障", "组织实施", "实施保障")
INDICATORS = lazy_pattern(r"指标(?:体系|表)?$")
BULLET = lazy_pattern(r"(?:——|－－|--|[●■◆•▲★※◇○])\s*")
OF_ITSELF = lazy_pattern(
    rf"""
    本(?:实施)?(?: {alternatives(e["noun"] for e in entries("genres") if e.get("itself"))} )   # 本意见
    [^，。]{{0,12}}(?: 自 | 由 | 所[称指] | 有效期 )                                           # 自
    """,
    re.X,
)
"""What a document says of itself is no work: 本意见自印发之日起施行."""


class ClauseInPassage(NamedTuple):
    """A clause and the passage in which it stands; its spans count from the passage's start."""

    passage: Passage
    clause: Clause


class Item(NamedTuple):
    """An entry of the outline with its kind settled. ``parent`` is the index of the enclosing entry in document order."""

    node: Node
    section: Section
    heading: bool
    parent: int | None
    title: str
    title_span: tuple[int, int]
    """Of the first passage's block."""
    clauses: tuple[ClauseInPassage, ...]
    """Those of its own text."""


def items(outline: Outline) -> tuple[Item, ...]:
    """Return the entries in document order, each with its kind.

    Completes the outline in place, so call it once: paragraphs and 一是 … that are items become children of their entry.
    """
    found: list[Item] = []
    roots = Roots(outline.roots)
    for root in (*_items_without_marks(outline), *outline.roots):
        _settle(root, None, "task", roots, found)
    return tuple(found)


def _items_without_marks(outline: Outline) -> list[Node]:
    """Return the items of a text without list marks: paragraphs that end in a clause, 一是 … with clauses of their own, and
    two or more paragraphs that open with the units whose duty they state.

    Where a text has no other marks and no annex at all, 一是 … that count up are its items without clauses too.
    """
    counted = {} if outline.roots or outline.annex_titles else _counted_items(outline.preamble)
    duties = [passage for passage in outline.preamble if _opens_with_duty(passage.text)]
    found: list[Node] = []
    for passage in outline.preamble:
        own = [clause for clause in clauses(passage.text) if clause.form not in IN_SENTENCES]
        if passage in counted:
            found += counted[passage]
        elif any(clause.start >= LONG for clause in own) or (len(duties) > 1 and passage in duties):
            whole = Node("paragraph", None, None, [passage])
            words = inline_items(whole, passage, False)
            for word in words:
                word.parent = None
            found += words or [whole]
        elif own and counted and found:
            found[-1].passages.append(passage)
    return found


def _opens_with_duty(text: str) -> bool:
    """Return whether a paragraph opens with the units whose duty it states: 县水利局：负责水情 · 县水利局负责水情监测."""
    return any(
        clause.form == "duty"
        or (clause.form == "prose" and clause.parts[0].role == "responsible" and not text[: clause.start].strip())
        for clause in clauses(text)
    )


def _counted_items(preamble: Sequence[Passage]) -> dict[Passage, list[Node]]:
    """Return the 一是 … that open paragraphs or follow a colon and count up from one to two at least."""
    found: dict[Passage, list[Node]] = {}
    due = 1
    for passage in preamble:
        words = ordinal_words(None, passage)
        if not words or words[0].ordinal != due:
            continue
        if words[0].mark and passage.block.text[passage.start : words[0].mark.start].rstrip()[-1:] in ("", "：", ":"):
            found[passage] = words
            due = (words[-1].ordinal or 0) + 1
    return found if due > 2 else {}


def _settle(node: Node, parent: int | None, above: Section, roots: Roots, found: list[Item]) -> None:
    """Append the node and all below it to ``found``, after giving it the children that its own text holds."""
    title, span = title_of(node)
    section: Section = above
    if above == "task":
        own = section_of(title) if node.style not in ("ordinal_word", "paragraph") else None
        # 强化要素保障 among other tasks is a task: below the top, only the plain names of the section are one.
        section = own if own and (own == "context" or parent is None or title in PLAIN_SAFEGUARDS) else above
    nested = lacking_items(node)
    if not nested and not (node.children and node.style in ITEM_STYLES):
        nested = _nested_items(node, section)
    if nested:
        _cut_text_of_children(node, nested)
        roots.add_child_of(node)
    node.children[:0] = nested
    printed = [(passage, clause) for passage in node.passages for clause in clauses(passage.text)]
    mine = tuple(ClauseInPassage(*pair) for pair in (*printed, *clauses_below_labels(node.passages)))
    if not node.children and not any(found.clause.parts for found in mine):
        mine = (*(ClauseInPassage(*pair) for pair in opening_clauses(node)), *mine)
    heading = bool(node.children) or not _is_item(node, section, mine, roots)
    index = len(found)
    found.append(Item(node, section, heading, parent, title, span, mine))
    for child in node.children:
        _settle(child, index, section, roots, found)


def _cut_text_of_children(node: Node, nested: Sequence[Node]) -> None:
    """Cut each passage of an entry where the first of its new children begins, so that no text belongs to both."""
    starts: dict[str, int] = {}
    for child in nested:
        for passage in child.passages:
            start = child.mark.start if child.mark else _start_with_bullet(passage)
            starts[passage.block.id] = min(start, starts.get(passage.block.id, start))
    first, *others = node.passages
    left = [p._replace(end=min(p.end, starts.get(p.block.id, p.end))) for p in others]
    first = first._replace(end=min(first.end, starts.get(first.block.id, first.end)))
    node.passages[:] = [first, *(p for p in left if p.text.strip())]


def _start_with_bullet(passage: Passage) -> int:
    """Return where a passage begins, the bullet before it included."""
    bullet = BULLET.match(passage.block.text)
    return 0 if bullet and bullet.end() == passage.start else passage.start


def _is_item(node: Node, section: Section, mine: Sequence[ClauseInPassage], roots: Roots) -> bool:
    """Return whether an entry without children says what is to be done."""
    if node.style == "article" or any(above.style == "article" for above in node.path()):
        # 第一条 of a regulation is a rule; of a list of measures it is work that a clause assigns.
        return node.style == "article" and any(f.clause.parts and f.clause.form not in IN_SENTENCES for f in mine)
    if any((c.parts or c.rules or c.ignored) and c.form != "charge" for _, c in mine):
        return True
    if (
        section == "context"
        or OF_ITSELF.match(node.passages[0].text.lstrip())
        or (node.style == "box" and INDICATORS.search(title_of(node)[0]))
        or (node.title_only and len(node.passages) == 1)
    ):
        return False
    if node.parent is None and node.style not in ITEM_STYLES:
        text = node.passages[0].text.rstrip()
        return roots.are_a_list and (len(node.passages) > 1 or len(text) > TITLE or text.endswith("。"))
    return True


def _nested_items(node: Node, section: Section) -> list[Node]:
    """Return the items inside an entry's own text: 一是 … that open its paragraphs, or paragraphs each with its own clause."""
    body = node.passages[1:]
    words = [child for at, passage in enumerate(node.passages) for child in inline_items(node, passage, at > 0)]
    if words and (section != "context" or any(clauses(child.passages[0].text) for child in words)):
        return words
    heads = [passage for passage in body if _has_own_clause(passage)]
    if not heads:
        return []
    if any(clause.form == "duty" for passage in heads for clause in clauses(passage.text)):
        # among 县水利局：… also 县住建局负责…
        heads = [passage for passage in body if _has_own_clause(passage) or _opens_with_duty(passage.text)]
    run_in = _run_in(node)
    bullets = any(BULLET.match(passage.text) for passage in heads)
    if len(heads) + (run_in is not None) < 2 and not bullets:
        return []
    if run_in is not None:
        body, heads = [run_in, *body], [run_in, *heads]
    found: list[Node] = []
    opening = {id(passage) for passage in heads}  # comparing passages would compare their blocks, whole
    for passage in body[body.index(heads[0]) :]:
        bullet = BULLET.match(passage.text)
        if id(passage) in opening or (bullets and bullet):
            own = passage._replace(start=passage.start + (bullet.end() if bullet else 0))
            found.append(Node("paragraph", None, None, [own], parent=node, annex=node.annex))
        else:
            found[-1].passages.append(passage)
    return found


def _has_own_clause(passage: Passage) -> bool:
    """Return whether a paragraph closes with its own clause, or opens with the unit whose duty it states.

    Behind a bullet it may be short: ●落实土地供应。（…）
    """
    own = firm_clauses(passage.text)
    return any(clause.start >= LONG or clause.form == "duty" or BULLET.match(passage.text) for clause in own)


def _run_in(node: Node) -> Passage | None:
    """Return the text behind an entry's title in the same paragraph, where it has a clause of its own."""
    passage = node.passages[0]
    body = passage._replace(start=min(title_of(node)[1][1] + 1, passage.end))
    return body if any(clause.start >= LONG for clause in firm_clauses(body.text)) else None
