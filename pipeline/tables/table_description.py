"""What a table of facts consists of."""

from collections.abc import Mapping
from typing import NamedTuple


class TableColumn(NamedTuple):
    name: str
    type: str
    description: str


class FactTable(NamedTuple):
    """A table as tables.yml describes it, or as the model of its facts does."""

    name: str
    title: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    refers: Mapping[str, str]
