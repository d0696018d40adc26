"""Tables that classify: each row names a place in a tree (领域 → 方向 → 细分赛道)."""

from collections.abc import Iterator

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of
from extractors.splitting.part import Part
from extractors.steps.step import Known
from extractors.tables.columns import columns_of
from extractors.tables.rows import body_rows, text_of
from schemas import Block, Cell, Taxon, Taxonomy

_KINDS = frozenset({"category", "title", "content", "other", "number", "note", "indicator"})
_WORK = lazy_pattern(any_of("phrases", "work"))
_LONGEST_NAME = 40
_MOST_LEVELS = 20
"""Columns of names; a table with more has no tree of them, and would have a path of as many names in each row."""
_PROSE = lazy_pattern(r"[。；;]")


def read_taxonomies(part: Part, known: Known) -> Iterator[Taxonomy]:
    """Yield the classifications among the plan's tables, in order."""
    tables = (block for block in part.body if is_taxonomy(block))
    for number, block in enumerate(tables, 1):
        labels = tuple(dict.fromkeys(column.label for column in columns_of(block) if column.label))
        caption = block.table.caption if block.table else None
        yield Taxonomy(
            id=f"{part.plan_id}/taxonomy/{number}",
            title=caption or " → ".join(labels),
            columns=labels,
            taxa=tuple(_taxa(block)),
            evidence=block.evidence(0, len(block.text), "taxonomy.table"),
        )


def is_taxonomy(block: Block) -> bool:
    """Return whether a table classifies: two columns of short names or more, the left ones merged or left empty.

    Columns that name work, units, measures or values make it another kind of table.
    """
    columns = columns_of(block) if block.kind == "table" else ()
    places = _places(block)
    if not 2 <= len(places) <= _MOST_LEVELS or any(
        column.kind not in _KINDS or _WORK.search(column.label) for column in columns
    ):
        return False
    rows = body_rows(block)
    texts = (text_of(block, cell) for _, cells in rows for i, cell in cells.items() if i in places)
    if len(rows) < 3 or any(len(text) > _LONGEST_NAME or _PROSE.search(text) for text in texts):
        return False
    heads = {cells[places[0]].start for _, cells in rows if text_of(block, cells.get(places[0]))}
    return 0 < len(heads) < len(rows)


def _places(block: Block) -> tuple[int, ...]:
    """Return the columns of names: all but numbers and notes."""
    if block.table is None or block.table.header_rows == 0:
        return ()
    return tuple(i for i, column in enumerate(columns_of(block)) if column.kind not in ("number", "note"))


def _taxa(block: Block) -> Iterator[Taxon]:
    """Yield every name once, below those to its left; an empty place left of a name repeats what stands above it."""
    places = _places(block)
    path: list[Cell | None] = [None] * len(places)
    seen: set[int] = set()
    for _, cells in body_rows(block):
        filled = [level for level, i in enumerate(places) if text_of(block, cells.get(i))]
        if not filled:
            continue
        path[filled[0] :] = [cells.get(i) for i in places[filled[0] :]]
        for level in filled:
            cell = path[level]
            if cell is None or cell.start in seen:
                continue
            seen.add(cell.start)
            above = {c.start: _name(block, c) for c in path[:level] if c and c != cell and text_of(block, c)}
            yield Taxon(
                name=_name(block, cell),
                path=tuple(above.values()),
                evidence=block.evidence(cell.start, cell.end, "taxonomy.name"),
            )


def _name(block: Block, cell: Cell) -> str:
    return without_blanks(text_of(block, cell))
