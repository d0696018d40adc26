"""Fit the costs of the table decoder and write them with their provenance: ``make fit`` (minutes).

    python -m tests.fit.run [--tables N] [--rounds N] [--check] [--out FILE]

It starts from the costs of ``start.yml``, which were set by hand, so that the same start gives the same file. ``--check``
only judges the costs as they are. ``make fit`` writes beside the package, so that they are compared before they are used.
"""

import argparse
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from extractors.readers import table_decoder
from extractors.readers.table_decoder.costs import COSTS
from tests.fit.judge import Outcome, calibrate, log_loss, outcome, reliability
from tests.fit.learn import learn
from tests.fit.sample import samples

TRAINING, HELD_OUT, ORDER = 1, 2, 3
"""Seeds of the tables for fitting and for judging, and of the order in which tables are looked at."""
SURE = 0.9
"""A row that is right with a smaller chance is doubtful."""
FILE = Path(str(table_decoder.__file__)).with_name("costs.yml")
START = Path(__file__).with_name("start.yml")
MOVED = 0.0005
"""What is written with three decimals."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=84, help="tables of each schema")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    start = yaml.safe_load(START.read_text(encoding="utf-8"))
    if not args.check:
        COSTS.clear()
        COSTS.update(start)
    held_out = list(samples(args.tables // 2, HELD_OUT))
    if not args.check:
        show("before", outcome(held_out))
        tables = list(samples(args.tables, TRAINING))
        learn([one.table for one in tables if one.table], args.rounds, ORDER)
    after = outcome(held_out)
    show("after" if not args.check else "now", after)
    calibration = calibrate(after.rows)
    lines = [
        f"held-out log loss of rows {log_loss(after.rows, calibration):.3f}",
        *reliability(after.rows, calibration),
    ]
    report(*lines)
    if not args.check:
        head = provenance(args.tables, args.rounds, after, lines, start)
        args.out.write_text("\n".join([*head, *costs()]) + "\n", encoding="utf-8")
        report(f"written: {args.out}")


def show(when: str, read: Outcome) -> None:
    """Print what was read of the held-out tables."""
    layouts = ", ".join(f"{layout} {right}/{count}" for layout, (right, count) in read.by_layout.items())
    report(
        f"{when}: {read.whole} of {read.tables} tables whole, cells P {read.precision:.4f} R {read.recall:.4f}", layouts
    )


def report(*lines: str) -> None:
    """Print lines."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def provenance(
    tables: int, rounds: int, read: Outcome, judged: Sequence[str], start: Mapping[str, float]
) -> Iterator[str]:
    """Yield the comment at the head of the file."""
    yield "# Costs of evidence in tables; negative where it speaks for a reading. Written by `make fit`, not by hand."
    yield f"# Averaged perceptron from tests/fit/start.yml, {rounds} rounds over {tables} generated tables of each schema (tests/fit),"
    yield f"# seed {TRAINING}, order {ORDER}. On held-out tables (seed {HELD_OUT}): {read.whole} of {read.tables} read whole,"
    yield f"# cells P {read.precision:.3f} R {read.recall:.3f}."
    yield from (f"# {line}" for line in judged)
    unmoved = [name for name in sorted(COSTS) if abs(COSTS[name] - start[name]) < MOVED]
    yield "# Set by hand and not moved, for no generated table was read wrong because of them:"
    yield from textwrap.wrap(", ".join(unmoved), 118, initial_indent="# ", subsequent_indent="# ")


def costs() -> Iterator[str]:
    """Yield the costs by name."""
    for name in sorted(COSTS):
        yield f"{name}: {COSTS[name]:.3f}"


if __name__ == "__main__":
    main()
