"""Find the tables that a text dump has flattened into lines."""

from collections.abc import Sequence

from extractors.readers.flattened_tabs import tab_tables
from extractors.readers.lines import Line
from extractors.readers.regions import Region, RegionCell

__all__ = ["Region", "RegionCell", "find_tables"]


def find_tables(lines: Sequence[Line]) -> tuple[Region, ...]:
    """Return the tables among the lines in reading order; they never overlap."""
    return tuple(tab_tables(lines))
