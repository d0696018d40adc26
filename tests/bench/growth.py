"""Measure how extraction grows with the size of a document, over every shape of tests/support/growth.

    python -m tests.bench.growth [--small 10000] [--large 100000] [--only NAME] [--from NUMBER] [--worst N]

Each shape is repeated up to two sizes in characters; the exponent is log(time ratio) / log(size ratio) of processor time. A
shape over the limit is measured twice more, and the least time of each size counts. Exit code 1 where one is over it still.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.support.growth import Make, Shapes
from tests.support.growth.marked_up import MARKED_UP
from tests.support.growth.measure import Growth, growth
from tests.support.growth.text import MARKDOWN, TEXT

LIMIT = 1.2
ROUNDS = 3
SHAPES: Shapes = {**TEXT, **MARKDOWN, **MARKED_UP}


def least(shape: tuple[str, Make], sizes: Sequence[int], folder: Path) -> Growth:
    """Return the growth of a shape, of the least times of up to three rounds."""
    found = growth(shape, sizes, folder, counted=False)
    for _ in range(ROUNDS - 1):
        if found.of_seconds <= LIMIT:
            break
        again = growth(shape, sizes, folder, counted=False)
        found = Growth(sizes, min(found.small, again.small), min(found.large, again.large))
    return found


def main() -> int:
    """Measure, print the exponents, and return 1 if one is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000, help="characters of the smaller document")
    parser.add_argument("--large", type=int, default=100_000, help="characters of the larger one")
    parser.add_argument("--only", default="", metavar="NAME", help="only shapes whose name contains NAME")
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="NUMBER", help="leave out those before it")
    parser.add_argument(
        "--worst", type=int, metavar="N", help="print the N highest exponents at the end, not all as they come"
    )
    given = parser.parse_args()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    measured = [(name, shape) for name, shape in SHAPES.items() if given.only in name][given.first :]
    lines: list[tuple[float, str]] = []
    with TemporaryDirectory() as folder:
        for name, shape in measured:
            found = least(shape, (given.small, given.large), Path(folder))
            mark = "  REFUSED" * found.large.refused + "  OVER" * (found.of_seconds > LIMIT)
            taken = f"{found.small.seconds:7.3f} s {found.large.seconds:8.3f} s"
            lines.append((found.of_seconds, f"{name:<32} {taken}  exponent {found.of_seconds:5.2f}{mark}"))
            if given.worst is None:
                console.print(lines[-1][1])
    for _, line in sorted(lines, reverse=True)[: given.worst or 0]:
        console.print(line)
    over = sum(exponent > LIMIT for exponent, _ in lines)
    console.print(f"{len(measured)} shapes, {over} over {LIMIT}")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
