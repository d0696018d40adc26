"""The columns of a table block, read once however many steps ask for them."""

from functools import lru_cache

from extractors.language.column_words import ColumnMeaning, header_kinds
from schemas import Block


@lru_cache(maxsize=256)
def columns_of(block: Block) -> tuple[ColumnMeaning, ...]:
    """Return what each column of a table block means; empty for any other block."""
    return header_kinds(block)
