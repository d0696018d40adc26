"""Measure what extraction loses when one document comes in another format.

    python -m tests.bench.formats FILE … [--formats html docx pdf ofd scan] [--differences] [--copies FOLDER]

Each document is extracted as it is, and again from a copy in each format. Printed is for each copy the F1 of its facts
against those of the document: tasks, responsibilities, values of indicators, deadlines and the fields of the head.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.console import Console

from extractors import extract
from extractors.language.full_width import with_wide_parentheses
from extractors.readers import read_document
from schemas import Plan
from tests.support.office_copies import COPIES, parts_of

Fact = tuple[object, ...]
KNOWN = 40
"""Characters of its text by which a task is known."""


def facts(plans: Sequence[Plan]) -> Counter[Fact]:
    """Return the facts of the plans of one document, in words that no format changes."""
    return Counter(fact for plan in plans for fact in _facts(plan))


def _facts(plan: Plan) -> Iterator[Fact]:
    info = plan.plan
    for name in ("title", "number", "issuers", "issued_on", "period"):
        yield "head", name, squeezed(getattr(info, name))
    known: dict[str, str] = {}
    for task in plan.tasks:
        known[task.id] = f"{task.marker} {squeezed(task.text)[:KNOWN]}"
        yield "task", known[task.id], task.origin
        if task.deadline:
            yield "deadline", known[task.id], squeezed(task.deadline.text), task.deadline.on
    for heading in plan.headings:
        known[heading.id] = squeezed(heading.title)
    for indicator in plan.indicators:
        known[indicator.id] = squeezed(indicator.name)
        for value in indicator.values:
            yield "value", known[indicator.id], indicator.measure, value.year, value.kind, value.value, value.bound
    for row in plan.responsibilities:
        yield "responsibility", known.get(row.subject), squeezed(row.name), row.role


def squeezed(value: object) -> str:
    """Return a value as text without white space, brackets in one width: print hardly shows it, and recognition guesses."""
    return with_wide_parentheses("".join(str(value).split()))


def agreement(wanted: Counter[Fact], found: Counter[Fact]) -> float:
    """Return the F1 of facts found against facts wanted."""
    total = wanted.total() + found.total()
    return 2 * (wanted & found).total() / total if total else 1.0


class Copy(NamedTuple):
    """A document in a format: its agreement and the facts that differ."""

    agreement: float
    missing: Counter[Fact]
    invented: Counter[Fact]


def compare(file: Path, formats: Sequence[str], folder: Path) -> dict[str, Copy]:
    """Extract a document as it is and from its copies, written to the folder; return each copy by its format."""
    wanted = facts([plan for plan, _ in extract(file)])
    parts = parts_of(read_document(file))
    copies = {}
    for name in formats:
        path = folder / f"{file.stem}.{'pdf' if name == 'scan' else name}"
        path.write_bytes(COPIES[name](parts))
        found = facts([plan for plan, _ in extract(path)])
        copies[name] = Copy(agreement(wanted, found), wanted - found, found - wanted)
    return copies


def main() -> int:
    """Measure the documents that the command line names."""
    parser = argparse.ArgumentParser(
        description="Measure what extraction loses when a document comes in another format."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--formats", nargs="+", choices=COPIES, default=["html", "docx", "pdf", "ofd"])
    parser.add_argument("--differences", action="store_true", help="print every fact that differs")
    parser.add_argument("--copies", type=Path, help="write the copies to this folder, and leave them there")
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    console.print(f"{'':<32}" + "".join(f"{name:>8}" for name in given.formats))
    with TemporaryDirectory() as temporary:
        folder = given.copies or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for file in given.files:
            copies = compare(file, given.formats, folder)
            console.print(f"{file.stem:<32}" + "".join(f"{copy.agreement:>8.3f}" for copy in copies.values()))
            if given.differences:
                for name, copy in copies.items():
                    for sign, differing in (("-", copy.missing), ("+", copy.invented)):
                        for fact in sorted(differing, key=str):
                            console.print(f"  {name} {sign} {' | '.join(map(str, fact))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
