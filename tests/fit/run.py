"""Fit the costs of the table decoder and write them with their provenance: ``make fit`` (minutes).

    python -m tests.fit.run [--tables N] [--rounds N] [--check] [--out FILE]

It starts from the costs of ``start.yml``, which were set by hand, so that the same start gives the same file. Few tables say
little about rare evidence, so the fitted costs go back towards the start: as far as a third set of tables is read whole no
worse than by the best share, but for one standard error. ``--check`` only judges the costs as they are. ``make fit`` writes beside the package, so that they are compared
before they are used.
"""

import argparse
import hashlib
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from extractors.readers import table_decoder
from extractors.readers.table_decoder.costs import COSTS
from tests.fit.judge import Outcome, calibrate, log_loss, outcome, reliability
from tests.fit.learn import learn
from tests.fit.sample import Sample, samples

TRAINING, HELD_OUT, ORDER, CHOOSING = 1, 2, 3, 4
"""Seeds of the tables for fitting and for judging, of the order in which tables are looked at, and of those that choose the share."""
SHARES = (0.0, 0.1, 0.25, 0.5, 1.0)
"""How far the costs may go from the start to what was fitted."""
FILE = Path(str(table_decoder.__file__)).with_name("costs.yml")
START = Path(__file__).with_name("start.yml")
INPUTS = ("start.yml", "damage.py", "learn.py", "sample.py", "tables.py", "truth.py", "words.py")
MOVED = 0.0005
"""What is written with three decimals."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=42, help="tables of each schema")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    start = yaml.safe_load(START.read_text(encoding="utf-8"))
    if not args.check:
        COSTS.clear()
        COSTS.update(start)
    held_out = list(samples(args.tables // 2, HELD_OUT))
    share = 0.0
    if not args.check:
        show("before", outcome(held_out))
        tables = list(samples(args.tables, TRAINING))
        fitted = dict(learn([one.table for one in tables if one.table], args.rounds, ORDER))
        share = best_share(start, fitted, list(samples(args.tables // 2, CHOOSING)))
        COSTS.update(between(start, fitted, share))
    after = outcome(held_out)
    show("after" if not args.check else "now", after)
    calibration = calibrate(after.rows)
    lines = [
        f"held-out log loss of rows {log_loss(after.rows, calibration):.3f}",
        *reliability(after.rows, calibration),
    ]
    report(*lines)
    if not args.check:
        head = provenance(args.tables, args.rounds, share, after, lines, start)
        args.out.write_text("\n".join([*head, *costs()]) + "\n", encoding="utf-8")
        report(f"written: {args.out}")


def between(start: Mapping[str, float], fitted: Mapping[str, float], share: float) -> dict[str, float]:
    """Return the costs that lie by this share of the way between the start and what was fitted, with three decimals."""
    return {name: round(cost + share * (fitted[name] - cost), 3) for name, cost in start.items()}


def best_share(start: Mapping[str, float], fitted: Mapping[str, float], sample: Sequence[Sample]) -> float:
    """Return the smallest share that reads as many tables whole as the best one, less one standard error."""
    whole: dict[float, int] = {}
    for share in SHARES:
        COSTS.update(between(start, fitted, share))
        read = outcome(sample)
        show(f"share {share}", read)
        whole[share] = read.whole
    return smallest_of_the_best(whole, read.tables)


def smallest_of_the_best(whole: Mapping[float, int], tables: int) -> float:
    """Return the smallest share whose count of ``tables`` is within one standard error of the highest count."""
    best = max(whole.values())
    error = (best * (1 - best / tables)) ** 0.5
    return min(share for share, count in whole.items() if count >= best - error)


def digest_of_inputs() -> str:
    """Return a digest of what the fit depends on besides the decoder: the start, and what draws and damages tables."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update(START.with_name(name).read_bytes())
    return digest.hexdigest()[:16]


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
    tables: int, rounds: int, share: float, read: Outcome, judged: Sequence[str], start: Mapping[str, float]
) -> Iterator[str]:
    """Yield the comment at the head of the file."""
    yield "# Costs of evidence in tables; negative where it speaks for a reading. Written by `make fit`, not by hand."
    yield f"# Averaged perceptron from tests/fit/start.yml, {rounds} rounds over {tables} generated tables of each schema (tests/fit),"
    yield f"# seed {TRAINING}, order {ORDER}; of the way from the start to what was fitted, they go {share}: the smallest share that reads as many"
    yield f"# of other tables (seed {CHOOSING}) whole as the best one, less one standard error."
    yield f"# Digest of the inputs: {digest_of_inputs()}. On held-out tables (seed {HELD_OUT}): {read.whole} of {read.tables} read whole,"
    yield f"# cells P {read.precision:.3f} R {read.recall:.3f}."
    yield from (f"# {line}" for line in judged)
    unmoved = [name for name in sorted(COSTS) if abs(COSTS[name] - start[name]) < MOVED]
    if len(unmoved) == len(COSTS):
        yield "# So far no share reads significantly more tables than the start, and all costs are as set by hand."
        return
    yield "# Set by hand and not moved, for no generated table was read wrong because of them:"
    yield from textwrap.wrap(", ".join(unmoved), 118, initial_indent="# ", subsequent_indent="# ")


def costs() -> Iterator[str]:
    """Yield the costs by name."""
    for name in sorted(COSTS):
        yield f"{name}: {COSTS[name]:.3f}"


if __name__ == "__main__":
    main()
