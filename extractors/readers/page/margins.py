"""Where the lines of a document begin and end, and how far apart they stand: measured on all pages of a kind together."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.page.model import PrintedLine

FEW = 8
"""Lines: fewer tell of the right margin by their longest only; where all are short, pages are symmetric."""
TOGETHER = 3
"""Lines that end at the right margin, at least; where fewer do, none of them is broken there, and pages are symmetric."""


class Margins(NamedTuple):
    """Where the lines of one kind of page begin and end, and how far apart they stand."""

    left: float
    right: float
    leading: float
    set_in: bool
    """First lines of paragraphs are set in: a line at the left margin begins none."""


class Body(NamedTuple):
    """What most lines of a document look like."""

    size: float
    margins: dict[tuple[int, int], Margins]
    widths: dict[int, float]
    """Width of each page."""
    narrow: dict[tuple[int, int, int], float]
    """Right margin of lines of one size on one page, where it is narrower than usual: prefaces, quotations."""

    def of(self, line: PrintedLine) -> Margins:
        """Return the margins that hold for a line."""
        usual = self.margins[round(self.widths[line.page]), line.region]
        right = self.narrow.get((line.page, line.region, round(line.size)))
        return usual if right is None else usual._replace(right=right)


def measure(lines: Sequence[PrintedLine], widths: dict[int, float]) -> Body:
    """Measure the margins of every kind of page (by width and column) and the size of the body."""
    sizes: Counter[float] = Counter()
    groups: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        groups[round(widths[line.page]), line.region].append(line)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    margins = {key: _margins(group, size, key[0]) for key, group in groups.items()}
    return Body(size, margins, widths, dict(_narrow(lines, margins, widths)))


def _narrow(
    lines: Sequence[PrintedLine], margins: dict[tuple[int, int], Margins], widths: dict[int, float]
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """Yield the right margins of pages whose lines of a size end together, short of the usual margin."""
    groups: dict[tuple[int, int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        groups[line.page, line.region, round(line.size)].append(line)
    for key, group in groups.items():
        size, width = key[2], widths[key[0]]
        right = max(line.right for line in group)
        together = sum(1 for line in group if right - line.right < 0.6 * size and line.right - line.left > 0.55 * width)
        if together >= 3 and together >= 0.5 * len(group) and right < margins[round(width), key[1]].right - 0.6 * size:
            yield key, right


def _margins(lines: Sequence[PrintedLine], size: float, width: float) -> Margins:
    body = [line for line in lines if abs(line.size - size) <= 0.12 * size] or list(lines)
    rights = sorted(line.right for line in body)
    lefts = Counter(round(line.left / 3) for line in body if len(line.text) > 8) or Counter(
        round(line.left / 3) for line in body
    )
    # the left margin is the leftmost place where many lines begin: first lines are set in
    many = [place for place, count in lefts.items() if count >= 0.15 * sum(lefts.values())]
    steps = sorted(b.top - a.top for a, b in pairwise(body) if a.page == b.page and b.top > a.top)
    leading = steps[len(steps) // 2] if steps else 1.5 * size
    left = min(many or lefts) * 3.0
    first = sum(1 for line in body if 1.5 * size < line.left - left < 2.6 * size)
    right = rights[int(0.92 * (len(rights) - 1))]
    if len(body) < FEW and lines[0].region == 0:
        right = rights[-1] if rights[-1] > 0.6 * width else width - left
    elif lines[0].region == 0 and right < width - left - 2.5 * size:
        long = [
            line
            for line in body
            if line.right - left > 0.6 * (right - left) and line.left - left < 0.4 * (right - left)
        ]
        ends = sum(1 for line in long if abs(line.right - right) < size)
        right = right if ends >= max(TOGETHER, 0.4 * len(long)) else width - left
    return Margins(left, right, leading, first >= 0.1 * len(body))
