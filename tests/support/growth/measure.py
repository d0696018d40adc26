"""What one extraction costs, and how that grows with the size of a document."""

import math
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from cProfile import Profile
from pathlib import Path
from typing import NamedTuple

from extractors import extract
from extractors.errors import UnreadableError
from tests.support.growth import Make

WARM = 300
"""Characters of a document that is read first: what is imported and compiled for it costs nothing afterwards."""


class Cost(NamedTuple):
    """What one extraction took."""

    seconds: float
    """Processor time."""
    calls: int
    """Calls of functions, those that are written in C among them: the same however busy the machine is. 0 if not counted."""
    refused: bool


class Growth(NamedTuple):
    """What the documents of two sizes took."""

    sizes: Sequence[int]
    small: Cost
    large: Cost

    @property
    def of_seconds(self) -> float:
        """The exponent: 1 where time is proportional to size, 2 where it grows with the square."""
        return self._exponent(self.small.seconds, self.large.seconds)

    @property
    def of_calls(self) -> float:
        """The exponent of the number of calls."""
        return self._exponent(self.small.calls, self.large.calls)

    def _exponent(self, small: float, large: float) -> float:
        return math.log(large / small) / math.log(self.sizes[1] / self.sizes[0])


def growth(shape: tuple[str, Make], sizes: Sequence[int], folder: Path, counted: bool = True) -> Growth:
    """Measure a shape at two sizes, in characters."""
    suffix, make = shape
    path = folder / f"plan.{suffix}"
    path.write_bytes(make(WARM))
    with suppress(UnreadableError):
        extract(path)
    costs = []
    for size in sizes:
        path.write_bytes(make(size))
        costs.append(measure(path, counted))
    return Growth(sizes, *costs)


def measure(path: Path, counted: bool) -> Cost:
    """Extract a file in a copy of this process: what it keeps of one document does not speed up the next."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(sending, " ".join(map(str, _take(path, counted))).encode())
        finally:
            os._exit(0)  # whatever is raised: this copy must not go on
    os.close(sending)
    with os.fdopen(receiving, encoding="ascii") as pipe:
        seconds, calls, refused = pipe.read().split()
    os.waitpid(child, 0)
    return Cost(float(seconds), int(calls), refused == "True")


def _take(path: Path, counted: bool) -> Cost:
    profile, refused = Profile(), False
    start = time.process_time()
    if counted:
        profile.enable()
    try:
        extract(path)
    except UnreadableError:  # a refusal has to be quick too
        refused = True
    profile.disable()
    return Cost(time.process_time() - start, sum(entry.callcount for entry in profile.getstats()), refused)
