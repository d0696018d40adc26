"""A label alone in its paragraph, and the units that it names in the next: 责任单位：⏎市水务局、市交通局."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.clauses.bodies import lists_units
from extractors.clauses.find import cell_clause
from extractors.clauses.parts import Clause
from extractors.clauses.role_phrases import ClauseKey, labels
from extractors.outline.tree import Passage

LONGEST = 20
"""Characters of a paragraph that is nothing but a label."""


def clauses_below_labels(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Clause]]:
    """Yield each paragraph that is a list of units below a label alone, as a clause with that label."""
    for above, passage in pairwise(passages):
        key = _label_alone(above.text)
        text = passage.text
        if key and key.role and lists_units(text, 0, len(text)):
            yield passage, cell_clause(text, 0, len(text), key.role, key.label)


def _label_alone(text: str) -> ClauseKey | None:
    if len(text) > LONGEST or not text.rstrip().endswith(("：", ":")):
        return None
    key = next(labels(text, 0, len(text)), None)
    return key if key and not text[: key.start].strip() and not text[key.end :].strip() else None
