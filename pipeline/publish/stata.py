"""Write a table for Stata: .dta version 118 with a label for each variable."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.atomic import atomic
from pipeline.tables.table_description import FactTable

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 80
"""Characters of a label that Stata accepts."""
SHORT = 2045
"""Bytes of a fixed-length string; longer texts are stored as strL."""
RENAMED = {"end": "end_"}
"""Variables whose names are reserved words of Stata."""
_STAMP = datetime(1980, 1, 1)
"""A fixed time, so that equal facts give equal bytes."""


def write_stata(table: FactTable, frame: "pd.DataFrame", path: Path) -> Path:
    """Write the frame of a table. A missing text is empty, a missing number Stata's missing value."""
    columns = {column.name: column for column in table.columns}
    made = frame.copy()
    for name, column in columns.items():
        if column.type in ("string", "date"):
            made[name] = frame[name].fillna("").astype(object)
        else:
            made[name] = frame[name].astype("Float64").astype("float64")
    texts = [name for name, column in columns.items() if column.type in ("string", "date")]
    long = [name for name in texts if made[name].map(lambda text: len(text.encode())).max() > SHORT]
    with atomic(path) as draft:
        made.rename(columns=RENAMED).to_stata(
            draft,
            version=118,
            write_index=False,
            time_stamp=_STAMP,
            convert_strl=long,
            data_label=table.title[:LONGEST],
            variable_labels={RENAMED.get(name, name): column.description[:LONGEST] for name, column in columns.items()},
        )
    return path
