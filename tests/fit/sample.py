"""Generated tables for training and for judging the outcome."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.fit.damage import LAYOUTS, printed_plan
from tests.fit.tables import SCHEMAS
from tests.fit.truth import TrainingTable, training_table

OFTEN = ("run_together", "folded", "wrapped")
"""Layouts that are hard to read, drawn three times as often."""


class Sample(NamedTuple):
    """A table and what became of it; no table where the right reading is none of those looked for."""

    schema: str
    layout: str
    table: TrainingTable | None


def samples(count: int, seed: int) -> Iterator[Sample]:
    """Yield ``count`` tables of each schema, the same ones for the same seed."""
    layouts = [*LAYOUTS, *OFTEN, *OFTEN]
    for schema, draw in SCHEMAS.items():
        for at in range(count):
            rng = random.Random(f"{seed}/{schema}/{at}")
            layout = layouts[at % len(layouts)]
            yield Sample(schema, layout, training_table(printed_plan(draw(rng), layout, rng)))
