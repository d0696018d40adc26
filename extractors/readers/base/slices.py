"""Blocks with characters taken out, their maps back to the source intact."""

from bisect import bisect_left
from collections.abc import Sequence

from schemas import Block, PathSpan, Run


def without_spans(block: Block, spans: Sequence[tuple[int, int]]) -> Block:
    """Return a block without the characters of ``spans``, which are sorted and apart."""
    edges = [0, *(edge for span in spans for edge in span), len(block.text)]
    kept = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    gone = [place for start, end in spans for place in range(start, end)]

    def new_place(place: int) -> int:
        return place - bisect_left(gone, place)

    update: dict[str, object] = {
        "text": "".join(block.text[start:end] for start, end in kept),
        "segments": tuple(
            (new_place(left), right - left, raw + left - at)
            for at, length, raw in block.segments
            for left, right in _within(kept, at, at + length)
        ),
        "runs": tuple(
            Run(**{**dict(run), "start": new_place(left), "edges": run.edges[left - run.start : right - run.start + 1]})
            for run in block.runs
            for left, right in _within(kept, run.start, run.start + len(run.edges) - 1)
        ),
        "paths": tuple(
            PathSpan(start=new_place(span.start), end=new_place(span.end), path=span.path)
            for span in block.paths
            if new_place(span.start) < new_place(span.end)
        ),
    }
    if block.table:
        cells = tuple(
            cell.model_copy(update={"start": new_place(cell.start), "end": new_place(cell.end)})
            for cell in block.table.cells
        )
        update["table"] = block.table.model_copy(update={"cells": cells})
    return block.model_copy(update=update)


def _within(kept: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of the kept stretches between two places."""
    cut = ((max(left, start), min(right, end)) for left, right in kept)
    return [(left, right) for left, right in cut if left < right]
