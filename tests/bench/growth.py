"""Measure how extraction grows with the size of a document, over every shape of tests/support/growth.

    python -m tests.bench.growth [--small 10000] [--large 100000] [--only NAME] [--from NUMBER]

Each shape is repeated up to two sizes in characters; the exponent is log(time ratio) / log(size ratio) of processor time. A
shape over the limit is measured twice more, and the least time of each size counts. Exit code 1 where one is over it still.
"""

import argparse
import math
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from extractors import extract
from extractors.errors import UnreadableError
from tests.support.growth import Make, Shapes
from tests.support.growth.marked_up import MARKED_UP
from tests.support.growth.text import MARKDOWN, TEXT

LIMIT = 1.2
ROUNDS = 3
SHAPES: Shapes = {**TEXT, **MARKDOWN, **MARKED_UP}


def seconds(path: Path) -> float:
    """Return the processor time that one extraction takes."""
    start = time.process_time()
    with suppress(UnreadableError):  # a refusal has to be quick too
        extract(path)
    return time.process_time() - start


def growth(
    suffix: str, make: Make, sizes: Sequence[int], folder: Path, limit: float = LIMIT
) -> tuple[float, list[float]]:
    """Return the exponent of a shape, and the seconds for each of the two sizes."""
    paths = [folder / f"{size}.{suffix}" for size in sizes]
    for path, size in zip(paths, sizes, strict=True):
        path.write_bytes(make(size))
    seconds(paths[0])  # imports, and compiles the patterns that this shape needs
    least = [math.inf] * len(paths)
    exponent = math.inf
    for _ in range(ROUNDS):
        least = [min(before, seconds(path)) for before, path in zip(least, paths, strict=True)]
        exponent = math.log(least[1] / least[0]) / math.log(sizes[1] / sizes[0])
        if exponent <= limit:
            break
    return exponent, least


def main() -> int:
    """Measure, print the exponents, and return 1 if one is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000, help="characters of the smaller document")
    parser.add_argument("--large", type=int, default=100_000, help="characters of the larger one")
    parser.add_argument("--only", default="", metavar="NAME", help="only shapes whose name contains NAME")
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="NUMBER", help="leave out those before it")
    given = parser.parse_args()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    measured = [(name, *shape) for name, shape in SHAPES.items() if given.only in name][given.first :]
    over = 0
    with TemporaryDirectory() as folder:
        for name, suffix, make in measured:
            exponent, taken = growth(suffix, make, (given.small, given.large), Path(folder))
            over += exponent > LIMIT
            mark = "  OVER" if exponent > LIMIT else ""
            console.print(f"{name:<32} {taken[0]:7.3f} s {taken[1]:8.3f} s  exponent {exponent:5.2f}{mark}")
    console.print(f"{len(measured)} shapes, {over} over {LIMIT}")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
