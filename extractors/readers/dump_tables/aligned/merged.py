"""Cells of an aligned table that reach over several rows: a category beside the rows that it holds for."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.readers.dump_tables.aligned.rows import AlignedBody, LineRange, is_full


class MergedCell(NamedTuple):
    """A cell over the rows ``[first:last]``, and the printed lines of its text."""

    first: int
    last: int
    lines: tuple[int, ...]


def merged_cells(body: AlignedBody, column: int, rows: Sequence[LineRange]) -> tuple[MergedCell, ...]:
    """Return the cells of a column whose texts stand at the top or in the middle of the rows that they reach over."""
    runs: list[list[int]] = []
    for at, (_, words) in enumerate(body.printed):
        if column not in words:
            continue
        if runs and runs[-1][-1] == at - 1 and is_full(body, at - 1, column):
            runs[-1].append(at)
        else:
            runs.append([at])
    if not runs or not rows:
        return ()
    begins = {row.first: place for place, row in enumerate(rows)}
    if all(run[0] in begins for run in runs) and runs[0][0] == rows[0].first:
        starts = [begins[run[0]] for run in runs]
    else:
        starts = _starts_if_centred(runs, rows)
    if len(set(starts)) < len(starts):
        return ()
    ends = [*starts[1:], len(rows)]
    return tuple(MergedCell(first, last, tuple(run)) for first, last, run in zip(starts, ends, runs, strict=True))


def _starts_if_centred(runs: Sequence[Sequence[int]], rows: Sequence[LineRange]) -> list[int]:
    """Return the first row of each cell, where each text is in the middle of its rows."""
    starts = [0]
    top = rows[0].first
    for run in runs[:-1]:
        end = run[0] + run[-1] + 1 - top
        following = min(range(len(rows)), key=lambda place: abs(rows[place].first - end))
        starts.append(following)
        top = rows[following].first
    return starts
