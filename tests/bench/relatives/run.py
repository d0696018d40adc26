"""Print how many of the facts of generated tables are found, by schema and layout: F1 of each cell of the grid.

    python -m tests.bench.relatives.run [--first SEED] [--seeds N] [--schemas a,b] [--layouts x,y] [--keep DIR] [--show]

``--keep`` writes the generated files; ``--show`` prints what is missing and what is wrong in each.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors import extract
from extractors.language.patterns import lazy_pattern
from schemas import Plan
from tests.bench.relatives import browser_prints, layouts, page_layouts, schemas, task_schemas
from tests.bench.relatives.schemas import Fact

SCHEMAS = {**schemas.SCHEMAS, **task_schemas.SCHEMAS}
LAYOUTS = {**layouts.LAYOUTS, **page_layouts.LAYOUTS, **browser_prints.LAYOUTS}
EXTRAS = lazy_pattern(r"投资|年限|周期|领导|责任人")
"""Labels of columns whose texts are facts of the task, and no unit or date."""


def found_facts(plan: Plan) -> Iterator[Fact]:
    """Yield the facts of a plan's tables in the form in which the generator states them."""
    for indicator in plan.indicators:
        name = indicator.name.removeprefix("其中：")
        for value in indicator.values:
            if any(char not in "—-/" for char in value.raw):
                yield name, str(value.year), value.raw
    rows = {
        task.id: task.text if task.text.startswith("负责") else task.title
        for task in plan.tasks
        if task.origin == "annex" or task.evidence.rule.startswith("table")
    }
    for duty in plan.responsibilities:
        if duty.subject in rows:
            yield rows[duty.subject], duty.name, duty.role
    for task in plan.tasks:
        if task.id in rows and task.deadline:
            yield rows[task.id], task.deadline.text, "时限"
        for extra in task.extras if task.id in rows else ():
            if EXTRAS.search(extra.key):
                yield rows[task.id], extra.value, extra.key


def compare(schema: str, layout: str, seed: int, folder: Path) -> tuple[frozenset[Fact], frozenset[Fact]]:
    """Return the facts that a generated file states and those that are found in it."""
    rng = random.Random(f"{schema}/{layout}/{seed}")
    table = SCHEMAS[schema](rng)
    ending, printer = LAYOUTS[layout]
    text = printer(table, rng)
    path = folder / f"{schema}-{layout}-{seed}{ending}"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return table.facts, frozenset(fact for plan, _ in extract(path) for fact in found_facts(plan))


def f1(right: int, wanted: int, found: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / (wanted + found) if wanted + found else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--schemas", default=",".join(SCHEMAS))
    parser.add_argument("--layouts", default=",".join(LAYOUTS))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    asked = args.layouts.split(",")
    total: list[float] = []
    sys.stdout.write(f"{'':14}" + "".join(f"{layout:>11}" for layout in asked) + "\n")
    with TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for schema in args.schemas.split(","):
            cells = []
            for layout in asked:
                right = wanted = found = 0
                for seed in range(args.first, args.first + args.seeds):
                    want, have = compare(schema, layout, seed, folder)
                    right, wanted, found = right + len(want & have), wanted + len(want), found + len(have)
                    if args.show and want != have:
                        sys.stdout.write(f"{schema}-{layout}-{seed}\n")
                        sys.stdout.writelines(f"   - {fact}\n" for fact in sorted(want - have))
                        sys.stdout.writelines(f"   + {fact}\n" for fact in sorted(have - want))
                cells.append(f1(right, wanted, found))
            total += cells
            sys.stdout.write(f"{schema:14}" + "".join(f"{cell:11.3f}" for cell in cells) + "\n")
            sys.stdout.flush()
    sys.stdout.write(f"mean {sum(total) / len(total):.3f}   worst {min(total):.3f}\n")


if __name__ == "__main__":
    main()
