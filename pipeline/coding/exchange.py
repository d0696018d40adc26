"""Codes for other programs: one CSV line a coding, and JSON of Label Studio."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.atomic import replace_text
from pipeline.coding.ratings import Rating, Ratings, codes_in_force
from pipeline.corpus.codebook import code_names
from pipeline.store.results import Result
from pipeline.tables.write import guard
from schemas import Block

COLUMNS = ("plan", "fact", "kind", "variable", "coder", "codes", "names", "text", "quote")


def write_codings_csv(found: Ratings, path: Path) -> Path:
    """Write one line a coder, fact and variable; what holds over all coders has the coder ``=`` and its state."""
    names = code_names(found.codebook)
    file = io.StringIO()
    file.write("\ufeff")
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow((*COLUMNS, "state"))
    for rating in found.ratings:
        fact = rating.fact
        codes, state = codes_in_force(rating)
        for coder, said, status in [*((coder, said, "") for coder, said in rating.said.items()), ("=", codes, state)]:
            shown = "|".join(names[rating.variable, code] for code in said)
            cells = (
                fact.plan, fact.id, fact.kind, rating.variable, coder, "|".join(said), shown, fact.text,
                fact.evidence.quote, status,
            )  # fmt: skip
            rows.writerow([guard(cell) if cell != "=" else cell for cell in cells])
    return replace_text(path, file.getvalue())


def write_label_studio(found: Ratings, results: Iterable[Result], path: Path) -> Path:
    """Write tasks of Label Studio: one a block with coded facts, one annotation a coder, labels with their spans.

    The labelling configuration has a ``Text`` named ``text`` and for each variable a ``Labels`` named after it.
    """
    blocks = {(result.plan.plan.id, block.id): block for result in results for block in result.document.blocks}
    coders = sorted({coder for rating in found.ratings for coder in rating.said})
    tasks = [
        _task(number, place, blocks[place], ratings, coders)
        for number, (place, ratings) in enumerate(found.by_block().items(), 1)
        if place in blocks
    ]
    return replace_text(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")


def _task(
    number: int, place: tuple[str, str], block: Block, ratings: Sequence[Rating], coders: Sequence[str]
) -> dict[str, Any]:
    plan, id = place
    annotations = []
    for coder in coders:
        spans = [_span(rating, rating.said[coder]) for rating in ratings if rating.said.get(coder)]
        if spans or any(coder in rating.said for rating in ratings):
            # Label Studio identifies people by number; the name is kept beside it
            annotations.append({"completed_by": coders.index(coder) + 1, "coder": coder, "result": spans})
    return {"id": number, "data": {"text": block.text, "plan": plan, "block": id}, "annotations": annotations}


def _span(rating: Rating, codes: Sequence[str]) -> dict[str, Any]:
    at = rating.fact.evidence
    return {
        "id": f"{rating.fact.id}:{rating.variable}",
        "from_name": rating.variable,
        "to_name": "text",
        "type": "labels",
        "value": {"start": at.start, "end": at.end, "text": at.quote, "labels": list(codes)},
    }
