"""Tables that print one task as keys beside their values, several below each other: read as one row a task."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language.column_words import word
from extractors.tables.rows import text_of
from schemas import Block, Cell, Table

FEWEST = 3
"""Keys of a card at least; two rows may be a header and its only row."""
NAMING = frozenset({"title", "content"})


class _KeyAndValue(NamedTuple):
    """A key and the value on its right."""

    key: Cell
    value: Cell


def turn_cards(block: Block) -> Block:
    """Return a table of cards as a table with a header, each card a row below it or below the header printed again.

    Any other block is returned as it is. The text and its places stay, so that evidence quotes the file as it is printed.
    """
    if block.table is None or block.table.columns % 2 or block.table.rows < FEWEST:
        return block
    cards = list(_cards(block, _pairs_of_rows(block, block.table)))
    keys: dict[str, Cell] = {}
    for card in cards:
        for key, pair in card.items():
            keys.setdefault(key, pair.key)
    kinds = {meaning.kind for key in keys if (meaning := word(key))}
    if len(keys) < FEWEST or not kinds & NAMING or "role" not in kinds:
        return block
    columns = {key: column for column, key in enumerate(keys)}
    cells = [_cell_at(cell, 0, columns[key]) for key, cell in keys.items()]
    for number, card in enumerate(cards):
        for key, pair in card.items():
            if pair.key is not keys[key]:
                cells.append(_cell_at(pair.key, 2 * number, columns[key]))
            cells.append(_cell_at(pair.value, 2 * number + 1, columns[key]))
    table = block.table.model_copy(
        update={"rows": 2 * len(cards), "columns": len(keys), "header_rows": 1, "cells": tuple(cells), "close_rows": ()}
    )
    return block.model_copy(update={"table": table})


def _pairs_of_rows(block: Block, table: Table) -> list[_KeyAndValue]:
    """Return the keys of a table with their values; empty if a row has anything else."""
    found: list[_KeyAndValue] = []
    for row in _printed_rows(table):
        pairs = _pairs(block, row)
        if not pairs:
            return []
        found += pairs
    return found


def _printed_rows(table: Table) -> Iterator[list[Cell]]:
    """Yield the cells of each row from left to right."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row in rows:
        yield sorted(row, key=lambda cell: cell.column)


def _pairs(block: Block, row: Sequence[Cell]) -> list[_KeyAndValue]:
    """Return the keys of a row with their values; empty if it has anything else."""
    found = [_KeyAndValue(key, value) for key, value in zip(row[::2], row[1::2], strict=False)]
    known = all(word(text_of(block, pair.key)) and not word(text_of(block, pair.value)) for pair in found)
    return found if known and len(row) % 2 == 0 else []


def _cards(block: Block, pairs: Sequence[_KeyAndValue]) -> Iterator[dict[str, _KeyAndValue]]:
    """Yield the pairs of each card by key: a key that was there begins the next one."""
    card: dict[str, _KeyAndValue] = {}
    for pair in pairs:
        key = text_of(block, pair.key)
        if key in card:
            yield card
            card = {}
        card[key] = pair
    if card:
        yield card


def _cell_at(cell: Cell, row: int, column: int) -> Cell:
    return cell.model_copy(update={"row": row, "column": column, "row_span": 1, "column_span": 1})
